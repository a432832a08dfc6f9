"""What people do to sign in, for the tests of accounts."""

import re

from core.models import Message


def ask(client, email, language="en", **typed):
    return client.post(f"/{language}/accounts/login/", {"login": email, **typed}, follow=True)


def sent_code() -> str:
    return re.search(r"^\d{6}$", Message.objects.latest("pk").text, re.MULTILINE)[0]


def type_code(client, code, language="en", **typed):
    return client.post(f"/{language}/accounts/login/code/confirm/", {"code": code, **typed})


def sign_in(client, user, **typed):
    """Sign in with a code; what is asked next, if anything, is up to the test."""
    ask(client, user.email, **typed)
    return type_code(client, sent_code(), **typed)


def wrong(code: str) -> str:
    """A code of the same length that is not this one."""
    return code[:-1] + str((int(code[-1]) + 1) % 10)


def without_tokens(text: str) -> str:
    return re.sub(r'value="(\w{64}|\d{6})"', "", text)
