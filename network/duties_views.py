"""The duties of all pilot territories on one page, and as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network import duties_exports
from network.duties import Board


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    return render(request, "network/duties.html", {"board": Board(), "clean_query": ""})


@require_safe
def duties_csv(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(duties_exports.as_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="duties.csv"'
    return response


@require_safe
def duties_json(request: HttpRequest) -> HttpResponse:
    return HttpResponse(duties_exports.as_json(), content_type="application/json; charset=utf-8")
