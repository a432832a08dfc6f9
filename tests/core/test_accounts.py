"""Signing in: one address, one code; nobody learns who has an account, and nobody loses their way."""

import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.urls import reverse
from django.utils import timezone, translation

from core import attempts
from core.accounts import account_for, forget_unused
from core.models import Message, User
from tests.core.signing_in import ask, sent_code, sign_in, type_code, without_tokens, wrong
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_an_address_that_has_no_account_gets_one_with_its_first_code(client):
    ask(client, "Fatima@Exampleville.example", language="ar")

    answer = type_code(client, sent_code(), language="ar")

    user = User.objects.get()
    assert answer["Location"] == "/ar/space/"
    assert (user.email, user.language, user.has_usable_password()) == ("fatima@exampleville.example", "ar", False)
    assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [(user.email, True, True)]


def heard(client, address, path, **typed):
    """What a visitor can see of an answer: status, headers, body, where it leads, what that shows."""
    answer = client.post(path, typed)
    onward = client.get(answer["Location"]) if answer.status_code == 302 else None
    unseen = {"Content-Length", "ETag", "Expires"}
    headers = {name: value for name, value in answer.headers.items() if name not in unseen}
    said = [answer.status_code, headers, sorted(answer.cookies), without_tokens(answer.text), onward and without_tokens(onward.text)]
    return str(said).replace(address, "")


def test_known_unknown_and_closed_addresses_are_answered_alike(client):
    UserFactory(email="known@example.org")
    UserFactory(email="close@example.org", is_active=False)

    said = {
        heard(type(client)(), address, "/en/accounts/login/", login=address)
        for address in ("known@example.org", "news1@example.org", "close@example.org")
    }

    assert len(said) == 1
    assert [re.sub(r"\d{6}", "code", message.subject) for message in Message.objects.order_by("pk")][:2] == ["Your code: code"] * 2


def test_passwords_of_known_and_unknown_addresses_are_answered_alike(client):
    UserFactory(email="with-password@example.org", password="a long enough secret")
    UserFactory(email="code-only@example.org")
    UserFactory(email="closed@example.org", password="a long enough secret", is_active=False)
    addresses = ("with-password@example.org", "code-only@example.org", "closed@example.org", "unknown@example.org")

    said = {heard(type(client)(), address, "/en/accounts/login/password/", login=address, password="not this one") for address in addresses}

    assert len(said) == 1
    assert "do not go together" in said.pop()


def test_wrong_codes_and_new_ones_are_answered_alike(client):
    UserFactory(email="known@example.org")
    said = []
    for address in ("known@example.org", "news1@example.org"):
        visitor = type(client)()
        ask(visitor, address)
        code = wrong(sent_code())
        steps = [heard(visitor, address, "/en/accounts/login/code/confirm/", code=code) for _turn in range(2)]
        said.append([*steps, heard(visitor, address, "/en/accounts/login/code/confirm/", action="resend")])

    assert said[0] == said[1]


@pytest.mark.parametrize(("path", "field"), [("login/", {}), ("login/password/", {"password": "not this one"})])
def test_known_and_unknown_addresses_take_comparable_time(client, settings, path, field):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    for number in range(4):
        UserFactory(email=f"known{number}@example.org", password="a long enough secret")
    client.get("/en/accounts/login/")

    taken = {"known": [], "unknown": []}
    for number in range(4):
        for kind, times in taken.items():
            visitor = type(client)(REMOTE_ADDR=f"192.0.2.{number}")
            start = time.perf_counter()
            visitor.post(f"/en/accounts/{path}", {"login": f"{kind}{number}@example.org", **field})
            times.append(time.perf_counter() - start)

    known, unknown = (statistics.median(times) for times in taken.values())
    assert 1 / 3 < known / unknown < 3


def test_a_known_address_keeps_its_account(client):
    user = UserFactory(email="known@example.org")
    ask(client, "KNOWN@example.org")

    type_code(client, sent_code())

    assert list(User.objects.all()) == [user]
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_closed_account_gets_no_code_and_no_successor(client):
    UserFactory(email="closed@example.org", is_active=False)

    page = ask(client, "closed@example.org")

    assert page.redirect_chain[-1][0] == reverse("account_confirm_login_code")
    assert re.search(r"\d{6}", Message.objects.get().text) is None
    assert User.objects.count() == 1


