"""Pages that are found by their whole address, with what they show, past those above them: fewer questions than Wagtail's way down the tree."""

from collections.abc import Callable
from typing import Any

from core.models import BasePage
from network.models import CoursePage, ExperiencePage, ExperiencesPage, ProfilePage, ResourcePage, ResourcesPage
from portal.models import CallPage, CallsPage, ContentPage, HomePage, ProgrammePage

WAYS: dict[tuple[str, int], list[Callable[[], Any]]] = {  # first part of the address, and how many it has: what may stand there
    ("network", 2): [lambda: ProfilePage.objects.select_related("local_government__observatory__experience")],
    ("experiences", 1): [ExperiencesPage.objects.all],
    ("experiences", 2): [lambda: ExperiencePage.objects.for_page()],
    ("resources", 1): [ResourcesPage.objects.all],
    ("resources", 2): [lambda: ResourcePage.objects.with_files(), lambda: CoursePage.objects.prefetch_related("modules", "sessions")],
    ("programme", 1): [ProgrammePage.objects.all],
    ("programme", 2): [CallsPage.objects.all, ContentPage.objects.all],
    ("programme", 3): [lambda: CallPage.objects.with_documents()],
}


def page_at(home: HomePage, parts: list[str]) -> BasePage | None:
    """The page at an address below the home page, or None when Wagtail has to look for it."""
    address = f"{home.url_path}{'/'.join(parts)}/"
    for pages in WAYS.get((parts[0], len(parts)), []) if parts else []:
        page: BasePage | None = pages().filter(url_path=address).first()
        if page:
            return page
    return None
