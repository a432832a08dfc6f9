"""One's own account: passwords, name and language, fresh proofs, a copy of one's data, closing; and what no form may do."""

import json
import re
from datetime import timedelta

import pytest

from core import closing
from core.models import Message, User
from tests.core.signing_in import sent_code, sign_in, wrong
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", "too short"),
        ("123456789012345", "123456789012345", "numeric"),
        ("passwordpassword", "passwordpassword", ""),
        ("fatima.exampleville", "fatima.exampleville", "too similar"),
        ("four quiet words here", "four quiet words there", "The two are not the same."),
        ("x" * 301, "x" * 301, "at most 300"),
        ("", "", "required"),
    ],
)
def test_weak_or_mistyped_passwords_are_refused(client, password, again, said):
    user = UserFactory(email="fatima.exampleville@example.org")
    sign_in(client, user)

    page = client.post("/en/accounts/security/password/", {"password": password, "again": again})

    user.refresh_from_db()
    assert user.has_usable_password() is (said == "")
    assert page.status_code == (302 if said == "" else 200)
    assert said in page.text


def test_a_password_is_set_changed_and_removed_with_a_mail_each_time(client):
    user = UserFactory()
    sign_in(client, user)

    for password in ("four quiet words here", "four other words there"):
        client.post("/en/accounts/security/password/", {"password": password, "again": password})
        user.refresh_from_db()
        assert user.check_password(password)
    client.post("/en/accounts/security/password/", {"remove": "yes"})

    user.refresh_from_db()
    assert not user.has_usable_password()
    assert [mail.subject for mail in Message.objects.order_by("pk")][1:] == [
        "Your password was set",
        "Your password was set",
        "Your password was removed",
    ]
    assert client.get("/en/accounts/").status_code == 200


def test_name_and_language_are_the_owners_to_give(client):
    user = UserFactory(first_name="", last_name="")
    client.force_login(user)
    assert "Not given yet." in client.get("/en/accounts/").text

    answer = client.post("/en/accounts/details/", {"first_name": " Fátima\u202e ", "last_name": "بن علي", "language": "ar"})

    user.refresh_from_db()
    assert answer["Location"] == "/en/accounts/"
    assert (user.first_name, user.last_name, user.language, user.get_full_name()) == ("Fátima", "بن علي", "ar", "Fátima بن علي")


@pytest.mark.parametrize("typed", [{"language": "xx"}, {"first_name": "x" * 151, "language": "en"}, {}])
def test_details_that_cannot_be_are_refused_and_kept(client, typed):
    user = UserFactory(first_name="Sam")
    client.force_login(user)

    page = client.post("/en/accounts/details/", typed)

    user.refresh_from_db()
    assert (page.status_code, user.first_name) == (200, "Sam")
    assert typed.get("first_name", "") in page.text


OWN_PAGES = [
    "",
    "details/",
    "email/",
    "sessions/",
    "data/",
    "close/",
    "security/",
    "security/password/",
    "security/app/",
    "security/passkeys/add/",
]


@pytest.mark.parametrize("page", OWN_PAGES)
def test_ones_own_pages_ask_to_sign_in_first(client, page):
    answer = client.get(f"/en/accounts/{page}")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/accounts/login/")


@pytest.mark.parametrize("page", ["email/", "data/", "close/", "security/password/", "security/app/", "security/passkeys/add/"])
def test_what_could_take_an_account_over_needs_a_fresh_proof(client, page):
    """Who has neither password nor second step gets a code by mail, and is then led on."""
    user = UserFactory()
    client.force_login(user)
    asked = client.get(f"/en/accounts/{page}")
    assert asked["Location"].startswith("/en/accounts/again/code/?next=")

    client.post(asked["Location"])
    page_with_code = client.get(asked["Location"])
    assert 'name="code"' in page_with_code.text
    answer = client.post(asked["Location"], {"code": sent_code()})

    assert answer["Location"] == f"/en/accounts/{page}"
    assert client.get(answer["Location"]).status_code == 200


def test_a_fresh_proof_lasts_a_quarter_of_an_hour(client, time_machine):
    time_machine.move_to("2026-03-01 10:00:00+00:00", tick=False)
    user = UserFactory()
    sign_in(client, user)
    time_machine.shift(timedelta(minutes=14))
    assert client.get("/en/accounts/data/").status_code == 200

    time_machine.shift(timedelta(minutes=2))

    assert client.get("/en/accounts/data/").status_code == 302


def test_a_wrong_or_old_code_proves_nothing(client, time_machine):
    time_machine.move_to("2026-03-01 10:00:00+00:00", tick=False)
    client.force_login(UserFactory())
    page = "/en/accounts/again/code/?next=/en/accounts/data/"
    client.post(page)
    code = sent_code()
    assert client.post(page, {"code": wrong(code)}).status_code == 200
    time_machine.shift(timedelta(minutes=16))

    assert client.post(page, {"code": code}).status_code == 200
    assert client.get("/en/accounts/data/").status_code == 302


