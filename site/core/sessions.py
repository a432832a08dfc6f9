"""Where somebody is signed in: noted when they sign in and while they go on, listed for them, ended by them.

Kept: the kind of browser and device in words, since when, last used when. Not kept: internet addresses.
"""

import re
import time
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from core.models import SignedInSession, User

NOTED = "session noted"  # in the session: under which key, and when
PAUSE = 5 * 60  # seconds between two notes that it is used
BROWSERS = (  # the first that is found; most claim to be others too
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS|Chromium", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh|Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux|X11", "Linux"),
)


def connect() -> None:
    user_logged_in.connect(on_signed_in, dispatch_uid="core.sessions")
    user_logged_out.connect(on_signed_out, dispatch_uid="core.sessions")


def on_signed_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    note(request, user)


def on_signed_out(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    SignedInSession.objects.filter(session_key=request.session.session_key).delete()


def is_due(request: HttpRequest) -> bool:
    """Whether the session has a new key, or has not been noted for a while."""
    key, at = request.session.get(NOTED) or ("", 0)
    return key != request.session.session_key or at < time.time() - PAUSE


def note(request: HttpRequest, user: User) -> None:
    """This session opens the account of `user`, and is used now. A session that got a new key stays the same one."""
    before, _at = request.session.get(NOTED) or ("", 0)
    key = request.session.session_key
    if not key:
        return
    agent = request.headers.get("User-Agent", "")
    found = {"browser": name_in(agent, BROWSERS), "system": name_in(agent, SYSTEMS), "last_used_at": timezone.now()}
    if before and before != key and not SignedInSession.objects.filter(session_key=key).exists():
        SignedInSession.objects.filter(user=user, session_key=before).update(session_key=key)
    SignedInSession.objects.update_or_create(session_key=key, defaults={"user": user, **found})
    request.session[NOTED] = (key, time.time())


def name_in(agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for pattern, name in names if re.search(pattern, agent)), "")


def of(user: User) -> list[SignedInSession]:
    """Where the account is open now, the latest used first."""
    return list(user.signed_in_sessions.live())


def end(user: User, number: str) -> bool:
    """End one session of this user. False when there is no such one, or no longer."""
    session = next((found for found in user.signed_in_sessions.all() if str(found.pk) == number), None)
    if session is None:
        return False
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()
    return True


def end_all(user: User, *, but: str | None = None) -> int:
    """End every session of this user but the one with this key."""
    ending = user.signed_in_sessions.exclude(session_key=but or "")
    Session.objects.filter(session_key__in=ending.values("session_key")).delete()
    return ending.delete()[0]


def forget_ended() -> int:
    """Retention: what is known of sessions that have ended."""
    return SignedInSession.objects.ended().delete()[0]
