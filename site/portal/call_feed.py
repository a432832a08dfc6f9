"""Calls for projects as a feed (Atom, RFC 4287): what was published or changed last."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.feeds import NOT_IN_XML, Feed, address, opened, tag
from portal.calls import Calls, ShownCall
from portal.models import CallPage, CallsPage

NEWEST = 50  # entries


@require_safe
def calls_feed(request: HttpRequest) -> HttpResponse:
    page = CallsPage.objects.readable().public().first()
    if page is None:
        raise Http404
    calls = Calls(CallPage.objects.child_of(page).readable().public(), request.GET)
    return HttpResponse(as_atom(calls), content_type="application/atom+xml; charset=utf-8")


def as_atom(calls: Calls) -> str:
    asked = f"?{calls.filter}" if calls.filter else ""
    feed = opened(
        title=_("Calls for projects"),
        subtitle=_("Open, closed and with their results."),
        link=address(reverse("wagtail_serve", args=["programme/calls/"]) + asked),
        own=address(reverse("calls_feed") + asked),
        guid=tag("calls", calls.filter),
    )
    newest = sorted(
        (call for call in calls.asked if call.page.last_published_at), key=lambda call: call.page.last_published_at, reverse=True
    )
    for call in newest[:NEWEST]:
        add_to(feed, call)
    return str(feed.writeString("utf-8"))


def add_to(feed: Feed, call: ShownCall) -> None:
    page = call.page
    feed.add_item(
        title=NOT_IN_XML.sub("", f"{page.t.title}: {call.state.label}"),
        link=address(reverse("wagtail_serve", args=[f"programme/calls/{page.slug}/"])),
        description=f"<p>{escape(NOT_IN_XML.sub('', page.t.intro))}</p>",
        unique_id=tag("call", str(page.translation_key)),
        pubdate=page.first_published_at,
        updateddate=page.last_published_at,
        categories=[call.state.value],
    )
