"""A library with something on its shelves."""

from django.core.files.base import ContentFile

from core.languages import CODES
from core.models import PortalDocument
from network.models import CoursePage, ResourceFile, ResourcePage, ResourcesPage

READY = {f"ready_{code}": True for code in CODES}
TITLES = {"en": "Resources", "fr": "Ressources", "es": "Recursos", "ar": "الموارد"}


def in_all(name, text):
    return {f"{name}_{code}": f"{text} {code}" for code in CODES}


def library(home):
    titles = {f"title_{code}": title for code, title in TITLES.items()}
    return home.add_child(instance=ResourcesPage(slug="resources", **titles, **in_all("intro", "What one can read"), **READY))


def resource(shelf, slug, *, files=(), **fields):
    """A guide in English, known by its own page, ready in every language."""
    defaults = {
        "published_title": slug.replace("-", " ").capitalize(),
        "title_language": "en",
        "kind": "guide",
        "sources": "https://example.org/source",
        **in_all("title", slug),
        **in_all("intro", f"About {slug}"),
        **READY,
    }
    page = ResourcePage(slug=slug, **(defaults | fields))
    page.files = [ResourceFile(position=place, **file) for place, file in enumerate(files)]
    return shelf.add_child(instance=page)


def course(shelf, slug="course", **fields):
    defaults = {**in_all("title", "Course"), **in_all("intro", "What it teaches"), **READY, "state": "announced"}
    return shelf.add_child(instance=CoursePage(slug=slug, **(defaults | fields)))


def document(content=b"%PDF-1.7", name="report.pdf"):
    return PortalDocument.objects.create(title="Report", file=ContentFile(content, name=name), file_size=len(content))


def restrict(page):
    """Only those who sign in may read it."""
    page.view_restrictions.create(restriction_type="login")
