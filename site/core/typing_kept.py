"""Nothing typed is lost when a session has ended: the form waits in a new session until its author has signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.views.decorators.cache import never_cache

from core.models import User

LARGEST = 300_000  # characters kept per form
View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """What a view for people with an account gets."""

    user: User


def signed_in(view: View) -> View:
    """Only for people with an account. A form sent by a session that ended is kept, and shown again after signing in."""

    @wraps(view)
    @never_cache
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            keep(request)
        return redirect_to_login(request.get_full_path() if request.method == "GET" else request.path)

    return wrapped


def keeps_typing(view: View) -> View:
    """The same for a view of the admin, which Wagtail lets nobody reach without an account: core.middleware.TypingKept does it."""
    view.keeps_typing = True  # type: ignore[attr-defined]
    return view


def keep(request: HttpRequest) -> None:
    """Put what was typed aside under the form's address."""
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    text = typed.urlencode()
    if len(text) <= LARGEST:
        request.session[f"kept {request.path}"] = text


def kept(request: HttpRequest) -> QueryDict | None:
    """What was typed into this form before the session ended, once; views bind it to their form on GET."""
    text = request.session.pop(f"kept {request.path}", None)
    return QueryDict(text) if text else None
