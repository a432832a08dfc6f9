"""The library: every resource of the facts, and the course that was announced."""

from typing import Any

from django.conf import settings

from core.languages import CODES
from network.library_enums import CourseState
from network.models import CoursePage, ResourceFile, ResourcePage, ResourcesPage
from portal.demo.facts import read, translated
from portal.demo.leaflets import files_of
from portal.demo.pages import publish
from portal.models import HomePage

Facts = dict[str, Any]


def load_library() -> int:
    """The library and what is in it; returns how many were missing."""
    home = HomePage.objects.first()
    page = ResourcesPage.objects.first()
    if page is None:
        page = publish(home, ResourcesPage(slug="resources", show_in_menus=True), read("index_pages")["resources"], "title", "intro")
    known = set(ResourcePage.objects.values_list("slug", flat=True)) | set(CoursePage.objects.values_list("slug", flat=True))
    missing = [facts for facts in (*read("leaflets"), *read("resources")) if facts["slug"] not in known]
    for facts in missing:
        LOADERS.get(facts["kind"] if "url" in facts else "ours", load_resource)(page, facts)
    return len(missing)


def load_resource(parent: ResourcesPage, facts: Facts) -> None:
    resource = described(
        facts,
        published_title=facts["title"],
        title_language=facts["title_language"],
        sources="\n".join(facts["sources"]),
        was_read=facts["was_read"],
        **translated("publisher", read("publishers")[facts["publisher"]]),
    )
    files = [ResourceFile(position=place, language=code, url=facts["url"]) for place, code in enumerate(facts.get("languages") or [""])]
    resource.files = files
    publish(parent, resource, {"title": dict.fromkeys(CODES, facts["title"][:255])}, "title")


def load_leaflet(parent: ResourcesPage, facts: Facts) -> None:
    """One of our own, with a file in each language."""
    first = CODES[0]
    page = f"{settings.PORTAL_URL}/{first}/{facts['page']}"
    resource = described(
        facts, published_title=facts["title"][first], title_language=first, sources=page, **translated("publisher", facts["publisher"])
    )
    resource.files = files_of(facts)
    publish(parent, resource, facts, "title")


def described(facts: Facts, **values: Any) -> ResourcePage:
    return ResourcePage(
        slug=facts["slug"],
        kind=facts["kind"],
        year=facts.get("year"),
        **translated("intro", facts["description"]),
        **translated("note", facts.get("note")),
        **values,
    )


def load_course(parent: ResourcesPage, facts: Facts) -> None:
    """Announced, and nothing more is known of it."""
    course = CoursePage(
        slug=facts["slug"],
        state=CourseState.ANNOUNCED,
        sources="\n".join(facts["sources"]),
        **translated("provider", read("publishers")[facts["publisher"]]),
        **translated("intro", facts["description"]),
        **translated("note", facts.get("note")),
    )
    publish(parent, course, {"title": read("index_pages")["course"]["title"]}, "title")


LOADERS = {"ours": load_leaflet, "course": load_course}
