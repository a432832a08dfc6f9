"""Where one is signed in: listed in plain words, ended one by one or all, forgotten when over. Never an internet address."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from core import sessions
from core.apps import forget_sessions
from core.models import SignedInSession
from tests.core.signing_in import sign_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def user():
    return UserFactory()


def signed_in_with(client, user, agent):
    """Another browser of the same person."""
    found = type(client)(headers={"user-agent": agent})
    sign_in(found, user)
    return found


def is_in(client) -> bool:
    return client.get("/en/accounts/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "browser", "system"),
    [
        (PHONE, "Safari", "iPhone"),
        (LAPTOP, "Firefox", "Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge", "Windows"),
        ("Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome", "Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15", "Safari", "Mac"),
        ("curl/8", "", ""),
        ("", "", ""),
    ],
)
def test_a_device_is_named_in_plain_words(client, user, agent, browser, system):
    signed_in_with(client, user, agent)

    assert SignedInSession.objects.values_list("browser", "system").get() == (browser, system)


def test_all_sessions_are_listed_and_this_one_is_marked(client, user):
    phone, laptop = signed_in_with(client, user, PHONE), signed_in_with(client, user, LAPTOP)

    page = laptop.get("/en/accounts/sessions/").text

    assert page.count("this one") == 1
    assert page.count("Signed in ") == 2
    assert "<bdi>Safari</bdi> on <bdi>iPhone</bdi>" in page
    assert "127.0.0.1" not in page
    assert is_in(phone)


def test_one_is_ended_and_the_others_stay(client, user):
    phone, laptop = signed_in_with(client, user, PHONE), signed_in_with(client, user, LAPTOP)
    number = SignedInSession.objects.get(system="iPhone").pk

    answer = laptop.post("/en/accounts/sessions/", {"session": number}, follow=True)

    assert "This session has ended." in answer.text
    assert (is_in(phone), is_in(laptop)) == (False, True)
    assert "had ended already" in laptop.post("/en/accounts/sessions/", {"session": number}, follow=True).text


def test_all_others_are_ended(client, user):
    others = [signed_in_with(client, user, PHONE) for _turn in range(2)]
    laptop = signed_in_with(client, user, LAPTOP)

    laptop.post("/en/accounts/sessions/", {"others": "end"})

    assert [is_in(one) for one in [*others, laptop]] == [False, False, True]
    assert SignedInSession.objects.count() == 1


def test_nobody_ends_the_session_of_somebody_else(client, user):
    mine = signed_in_with(client, user, LAPTOP)
    theirs = signed_in_with(client, UserFactory(), PHONE)
    number = SignedInSession.objects.get(system="iPhone").pk

    mine.post("/en/accounts/sessions/", {"session": number})
    mine.post("/en/accounts/sessions/", {"others": "end"})

    assert is_in(theirs)


def test_signing_out_ends_it(client, user):
    laptop = signed_in_with(client, user, LAPTOP)

    laptop.post("/en/accounts/logout/")

    assert not SignedInSession.objects.exists()


def test_a_new_password_ends_the_others_and_keeps_this_one(client, user):
    phone, laptop = signed_in_with(client, user, PHONE), signed_in_with(client, user, LAPTOP)

    laptop.post("/en/accounts/security/password/", {"password": "four quiet words here", "again": "four quiet words here"})

    assert (is_in(phone), is_in(laptop)) == (False, True)
    assert SignedInSession.objects.values_list("session_key", "system").get() == (laptop.session.session_key, "Linux")


def test_use_is_noted_to_within_five_minutes(client, user, time_machine):
    time_machine.move_to("2026-03-01 10:00:00+00:00", tick=False)
    laptop = signed_in_with(client, user, LAPTOP)
    began = SignedInSession.objects.get().last_used_at

    time_machine.shift(timedelta(minutes=4))
    laptop.get("/en/accounts/")
    assert SignedInSession.objects.get().last_used_at == began
    time_machine.shift(timedelta(minutes=2))
    laptop.get("/en/accounts/")

    session = SignedInSession.objects.get()
    assert (session.began_at, session.last_used_at) == (began, began + timedelta(minutes=6))


def test_a_session_from_before_is_noted_when_it_is_used(client, user):
    client.force_login(user)
    SignedInSession.objects.all().delete()
    session = client.session
    del session[sessions.NOTED]
    session.save()

    client.get("/en/accounts/")

    assert [found.session_key for found in sessions.of(user)] == [client.session.session_key]


def test_what_has_ended_is_not_listed_and_then_forgotten(client, user):
    phone, laptop = signed_in_with(client, user, PHONE), signed_in_with(client, user, LAPTOP)
    Session.objects.filter(session_key=phone.session.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))

    assert laptop.get("/en/accounts/sessions/").text.count("Signed in ") == 1
    forget_sessions()

    assert SignedInSession.objects.values_list("session_key", flat=True).get() == laptop.session.session_key


def test_public_pages_note_nothing_and_set_no_cookie(client, user, home, django_assert_num_queries):
    laptop = signed_in_with(client, user, LAPTOP)
    SignedInSession.objects.all().delete()

    answer = laptop.get("/en/")

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert not SignedInSession.objects.exists()


@pytest.mark.parametrize("many", [1, 10])
def test_the_list_takes_as_many_queries_for_ten_as_for_one(client, user, django_assert_max_num_queries, many):
    for _turn in range(many):
        client = type(client)()
        client.force_login(user)

    with django_assert_max_num_queries(4):
        client.get("/en/accounts/sessions/")
