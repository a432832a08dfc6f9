"""Attempts are counted in one place, exactly, whoever calls at once; the secretariat sets the limits within bounds."""

import math
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import ModelLogEntry

from core import attempts, limits
from core.attempts import Counter, TooMany
from core.models import AttemptLimit
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def nothing_counted(db):
    attempts.FALLBACK.clear()
    cache.clear()


def from_place(address):
    return RequestFactory().post("/", REMOTE_ADDR=address)


def outcomes(times, action="code_typed", **options):
    """Whether each of so many attempts was allowed."""
    found = []
    for _turn in range(times):
        try:
            attempts.take(action, **options)
            found.append(True)
        except TooMany:
            found.append(False)
    return found


def test_attempts_are_allowed_up_to_the_limit_and_again_later(time_machine):
    time_machine.move_to("2026-03-01 10:00:00+00:00", tick=False)
    assert outcomes(4, key="one code") == [True, True, True, False]

    time_machine.shift(timedelta(minutes=14, seconds=59))
    assert outcomes(1, key="one code") == [False]
    time_machine.shift(timedelta(seconds=2))
    assert outcomes(4, key="one code") == [True, True, True, False]


def test_no_stretch_of_time_holds_more_than_the_limit(time_machine):
    counter, chance, allowed, now = Counter("any", 5, 60, "me"), random.Random(4), [], 0.0
    for _turn in range(500):
        now += chance.expovariate(1 / 6)
        now = round(now, 3)
        time_machine.move_to(1_800_000_000 + now, tick=False)
        try:
            counter.take(cache)
            wait = 0
        except TooMany as refusal:
            wait = refusal.seconds
        recent = [at for at in allowed if at > now - 60]
        assert (wait == 0) == (len(recent) < 5)
        assert wait == (0 if len(recent) < 5 else max(1, math.ceil(recent[-5] + 60 - now)))
        allowed += [now] if wait == 0 else []


def test_keys_do_not_share_their_counts():
    assert outcomes(4, key="mine") == [True, True, True, False]
    assert outcomes(3, key="yours") == [True, True, True]


def test_one_place_is_counted_over_all_keys(time_machine):
    time_machine.move_to("2026-03-01 10:00:00+00:00", tick=False)
    here, there = from_place("192.0.2.1"), from_place("192.0.2.2")

    for number in range(20):
        attempts.take("code_asked", request=here, key=f"{number}@example.org")

    with pytest.raises(TooMany):
        attempts.take("code_asked", request=here, key="another@example.org")
    attempts.take("code_asked", request=there, key="another@example.org")


def test_a_household_with_many_addresses_is_one_place():
    first, same, other = (attempts.visitor(from_place(ip)) for ip in ("2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1"))

    assert first == same != other


def test_a_refused_key_does_not_use_up_the_place(time_machine):
    time_machine.move_to("2026-03-01 10:00:00+00:00", tick=False)
    here = from_place("192.0.2.1")
    assert outcomes(50, "code_asked", request=here, key="a@example.org").count(True) == 3

    assert outcomes(17, "code_asked", request=here, key="").count(True) == 17
    assert outcomes(1, "code_asked", request=here, key="") == [False]


def test_an_attempt_knows_how_many_are_left():
    assert [attempts.take("code_typed", key="one code").left for _turn in range(3)] == [2, 1, 0]


def test_what_was_right_is_given_back():
    assert outcomes(2, key="one code") == [True, True]

    attempts.take("code_typed", key="one code").give_back()

    assert outcomes(2, key="one code") == [True, False]


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, "1 second"), (40, "40 seconds"), (61, "2 minutes"), (3599, "60 minutes"), (3600, "1 hour"), (3601, "2 hours")]
)
def test_a_refusal_says_how_long_to_wait(seconds, said):
    with translation.override("en"):
        assert TooMany(seconds).messages == [f"That was too often in a short time. Please wait {said}, then try again."]


def test_nothing_kept_names_a_person_or_a_place():
    attempts.take("code_asked", request=from_place("192.0.2.77"), key="person@example.org")

    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM django_cache WHERE cache_key LIKE %s", ["%attempt%"])
        kept = str(cursor.fetchall())
    assert re.search(r"192\.0|person|example", kept) is None
    assert kept.count("attempt:") == 3


class BrokenCache:
    def get_many(self, keys):
        raise ConnectionError

    add = get_many


def test_a_failing_cache_neither_opens_nor_closes_the_door(monkeypatch, caplog):
    monkeypatch.setattr(attempts, "cache", BrokenCache())

    assert outcomes(4, key="one code") == [True, True, True, False]
    assert "this process counts alone" in caplog.text
    assert "one code" not in caplog.text


