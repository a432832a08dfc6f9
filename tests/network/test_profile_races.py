"""Many at one profile at once: real threads, each with its own connection, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.models import Message
from network.models import ProfileChange, ProfileContribution
from network.profile_actions import open_change, propose, withdraw
from network.profile_decisions import decide, take_back
from network.profile_enums import ChangeStatus
from tests.network.keeping import accept, add_link, began, colleague_of, public, say, seen

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MANY = 16


def at_once(*calls):
    """Call them all at the same moment: "done" or the code of the refusal, of each."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait()
            call()
        except ValidationError as refusal:
            return refusal.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_two_who_edit_different_parts_at_once_lose_nothing(place, keeper):
    other = colleague_of(place)
    opened = began(place, "story_en", "story_fr")

    outcomes = at_once(
        lambda: say(place, keeper, opened, story_en="One.", story_fr=""), lambda: say(place, other, opened, story_en="", story_fr="Deux.")
    )

    assert outcomes == ["done", "done"]
    assert {part: after for part, (_b, after) in open_change(place).fields.items()} == {
        "story_en": {"story_en": "One."},
        "story_fr": {"story_fr": "Deux."},
    }


def test_two_who_edit_the_same_at_once_one_is_asked(place, keeper):
    opened = began(place, "story_en")

    outcomes = at_once(*(lambda user=user: say(place, user, opened, story_en=f"By {user.pk}.") for user in (keeper, colleague_of(place))))

    assert sorted(outcomes) == ["conflict", "done"]
    assert ProfileContribution.objects.count() == 1


def test_sixteen_who_edit_at_once_make_one_proposal_and_one_mail(place, keeper, secretary):
    people = [keeper, *(colleague_of(place) for _number in range(MANY - 1))]
    parts = [f"contact_{name}" for name in ("name", "phone", "address", "email")]
    opened = began(place, *parts)

    outcomes = at_once(
        *(
            lambda number=number, user=user: propose(
                place, by=user, began_with=opened, typed={parts[number % 4]: {parts[number % 4]: f"By {number}"}}
            )
            for number, user in enumerate(people)
        )
    )

    change = ProfileChange.objects.get()
    assert sorted(outcomes) == ["conflict"] * 12 + ["done"] * 4
    assert sorted(change.fields) == sorted(parts)
    assert ProfileContribution.objects.count() == 4
    assert Message.objects.filter(purpose__contains=":proposed:").count() == 1


def test_same_link_pressed_many_times_is_there_once(place, keeper):
    outcomes = at_once(*[lambda: add_link(place, keeper)] * MANY)

    assert outcomes == ["done"] * MANY
    assert len(open_change(place).fields) == 1


def test_acceptance_and_withdrawal_at_once_have_one_outcome(place, keeper, secretary):
    change = say(place, keeper, story_en="Ours.")
    before = seen(change)

    outcomes = at_once(
        lambda: decide(change, by=secretary, accept=["story_en"], seen=before),
        lambda: withdraw(change, by=keeper, parts=["story_en"], seen=before),
    )

    assert sorted(outcomes) == ["decided", "done"]
    change.refresh_from_db()
    was_accepted = outcomes[0] == "done"
    assert change.status == (ChangeStatus.ACCEPTED if was_accepted else ChangeStatus.WITHDRAWN)
    assert public(place)["story_en"] == {"story_en": "Ours." if was_accepted else ""}
    assert Message.objects.filter(purpose__contains=":decided:").count() == int(was_accepted)


def test_acceptance_and_an_addition_at_once_lose_nothing(place, keeper, secretary):
    change = say(place, keeper, story_en="Ours.")
    before, opened = seen(change), began(place, "story_fr")

    outcomes = at_once(
        lambda: decide(change, by=secretary, accept=["story_en"], seen=before), lambda: say(place, keeper, opened, story_fr="La nôtre.")
    )

    assert outcomes in (["done", "done"], ["stale", "done"])
    assert open_change(place).fields["story_fr"][1] == {"story_fr": "La nôtre."}
    assert ("story_en" in open_change(place).fields) is (outcomes[0] == "stale")


def test_many_acceptances_give_one_answer(place, keeper, secretary):
    change = say(place, keeper, story_en="Ours.")
    before = seen(change)

    outcomes = at_once(*[lambda: decide(change, by=secretary, accept=["story_en"], seen=before)] * MANY)

    assert sorted(outcomes) == ["decided"] * (MANY - 1) + ["done"]
    assert Message.objects.filter(purpose__contains=":decided:").count() == 1


def test_many_who_take_it_back_do_it_once(place, keeper, secretary):
    change = accept(say(place, keeper, story_en="Ours."), secretary)

    outcomes = at_once(*[lambda: take_back(change, by=secretary, reason="A slip.")] * MANY)

    assert sorted(outcomes) == ["decided"] * (MANY - 1) + ["done"]
    assert public(place)["story_en"] == {"story_en": ""}