def test_a_form_sent_too_late_is_not_kept_anywhere(client, time_machine):
    time_machine.move_to("2026-03-01 10:00:00+00:00", tick=False)
    user = UserFactory()
    sign_in(client, user)
    time_machine.shift(timedelta(minutes=16))

    typed = {"password": "four quiet words here", "again": "four quiet words here"}
    answer = client.post("/en/accounts/security/password/", typed)

    assert answer["Location"].endswith("/again/code/?next=%2Fen%2Faccounts%2Fsecurity%2Fpassword%2F")
    assert "quiet" not in str(dict(client.session))
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_a_forgotten_password_leaves_the_way_by_code(client):
    client.force_login(UserFactory(password="a long enough secret"))
    by_password = client.get("/en/accounts/again/password/?next=/en/accounts/data/")
    by_code = client.get("/en/accounts/again/code/?next=/en/accounts/data/")

    assert "/en/accounts/again/code/?next=" in by_password.text
    assert "/en/accounts/again/password/?next=" in by_code.text


def test_a_fresh_proof_by_password(client):
    user = UserFactory(password="a long enough secret")
    client.force_login(user)
    asked = client.get("/en/accounts/data/")
    assert asked["Location"].startswith("/en/accounts/again/password/?next=")
    assert client.post(asked["Location"], {"password": "wrong"}).status_code == 200

    answer = client.post(asked["Location"], {"password": "a long enough secret"})

    assert answer["Location"] == "/en/accounts/data/"


def test_my_data_is_all_mine_and_nothing_secret(client):
    user = UserFactory(password="a long enough secret")
    sign_in(client, user)
    UserFactory(email="other@example.org")

    answer = client.get("/en/accounts/data/")

    found = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert found["account"]["email"] == user.email
    assert [mail["subject"] for mail in found["mails"]] == [""]
    assert len(found["sessions"]) == 1
    assert not re.search(r"other@|pbkdf|md5|salt|secret\"", answer.text)


def test_closing_erases_the_account(client):
    user = UserFactory(email="leaving@example.org")
    sign_in(client, user)
    assert client.post("/en/accounts/close/").status_code == 200
    assert User.objects.count() == 1

    answer = client.post("/en/accounts/close/", {"sure": "yes"}, follow=True)

    assert "Your account is closed and its data erased." in answer.text
    assert User.objects.count() == 0
    assert "_auth_user_id" not in client.session
    assert (Message.objects.latest("pk").recipient, Message.objects.latest("pk").subject) == (
        "leaving@example.org",
        "Your account is closed",
    )


def test_what_stands_in_the_way_of_closing_is_said(client, monkeypatch):
    monkeypatch.setattr(closing, "REFUSALS", [lambda user: "You are the last one.", lambda user: None])
    sign_in(client, UserFactory())

    assert "You are the last one." in client.get("/en/accounts/close/").text
    answer = client.post("/en/accounts/close/", {"sure": "yes"}, follow=True)

    assert "You are the last one." in answer.text
    assert User.objects.count() == 1


def test_the_last_superuser_stays(client):
    sign_in(client, UserFactory(is_superuser=True))

    client.post("/en/accounts/close/", {"sure": "yes"})
    assert User.objects.count() == 1

    UserFactory(is_superuser=True)
    client.post("/en/accounts/close/", {"sure": "yes"})
    assert User.objects.count() == 1


def test_an_ending_that_fails_leaves_the_account(monkeypatch):
    def fails(user):
        raise RuntimeError

    user = UserFactory()
    monkeypatch.setattr(closing, "ENDINGS", [fails])

    with pytest.raises(RuntimeError):
        closing.close(user)
    assert list(User.objects.all()) == [user]


JUNK = ["", "\x00", "x" * 100_000, "[]", "{}", "-1", "9" * 400, "%ff", "\ud800".encode("utf-16", "surrogatepass").decode("latin-1"), "‮"]
FORMS = [
    ("login/", ["login", "next"]),
    ("login/password/", ["login", "password", "next"]),
    ("login/code/confirm/", ["code", "action", "next"]),
    ("login/passkey/", ["credential", "next"]),
    ("login/second-step/", ["code", "credential"]),
    ("details/", ["first_name", "last_name", "language"]),
    ("email/", ["email", "action_add"]),
    ("confirm-email/", ["code", "action"]),
    ("sessions/", ["session"]),
    ("close/", ["refused"]),
    ("security/password/", ["password", "again"]),
    ("security/app/", ["code"]),
    ("security/passkeys/add/", ["name", "credential"]),
    ("again/code/", ["code", "next"]),
    ("again/password/", ["password", "next"]),
    ("again/app/", ["code", "next"]),
    ("again/passkey/", ["credential", "next"]),
]


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(("path", "names"), FORMS, ids=[path for path, _names in FORMS])
def test_nothing_a_visitor_sends_breaks_a_form(client, path, names, known):
    if known:
        sign_in(client, UserFactory())
    for number, junk in enumerate(JUNK):
        answer = client.post(f"/en/accounts/{path}", dict.fromkeys(names, junk), REMOTE_ADDR=f"192.0.2.{number}")
        assert answer.status_code < 500
        assert client.get(f"/en/accounts/{path}", {"next": junk}).status_code < 500
