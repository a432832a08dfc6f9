"""The reading list: what a visitor chose, on one page to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from network.models import ResourcePage

MOST = 60


def reading_list(request: HttpRequest) -> HttpResponse:
    """`?with=…&with=…`, in that order; unknown ones are left out."""
    slugs = list(dict.fromkeys(request.GET.getlist("with")))[:MOST]
    found = {page.slug: page for page in ResourcePage.objects.readable().for_list().filter(slug__in=slugs)} if slugs else {}
    return render(request, "network/reading_list.html", {"resources_chosen": [found[slug] for slug in slugs if slug in found]})
