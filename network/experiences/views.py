"""Experiences side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from network.experiences.comparison import asked, in_order, lines
from network.models import ExperiencePage


def compare(request: HttpRequest) -> HttpResponse:
    """`?with=…&with=…`: two or three experiences; with fewer, how to choose them. Unknown ones are left out."""
    slugs = asked(request.GET.getlist("with"))
    pages = ExperiencePage.objects.readable().filter(slug__in=slugs).for_reading() if slugs else []
    readings = in_order(list(pages), slugs)
    return render(request, "network/experience_compare.html", {"readings": readings, "lines": lines(readings) if len(readings) > 1 else []})
