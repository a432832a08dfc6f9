"""The programme's page, the pages below it, and calls for projects: real ones with their sources, and plainly made-up ones."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from core.languages import CODES
from core.models import BasePage
from network.models import LocalGovernment
from portal.demo.facts import read, translated
from portal.demo.pages import body_in_each, content_page, publish
from portal.models import CallPage, CallsPage, HomePage, ProgrammePage, ProgrammePartner

Facts = dict[str, Any]


def load_programme() -> int:
    """Returns how many pages were missing; those that are there stay as they are."""
    facts, home = read("programme"), HomePage.objects.get()
    before = count()
    page = ProgrammePage.objects.first()
    if page is None:
        if BasePage.objects.child_of(home).filter(slug="programme").exists():
            return 0  # somebody put a page of their own in its place
        page = load_page(home, facts)
    known = set(BasePage.objects.child_of(page).values_list("slug", flat=True))
    for below in (one for one in facts["pages"] if one["slug"] not in known):
        content_page(page, below)
    load_calls(page, facts["calls"])
    return count() - before


def count() -> int:
    programme = ProgrammePage.objects.first()
    return BasePage.objects.descendant_of(programme, inclusive=True).count() if programme else 0


def load_page(home: HomePage, facts: Facts) -> ProgrammePage:
    page = ProgrammePage(slug="programme", show_in_menus=True, **body_in_each(facts["body"]))
    for code in CODES:
        goals = [("goal", {"heading": goal["heading"][code], "text": goal["text"][code]}) for goal in facts["goals"]]
        sources = [("link", {"url": source["url"], "label": source["name"][code]}) for source in facts["sources"]]
        setattr(page, f"goals_{code}", goals)
        setattr(page, f"sources_{code}", sources)
    known = LocalGovernment.objects.in_bulk(
        [one["local_government"] for one in facts["partners"] if "local_government" in one], field_name="slug"
    )
    page.partners = [
        ProgrammePartner(
            position=place,
            local_government=known.get(one.get("local_government")),
            **translated("name", one.get("name")),
            **translated("text", one["text"]),
        )
        for place, one in enumerate(facts["partners"])
    ]
    return publish(home, page, facts, "title", "intro", "funding")


def load_calls(programme: ProgrammePage, facts: Facts) -> None:
    page = CallsPage.objects.first()
    if page is None:
        programme.refresh_from_db()
        page = publish(programme, CallsPage(slug="calls"), facts, "title", "intro")
    known = set(BasePage.objects.child_of(page).values_list("slug", flat=True))
    for call in (one for one in facts["list"] if one["slug"] not in known):
        load_call(page, call)


def load_call(parent: CallsPage, facts: Facts) -> None:
    call = CallPage(
        slug=facts["slug"],
        opens_on=days_from_now(facts.get("opens")),
        closes_on=days_from_now(facts.get("closes")),
        is_demonstration=facts.get("is_demonstration", False),
        sources="\n".join(facts.get("sources", [])),
        **translated("outcome", facts.get("outcome")),
    )
    publish(parent, call, facts, "title", "intro", "organiser", "audience")


def days_from_now(number: int | None) -> date | None:
    return None if number is None else timezone.localdate() + timedelta(days=number)
