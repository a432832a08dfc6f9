"""Two or three experiences side by side: the same rows for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from network.experiences.filters import COMPARED
from network.experiences.reading import SECTIONS, Reading

if TYPE_CHECKING:
    from network.models import ExperiencePage


@dataclass(frozen=True)
class Line:
    """One row of the table: a title, and for each experience its value or nothing."""

    title: str
    name: str
    cells: list[tuple[Reading, object]]


def asked(slugs: Sequence[str]) -> list[str]:
    """The experiences to compare, each once, three at most."""
    return list(dict.fromkeys(slug for slug in slugs if slug))[:COMPARED]


def in_order(pages: "Sequence[ExperiencePage]", slugs: Sequence[str]) -> list[Reading]:
    found = {page.slug: page for page in pages}
    return [Reading(found[slug]) for slug in slugs if slug in found]


def lines(readings: Sequence[Reading]) -> list[Line]:
    """What may be compared. A row of which nothing is known stays, and says so."""
    return [Line(str(title), kind, [(reading, value(reading)) for reading in readings]) for title, kind, value in rows()]


def rows() -> list[tuple[object, str, Callable[[Reading], object]]]:
    """Title, how a cell is written, and its value."""
    facts: list[tuple[object, str, Callable[[Reading], object]]] = [
        (_("Country"), "text", lambda reading: reading.page.country_name),
        (_("Since"), "text", lambda reading: reading.page.start_year),
        (_("Status"), "text", lambda reading: reading.page.get_status_display() if reading.page.status else ""),
        (_("Scale"), "text", lambda reading: reading.page.get_scale_display() if reading.page.scale else ""),
        (_("Forms of violence"), "terms", lambda reading: reading.terms["form"]),
        (_("Kinds of measure"), "terms", lambda reading: reading.terms["measure"]),
        (_("Publics"), "terms", lambda reading: reading.terms["public"]),
        (_("Partners"), "words", lambda reading: reading.partners),
        (_("What came of it"), "results", lambda reading: reading.results),
        (_("Cost"), "text", lambda reading: reading.page.get_cost_band_display() if reading.page.cost_band else ""),
    ]
    return facts + [(title, "prose", attrgetter(f"page.t.{name}")) for name, title in SECTIONS.items()]