def test_a_cache_that_keeps_nothing_counts_as_failing(monkeypatch):
    class Forgetful(BrokenCache):
        def get_many(self, keys):
            return {}

        def add(self, *args, **options):
            return False

    monkeypatch.setattr(attempts, "cache", Forgetful())

    assert outcomes(4, key="one code") == [True, True, True, False]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("already", [0, 2])
def test_64_at_once_are_counted_right(already):
    """Also when some were counted in the window of time before."""
    counter = Counter("race", 5, 3600, f"race{already}")
    for number in range(already):
        cache.set(counter.slots(int(time.time() // 3600) - 1)[number], time.time() - 5)

    def one(_number):
        try:
            counter.take(cache)
        except TooMany:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(64) as pool:
        allowed = list(pool.map(one, range(64)))

    assert allowed.count(True) == 5 - already


def test_the_secretariats_numbers_count():
    AttemptLimit.objects.create(name="code_typed_code", most=2, seconds=900)

    assert outcomes(3, key="one code") == [True, True, False]


@pytest.mark.parametrize(("most", "held"), [(1, 2), (1000, 15)])
def test_numbers_out_of_bounds_are_held_within(most, held):
    AttemptLimit.objects.create(name="code_typed_code", most=most, seconds=900)

    assert outcomes(17, key="one code").count(True) == held


@pytest.mark.parametrize("limit", limits.ALL, ids=lambda limit: limit.name)
def test_every_limit_has_bounds_around_what_it_starts_with(limit):
    assert 1 <= limit.least_most <= limit.most < limit.greatest_most
    assert limit.seconds in limit.periods
    assert limit.seconds / 2 <= limit.periods[0] <= limit.periods[-1] <= 4 * limit.seconds


# --- The secretariat's page
@pytest.fixture
def secretary(client):
    found = UserFactory(secretariat=True)
    client.force_login(found)
    return found


def as_sent(**changes):
    """The form of the page as a browser sends it, with these changes."""
    sent = {}
    for limit in limits.ALL:
        sent |= {f"{limit.name}-most": limit.most, f"{limit.name}-seconds": limit.seconds}
    return {**sent, **changes}


def test_the_secretariat_sees_every_limit(client, secretary):
    page = client.get("/admin/limits/")

    assert [str(limit.label) in page.text for limit in limits.ALL] == [True] * len(limits.ALL)
    assert "/admin/limits/" in client.get("/admin/").text


def test_a_change_counts_at_once_is_logged_and_can_be_taken_back(client, secretary):
    client.post("/admin/limits/", as_sent(**{"code_typed_code-most": 5}))

    row = AttemptLimit.objects.get()
    assert (row.name, row.most, row.seconds, row.changed_by) == ("code_typed_code", 5, 900, secretary)
    assert outcomes(6, key="one code") == [True] * 5 + [False]
    logged = ModelLogEntry.objects.get(action="core.change_attempt_limit")
    assert (logged.user, logged.label) == (secretary, "Tries to type one code")
    assert logged.data == {"before": "3 times in 15 minutes", "after": "5 times in 15 minutes"}
    assert "Changed from 3 times in 15 minutes to 5 times in 15 minutes" in client.get("/admin/reports/site-history/").text

    client.post("/admin/limits/", as_sent())
    assert not AttemptLimit.objects.exists()
    assert ModelLogEntry.objects.filter(action="core.change_attempt_limit").count() == 2


@pytest.mark.parametrize("most", [0, 1, 16, 10**9, -3, "", "many", "9" * 400])
def test_nobody_switches_protection_off_or_locks_everybody_out(client, secretary, most):
    page = client.post("/admin/limits/", as_sent(**{"code_typed_code-most": most}))

    assert "Between 2 and 15." in page.text
    assert not AttemptLimit.objects.exists()


@pytest.mark.parametrize("seconds", [1, 10**9, "", "x"])
def test_periods_are_chosen_from_a_list(client, secretary, seconds):
    client.post("/admin/limits/", as_sent(**{"code_typed_code-seconds": seconds}))

    assert not AttemptLimit.objects.exists()


@pytest.mark.parametrize("trait", [{"editor": True}, {}, None], ids=str)
def test_nobody_else_sees_or_changes_limits(client, trait):
    if trait is not None:
        client.force_login(UserFactory(**trait))

    answers = [client.get("/admin/limits/"), client.post("/admin/limits/", as_sent(**{"code_typed_code-most": 5}))]

    assert {answer.status_code for answer in answers} <= {302, 403}
    assert not AttemptLimit.objects.exists()
