"""Before something that could take an account over: the person shows anew that it is they, unless they did so just now.

With a second step, by it; with a password, by that or by a code sent to their address; else by such a code. Signing in
counts for ACCOUNT_REAUTHENTICATION_TIMEOUT.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.http import urlencode

from core import attempts, outbox
from core.languages import current
from core.models import User
from core.models.mail import Priority
from core.typing_kept import SignedInRequest

STATE = "reauthentication code"
View = Callable[..., HttpResponseBase]


def is_fresh(request: HttpRequest) -> bool:
    """Whether this session's person gave a proof of who they are just now."""
    records = get_authentication_records(request, request.user)
    return bool(records) and records[-1]["at"] > time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def fresh(view: View) -> View:
    """For views of people signed in: those who cannot be asked anew later."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_anonymous or is_fresh(request):
            return view(request, *args, **kwargs)
        onward = request.get_full_path() if request.method == "GET" else request.path  # a form is not kept: it may hold a password
        way = get_adapter(request).get_reauthentication_methods(request.user)[0]["url"]
        return HttpResponseRedirect(f"{way}?{urlencode({'next': onward})}")

    return wrapped


def by_code(user: User) -> list[dict[str, str]]:
    """The way by a code, as allauth lists ways: not for those whose second step it would get round."""
    if is_mfa_enabled(user):
        return []
    return [{"id": "code", "url": reverse("account_reauthenticate_code")}]


def send_code(request: SignedInRequest) -> None:
    """Send a code to the account's address; the one before no longer works."""
    attempts.take("code_asked", request=request, key=request.user.email)
    code = get_random_string(6, "0123456789")
    request.session[STATE] = {"code": code, "until": time.time() + settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT}
    purpose = f"account:{get_random_string(32)}"
    outbox.write(purpose, "account/email/reauthentication_code", request.user.email, current(), {"code": code}, Priority.CODE)


def waiting_code(request: HttpRequest) -> str:
    """The code that can be typed now, or nothing."""
    state = request.session.get(STATE) or {}
    return str(state["code"]) if state.get("until", 0) > time.time() else ""


def conclude(request: SignedInRequest) -> None:
    """The code was right."""
    request.session.pop(STATE, None)
    record_authentication(request, request.user, "code", reauthenticated=True)
