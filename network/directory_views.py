"""The directory's addresses that are no pages: regions of the world, and the whole list as files."""

from collections.abc import Callable, Iterator

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network import exports
from network.directory import Directory
from network.enums import Region
from network.filters import Filters
from network.models import NetworkPage


def published_directory() -> NetworkPage:
    """The directory's page, without which there is nothing below it either."""
    page = NetworkPage.objects.readable().public().first()
    if page is None:
        raise Http404
    return page


@require_safe
def region(request: HttpRequest, name: str) -> HttpResponse:
    """One region of the world: its map, its countries, its local governments."""
    value = name.replace("-", "_")
    if "_" in name or value not in Region.values:
        raise Http404
    page, directory = published_directory(), Directory(Filters(region=value), request.GET.get("page", ""))
    number = directory.page.number
    context = {
        "directory": directory,
        "region": Region(value).label,
        "network": page,
        "countries": directory.choices.facet("country").options,
        "clean_query": f"page={number}" if number > 1 else "",
    }
    return render(request, "network/region.html", context)


@require_safe
def network_csv(request: HttpRequest) -> HttpResponseBase:
    response = file(request, exports.as_csv, "text/csv")
    response["Content-Disposition"] = 'attachment; filename="network.csv"'
    return response


@require_safe
def network_json(request: HttpRequest) -> HttpResponseBase:
    return file(request, exports.as_json, "application/json")


@require_safe
def network_atom(request: HttpRequest) -> HttpResponseBase:
    """New members, the newest first."""
    published_directory()
    return HttpResponse(exports.as_atom(Filters.read(request.GET)), content_type="application/atom+xml; charset=utf-8")


def file(request: HttpRequest, make: Callable[[Filters], Iterator[str]], content_type: str) -> HttpResponseBase:
    """The directory in another form, sent as it is read."""
    published_directory()
    return StreamingHttpResponse(make(Filters.read(request.GET)), content_type=f"{content_type}; charset=utf-8")
