"""The page of patterns and the frames in it. Without DEBUG none of them is there."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.languages import current, direction
from core.outbox import parts
from portal.patterns.samples import Samples

View = Callable[..., HttpResponse]
GROUPS = {
    "words": "Words and pictures",
    "acts": "Acts and ways",
    "answers": "States, notices, answers",
    "fields": "Forms",
    "lists": "Lists",
    "tables": "Tables and figures",
    "arcade": "The arcade and the map",
    "reading": "The charter, and what changed in it",
    "knowledge": "Experiences, resources, observatory",
    "help": "Help numbers",
    "layout": "The page and its parts",
    "frames": "Whole pages: frame, errors, print, mail",
}
FRAMES = ("page", "space", "alone", "print")
ERRORS = ("400", "403", "404", "429", "500")


def only_with_debug(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEBUG:
            raise Http404
        return view(request, *args, **kwargs)

    return require_safe(guarded)


@only_with_debug
def patterns(request: HttpRequest) -> HttpResponse:
    """Every component, in groups."""
    context = {"groups": [(name, title, f"portal/patterns/{name}.html") for name, title in GROUPS.items()], "samples": Samples()}
    return render(request, "portal/patterns.html", context | {"frames": FRAMES, "errors": ERRORS, "clean_query": ""})


@only_with_debug
def frame(request: HttpRequest, name: str) -> HttpResponse:
    """A whole page to be shown in a frame: what stands around every page, an error page, a page as it is printed."""
    if name in ERRORS:
        return render(request, f"{name}.html", {"status": name})
    if name not in FRAMES:
        raise Http404
    return render(request, f"portal/patterns/frame_{name}.html", {"samples": Samples(), "messages": Samples().messages})


@only_with_debug
def mail(request: HttpRequest) -> HttpResponse:
    """A mail as it is sent, with its own style."""
    text = render_to_string("account/email/login_code.txt", {"code": "123456"}, using="text").strip().partition("\n")[2]
    context = {"subject": _("Your code: %(code)s") % {"code": "123456"}, "parts": parts(text)}
    response = render(request, "core/emails/message.html", context | {"language": current(), "direction": direction(current())})
    response._csp_update = {"style-src": ["'unsafe-inline'"]}  # type: ignore[attr-defined]
    return response


@only_with_debug
def print_style(request: HttpRequest) -> HttpResponse:
    """The stylesheet, with what is for paper valid on screens, and what is for screens valid nowhere."""
    found = finders.find("css/portal.css")
    style = Path(str(found)).read_text(encoding="utf-8")
    style = style.replace("@media print", "@media all").replace("@media screen and", "@media not all and")
    return HttpResponse(style, content_type="text/css; charset=utf-8")
