"""Asking for an address as somebody, so that nothing stays of it, and the answer in a word."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.db import transaction
from django.template.backends.django import Template
from django.test import Client

from core.models import User

SIGN_IN = ("/en/accounts/login/", "/admin/login/")
AGAIN = "/en/accounts/again/"


class Visitor:
    def __init__(self, user: User | None) -> None:
        self.client = Client(raise_request_exception=False)
        if user:
            self.client.force_login(user)
        self.cookies = self.client.cookies

    def ask(self, method: str, path: str) -> str:
        """The answer, after which everything is as before."""
        self.client.cookies = self.cookies.copy()
        with transaction.atomic():
            response = self.client.generic(method, path, content_type="application/x-www-form-urlencoded")
            if response.streaming:
                response.getvalue()  # closes the file
            transaction.set_rollback(True)
        return in_a_word(response)


def in_a_word(response) -> str:
    leads_to = urlsplit(response.headers.get("Location", "")).path
    if leads_to.startswith(SIGN_IN):
        return "sign in"
    if leads_to.startswith(AGAIN):
        return "again"
    return "home" if leads_to == "/admin/" else str(response.status_code)


@contextmanager
def without_drawing(monkeypatch) -> Iterator[None]:
    """Pages are not drawn: who gets them is decided before, and other tests look at what they show."""
    draw = Template.render
    with monkeypatch.context() as patch:
        patch.setattr(Template, "render", lambda template, context=None, request=None: "" if request else draw(template, context, request))
        yield
