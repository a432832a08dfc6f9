"""Signing in: one address, one code; nobody learns who has an account, and nobody loses their way."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation

from core.accounts import account_for, forget_unused
from core.models import Message, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def ask(client, email, language="en", **typed):
    return client.post(f"/{language}/accounts/login/", {"login": email, **typed}, follow=True)


def sent_code() -> str:
    return re.search(r"^\d{6}$", Message.objects.latest("pk").text, re.MULTILINE)[0]


def type_code(client, code, language="en", **typed):
    return client.post(f"/{language}/accounts/login/code/confirm/", {"code": code, **typed})


def test_an_address_that_has_no_account_gets_one_with_its_first_code(client):
    ask(client, "Fatima@Exampleville.example", language="ar")

    answer = type_code(client, sent_code(), language="ar")

    user = User.objects.get()
    assert answer["Location"] == "/ar/space/"
    assert (user.email, user.language, user.has_usable_password()) == ("fatima@exampleville.example", "ar", False)
    assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [(user.email, True, True)]


def test_known_and_unknown_addresses_are_answered_alike(client):
    UserFactory(email="known@example.org")

    pages = [ask(type(client)(), email) for email in ("known@example.org", "news1@example.org")]

    known, unknown = (re.sub(r'value="\w{64}"', "", page.text).replace("known@", "news1@") for page in pages)
    assert known == unknown
    assert [re.sub(r"\d{6}", "code", message.subject) for message in Message.objects.all()] == ["Your code: code"] * 2


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

    tries = [type_code(client, "000000" if sent_code() != "000000" else "000001", next=going) for _turn in range(3)]
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


@pytest.mark.parametrize("address", ["password/reset/", "password/change/", "password/set/"])
def test_there_is_no_password(client, home, address):
    client.force_login(UserFactory())

    assert client.get(f"/en/accounts/{address}").status_code == 404


def test_another_address_takes_over_when_its_code_is_typed(client):
    user = UserFactory(email="old@example.org")
    client.force_login(user)

    client.post("/en/accounts/email/", {"email": "New@example.org", "action_add": ""})
    user.refresh_from_db()
    assert user.email == "old@example.org"
    client.post("/en/accounts/confirm-email/", {"code": sent_code()})

    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert list(user.emailaddress_set.values_list("email", "verified")) == [("new@example.org", True)]
    assert Message.objects.latest("pk").recipient == "old@example.org"


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
