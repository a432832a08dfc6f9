"""What every request and every answer has in common."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode

from core import second_factor, sessions
from core.typing_kept import keep

Handler = Callable[[HttpRequest], HttpResponseBase]

ADMIN = "/admin/"
LOGIN, LOGOUT = f"{ADMIN}login/", f"{ADMIN}logout/"
OUR_COOKIES = {  # name: what we write in it
    settings.SESSION_COOKIE_NAME: re.compile(r"[a-z0-9]{32}"),
    settings.CSRF_COOKIE_NAME: re.compile(r"[a-zA-Z0-9]{32}"),
}
LONGEST_QUERY = 4000
MOST_PARAMETERS = 100


def headers(get_response: Handler) -> Handler:
    """Who may keep an answer, and the looser content policy that the page editor needs."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path.startswith(ADMIN):
            response._csp_update = {"style-src": ["'self'", "'unsafe-inline'"]}  # type: ignore[attr-defined]
        if not response.has_header("Cache-Control"):
            personal = request.path.startswith(ADMIN) or response.cookies or "Cookie" in response.get("Vary", "")
            patch_cache_control(
                response, **({"private": True, "no_store": True} if personal else {"public": True, "max_age": 0, "must_revalidate": True})
            )
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()")
        return response

    return handle


def clean_request(get_response: Handler) -> Handler:
    """Refuse what no browser sends (NUL bytes, endless queries) and drop cookies that cannot be ours.

    Django answers a malformed session or CSRF cookie with Set-Cookie, even on a page that reads neither.
    """

    def handle(request: HttpRequest) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "\x00" in unquote(query) or len(query) > LONGEST_QUERY or query.count("&") > MOST_PARAMETERS:
            from core.views import bad_request  # noqa: PLC0415 -- the view needs the loaded applications

            request.META["QUERY_STRING"] = ""  # the page that says so must not read it again
            return bad_request(request)
        for name, ours in OUR_COOKIES.items():
            if not ours.fullmatch(request.COOKIES.get(name, "")):
                request.COOKIES.pop(name, None)
        return get_response(request)

    return handle


class TypingKept:
    """A form of the admin that a session did not outlive waits for its author, where the view says so (typing_kept)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any) -> None:
        """Runs after the check against forged forms, which must not write anybody's session."""
        if request.method == "POST" and getattr(view, "keeps_typing", False) and not request.user.is_authenticated:
            keep(request)


def sessions_noted(get_response: Handler) -> Handler:
    """People see where they are signed in. Pages that do not read the session, as all public ones, are left alone."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.session.accessed and request.user.is_authenticated and sessions.is_due(request):
            sessions.note(request, request.user)
        return response

    return handle


class AdminSecondFactor:
    """The administration opens only to sessions that took a second step, outside demonstration mode."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if not request.path.startswith(ADMIN) or request.path in (LOGIN, LOGOUT):
            return None
        if not second_factor.is_required(request.user) or second_factor.was_taken(request):
            return None
        onward = urlencode({"next": request.get_full_path() if request.method == "GET" else ADMIN})
        return HttpResponseRedirect(f"{reverse('second_factor_needed')}?{onward}")
