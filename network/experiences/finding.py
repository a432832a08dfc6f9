"""Experiences that the public may read, for the addresses that are no pages of the tree."""

from django.http import Http404

from network.models import ExperiencePage, ExperiencesPage
from network.models.experiences import ExperienceQuerySet


def published_list() -> ExperiencesPage:
    """The list, without which there is nothing below it either."""
    page = ExperiencesPage.objects.readable().public().first()
    if page is None:
        raise Http404
    return page


def published() -> ExperienceQuerySet:
    return ExperiencePage.objects.readable().public()


def published_page(slug: str) -> ExperiencePage:
    page = published().select_related("local_government").filter(slug=slug).first()
    if page is None:
        raise Http404
    return page