@pytest.mark.parametrize("typed", ["{}", " {} ", "arabic"])
def test_a_code_may_be_typed_with_spaces_and_in_any_digits(client, typed):
    ask(client, "a@example.org")
    code = sent_code()

    answer = type_code(
        client, code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if typed == "arabic" else typed.format(f"{code[:3]} {code[3:]}")
    )

    assert answer["Location"] == "/en/space/"


def test_where_a_visitor_was_going_survives_wrong_codes_and_a_second_visit(client):
    going = "/en/charter/sign/"
    page = ask(client, "a@example.org", next=going)
    assert page.redirect_chain[-1][0].endswith("?next=%2Fen%2Fcharter%2Fsign%2F")

    again = client.get("/en/accounts/login/", {"next": going})
    assert again["Location"].endswith("?next=%2Fen%2Fcharter%2Fsign%2F")

    tries = [type_code(client, wrong(sent_code()), next=going) for _turn in range(3)]
    assert [answer.status_code for answer in tries] == [200, 200, 302]
    assert client.get(tries[-1]["Location"])["Location"] == "/en/accounts/login/?next=%2Fen%2Fcharter%2Fsign%2F"

    ask(client, "a@example.org", next=going)
    assert type_code(client, sent_code(), next=going)["Location"] == going


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, elsewhere):
    ask(client, "a@example.org", next=elsewhere)

    assert type_code(client, sent_code(), next=elsewhere)["Location"] == "/en/space/"


def test_a_code_that_is_too_old_says_so(client, time_machine):
    time_machine.move_to("2026-03-01 10:00:00+00:00")
    ask(client, "a@example.org", next="/en/mailbox/")
    code = sent_code()
    time_machine.move_to("2026-03-01 10:16:00+00:00")

    answer = client.post("/en/accounts/login/code/confirm/", {"code": code, "next": "/en/mailbox/"}, follow=True)

    assert answer.redirect_chain[-1][0] == "/en/accounts/login/?next=%2Fen%2Fmailbox%2F"
    assert "This code no longer works." in answer.text


@pytest.mark.parametrize("address", ["signup/", "login/code/"])
def test_other_doors_lead_to_the_one(client, address):
    assert client.get(f"/fr/accounts/{address}?next=/fr/space/")["Location"] == "/fr/accounts/login/?next=/fr/space/"


@pytest.mark.parametrize("address", ["password/reset/", "password/change/", "password/set/", "signup/passkey/", "phone/verify/"])
def test_pages_we_do_not_offer_do_not_exist(client, home, address):
    client.force_login(UserFactory())

    assert client.get(f"/en/accounts/{address}").status_code == 404


def test_another_address_takes_over_when_its_code_is_typed(client):
    user = UserFactory(email="old@example.org")
    sign_in(client, user)

    client.post("/en/accounts/email/", {"email": "New@example.org", "action_add": ""})
    user.refresh_from_db()
    assert user.email == "old@example.org"
    client.post("/en/accounts/confirm-email/", {"code": sent_code()})

    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert list(user.emailaddress_set.values_list("email", "verified")) == [("new@example.org", True)]
    assert Message.objects.latest("pk").recipient == "old@example.org"


@pytest.mark.parametrize("action", ["action_remove", "action_primary", "action_send"])
def test_an_account_has_one_address_which_stays(client, action):
    user = UserFactory(email="mine@example.org")
    sign_in(client, user)
    before = Message.objects.count()

    answer = client.post("/en/accounts/email/", {"email": "mine@example.org", action: ""})

    assert (answer.status_code, answer["Location"]) == (302, "/en/accounts/email/")
    assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [("mine@example.org", True, True)]
    assert Message.objects.count() == before


def test_the_address_of_somebody_else_is_not_told_apart(client):
    UserFactory(email="taken@example.org")
    sign_in(client, UserFactory())

    pages = []
    for address in ("taken@example.org", "nobody@example.org"):
        client.post("/en/accounts/email/", {"email": address, "action_add": ""})
        pages.append(without_tokens(client.get("/en/accounts/confirm-email/").text).replace(address, ""))
    taken, free = Message.objects.order_by("-pk")[1], Message.objects.latest("pk")

    assert pages[0] == pages[1]
    assert re.sub(r"\d{6}", "", taken.text) == re.sub(r"\d{6}", "", free.text)


def test_the_address_of_somebody_else_is_refused_with_its_code(client):
    """Only who reads that mailbox could know the code, and so learn it."""
    UserFactory(email="taken@example.org")
    sign_in(client, UserFactory(email="mine@example.org"))
    client.post("/en/accounts/email/", {"email": "taken@example.org", "action_add": ""})

    page = client.post("/en/accounts/confirm-email/", {"code": sent_code()})

    assert "This address belongs to another account." in page.text
    assert User.objects.filter(email="taken@example.org").count() == 1


