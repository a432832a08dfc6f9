"""The page of results."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from search.query import LONGEST, MOST, cleaned, find


def results(request: HttpRequest) -> HttpResponse:
    """What was found for `q`; the same page for everybody, kept by no search engine."""
    query = cleaned(request.GET.get("q", ""))
    found = find(query, request)
    response = render(request, "search/results.html", {"query": query, "results": found, "longest": LONGEST, "is_cut": len(found) == MOST})
    response["X-Robots-Tag"] = "noindex"
    return response
