"""Where Wagtail meets the list of obstacles: its buttons, its copies, and what an editor is told."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from network.experiences.guard import NotReady
from network.experiences.publishing import obstacles
from network.experiences.publishing_admin import PAGE
from network.models import ExperiencePage

Handler = Callable[[HttpRequest], HttpResponseBase]


def before_publishing(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Hook of the page editor's “Publish”: what was typed is saved as a draft already."""
    if isinstance(page, ExperiencePage) and obstacles(page):
        return to_list(request, page)
    return None


def to_list(request: HttpRequest, page: Any) -> HttpResponse:
    title = page.first_title or _("Without a title")
    messages.warning(request, _("“%(title)s” is not published yet. What you typed is saved.") % {"title": title})
    return redirect(PAGE, page.pk)


class NotReadyAnswered:
    """A publication that the guard stopped elsewhere (in a workflow, in bulk) leads to the list of that page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotReady):
            return None
        answer = to_list(request, exception.page)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":  # Wagtail's small windows follow this themselves
            return JsonResponse({"step": "success", "redirect": reverse(PAGE, args=[exception.page.pk])})
        return answer