def test_signing_out_takes_a_button(client):
    client.force_login(UserFactory())

    assert client.get("/en/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    answer = client.post("/en/accounts/logout/", follow=True)

    assert "You have signed out." in answer.text
    assert "_auth_user_id" not in client.session


def test_accounts_nobody_ever_used_are_forgotten():
    used = UserFactory(last_login=timezone.now())
    confirmed = UserFactory()
    with translation.override("en"):
        fresh, old = account_for("fresh@example.org"), account_for("old@example.org")
    User.objects.filter(pk__in=[old.pk, used.pk, confirmed.pk]).update(date_joined=timezone.now() - timedelta(days=2))

    forget_unused()

    assert set(User.objects.all()) == {used, confirmed, fresh}


def test_an_address_never_gets_two_accounts():
    with translation.override("en"):
        first = account_for("a@example.org")

        assert account_for("a@example.org") == first
    assert User.objects.count() == 1


def test_an_account_made_in_the_terminal_signs_in_with_one_code(client):
    call_command("createsuperuser", email="root@example.org", interactive=False, verbosity=0)
    ask(client, "root@example.org")

    type_code(client, sent_code())

    assert client.get("/admin/").status_code == 200


def test_a_code_does_not_survive_three_wrong_ones(client):
    ask(client, "a@example.org")
    code = sent_code()
    for _turn in range(3):
        type_code(client, wrong(code))

    type_code(client, code)

    assert "_auth_user_id" not in client.session


def test_asking_too_often_says_how_long_to_wait(client, time_machine):
    time_machine.move_to("2026-03-01 10:00:00+00:00", tick=False)
    pages = [ask(type(client)(), "a@example.org") for _turn in range(4)]

    assert ["That was too often in a short time. Please wait 1 minute, then try again." in page.text for page in pages] == [
        False,
        False,
        False,
        True,
    ]
    assert Message.objects.count() == 3


def test_new_codes_are_counted_too(client):
    ask(client, "a@example.org")
    for _turn in range(3):
        answer = client.post("/en/accounts/login/code/confirm/", {"action": "resend"}, follow=True)

    assert "That was too often in a short time." in answer.text
    assert Message.objects.count() == 3


def test_a_place_that_sends_too_many_forms_waits(client):
    for _turn in range(30):
        client.post("/en/accounts/login/", {"login": ""})
    answer = client.post("/fr/accounts/login/", {"login": ""})

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_64_wrong_codes_at_once_are_three_tries(client):
    """One session, one code: however many guesses arrive together, three are looked at."""
    cache.clear()
    ask(client, "a@example.org")
    code = sent_code()
    guess = wrong(code)

    def one(_number):
        visitor = type(client)()
        visitor.cookies = client.cookies
        try:
            return visitor.post("/en/accounts/login/code/confirm/", {"code": guess}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(64) as pool:
        answers = list(pool.map(one, range(64)))

    assert set(answers) <= {200, 302}
    with pytest.raises(attempts.TooMany):
        attempts.take("code_typed", key=f"{client.session.session_key} {code}")
    type_code(client, code)
    assert "_auth_user_id" not in client.session


def test_a_password_signs_in(client):
    UserFactory(email="a@example.org", password="a long enough secret")

    answer = client.post(
        "/fr/accounts/login/password/", {"login": "A@example.org", "password": "a long enough secret", "next": "/fr/charter/sign/"}
    )

    assert answer["Location"] == "/fr/charter/sign/"
    assert "_auth_user_id" in client.session


def test_a_right_password_after_five_wrong_ones_waits(client, time_machine):
    time_machine.move_to("2026-03-01 10:00:00+00:00", tick=False)
    UserFactory(email="a@example.org", password="a long enough secret")
    for _turn in range(5):
        client.post("/en/accounts/login/password/", {"login": "a@example.org", "password": "wrong"})

    page = client.post("/en/accounts/login/password/", {"login": "a@example.org", "password": "a long enough secret"})

    assert "Please wait 5 minutes" in page.text
    assert "_auth_user_id" not in client.session


def test_right_passwords_are_not_counted(client):
    UserFactory(email="a@example.org", password="a long enough secret")
    for _turn in range(7):
        visitor = type(client)()
        visitor.post("/en/accounts/login/password/", {"login": "a@example.org", "password": "a long enough secret"})
        assert "_auth_user_id" in visitor.session
