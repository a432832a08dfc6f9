"""The library: every resource of the facts, and the course that was announced."""

from typing import Any

from core.languages import CODES
from network.models import CoursePage, ResourceFile, ResourcePage, ResourcesPage
from portal.demo.facts import read, translated
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
    missing = [facts for facts in read("resources") if facts["slug"] not in known]
    for facts in missing:
        load_course(page, facts) if facts["kind"] == "course" else load_resource(page, facts)
    return len(missing)


def load_resource(parent: ResourcesPage, facts: Facts) -> None:
    resource = ResourcePage(
        slug=facts["slug"],
        published_title=facts["title"],
        title_language=facts["title_language"],
        sources="\n".join(facts["sources"]),
        **{name: facts[name] for name in ("kind", "publisher", "year", "was_read") if name in facts},
        **translated("intro", facts["description"]),
        **translated("note", facts.get("note")),
    )
    resource.files = [
        ResourceFile(position=place, language=code, url=facts["url"]) for place, code in enumerate(facts.get("languages") or [""])
    ]
    publish(parent, resource, {"title": dict.fromkeys(CODES, facts["title"][:255])}, "title")


def load_course(parent: ResourcesPage, facts: Facts) -> None:
    course = CoursePage(
        slug=facts["slug"],
        provider=facts["publisher"],
        state="announced",
        sources="\n".join(facts["sources"]),
        **translated("intro", facts["description"]),
        **translated("note", facts.get("note")),
    )
    publish(parent, course, {"title": read("index_pages")["course"]["title"]}, "title")
