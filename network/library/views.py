"""The library's addresses that are no pages: the reading list, what a visitor chose, on one page to print; the feed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.library.feed import as_atom
from network.models import ResourcesPage
from network.models.library import library


def published_library() -> ResourcesPage:
    """The library's page, without which there is nothing below it either."""
    page = ResourcesPage.objects.readable().public().first()
    if page is None:
        raise Http404
    return page


@require_safe
def reading_list(request: HttpRequest) -> HttpResponse:
    """`?with=…&with=…`, in that order; unknown ones are left out."""
    page, listing = published_library(), library(request.GET)
    chosen = listing.filters.cleared
    context = {"library": page, "entries": listing.chosen, "query": chosen.query, "clean_query": chosen.query}
    response = render(request, "network/reading_list.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    published_library()
    return HttpResponse(as_atom(library(request.GET)), content_type="application/atom+xml; charset=utf-8")
