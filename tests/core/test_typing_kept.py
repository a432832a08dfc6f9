"""A form sent by a session that has ended waits until its author has signed in."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse

from core import typing_kept
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@typing_kept.signed_in
def view(request):
    return HttpResponse("for people with an account")


def ask(rf, session, user=None, **typed):
    request = rf.post("/en/form/?step=2", typed) if typed else rf.get("/en/form/?step=2")
    request.session, request.user = session, user or AnonymousUser()
    return request, view(request)


def test_who_has_an_account_sees_it_and_nobody_keeps_it(rf):
    _request, answer = ask(rf, SessionStore(), UserFactory())

    assert answer.content == b"for people with an account"
    assert "no-store" in answer["Cache-Control"]


def test_who_has_none_is_asked_to_sign_in_and_comes_back(rf):
    _request, answer = ask(rf, SessionStore())

    assert answer["Location"] == f"/{settings.LANGUAGE_CODE}/accounts/login/?next=/en/form/%3Fstep%3D2"


def test_what_was_typed_comes_back_once_without_the_token(rf):
    session = SessionStore()
    ask(rf, session, name=["Zoë", "second"], csrfmiddlewaretoken="old")

    request, _answer = ask(rf, session, UserFactory())

    assert dict(typing_kept.kept(request)) == {"name": ["Zoë", "second"]}
    assert typing_kept.kept(request) is None


def test_another_form_gets_nothing(rf):
    session = SessionStore()
    ask(rf, session, name="Zoë")
    other = rf.get("/en/other/")
    other.session = session

    assert typing_kept.kept(other) is None


def test_an_endless_form_is_not_kept(rf):
    session = SessionStore()
    ask(rf, session, name="a" * (typing_kept.LARGEST + 1))

    assert session.is_empty()
