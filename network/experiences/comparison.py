"""Two or three experiences side by side: the same rows for each."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from network.experiences.reading import SECTIONS, Reading

FEWEST, MOST = 2, 3
LONGEST = 12  # addresses that are looked up
OTHERS = 8  # offered to whoever has chosen too few


@dataclass(frozen=True)
class Line:
    """One row of the table: a title, and for each experience its value or nothing."""

    title: str
    name: str
    cells: list[tuple[Reading, object]]


@dataclass
class Comparison:
    """What was chosen. Unknown addresses are left out, each is counted once."""

    experiences: Any  # a query set of readable ExperiencePage
    asked: Sequence[str]

    @cached_property
    def slugs(self) -> list[str]:
        return list(dict.fromkeys(slug for slug in self.asked if re.fullmatch(r"[a-z0-9_-]{1,255}", slug)))[:LONGEST]

    @cached_property
    def chosen(self) -> list[Any]:
        """In the order of the address."""
        read = self.experiences.filter(slug__in=self.slugs) if self.slugs else []
        if 1 < len(self.slugs) <= MOST:
            read = read.for_reading()
        found = {page.slug: page for page in read}
        return [found[slug] for slug in self.slugs if slug in found]

    @property
    def count(self) -> int:
        return len(self.chosen)

    @property
    def is_possible(self) -> bool:
        return FEWEST <= self.count <= MOST

    @property
    def query(self) -> str:
        return "&".join(f"with={page.slug}" for page in self.chosen)

    @cached_property
    def readings(self) -> list[Reading]:
        return [Reading(page) for page in self.chosen]

    @cached_property
    def lines(self) -> list[Line]:
        """What may be compared. A row of which nothing is known stays, and says so."""
        return [Line(str(title), kind, [(reading, value(reading)) for reading in self.readings]) for title, kind, value in rows()]

    @cached_property
    def others(self) -> list[Any]:
        """For the only one chosen: those that share most of what it is found by."""
        if self.count != 1:
            return []
        one = self.chosen[0]
        rest = [(shared(one.found_by, row), slug) for slug, row in self.experiences.values_list("slug", "found_by") if slug != one.slug]
        near = [slug for count, slug in sorted(rest, key=lambda found: (-found[0], found[1]))[:OTHERS] if count]
        found = {page.slug: page for page in self.experiences.filter(slug__in=near).select_related("local_government").defer_streamfields()}
        return [found[slug] for slug in near if slug in found]


def shared(one: dict[str, list[str]], other: dict[str, list[str]]) -> int:
    """How many kinds of measure, forms of violence and publics two experiences have in common; a measure counts twice."""
    weights = {"measure": 2, "form": 1, "public": 1}
    return sum(weight * len(set(one.get(name, [])) & set(other.get(name, []))) for name, weight in weights.items())


def rows() -> list[tuple[object, str, Callable[[Reading], object]]]:
    """Title, how a cell is written, and its value."""
    facts: list[tuple[object, str, Callable[[Reading], object]]] = [
        (_("Country"), "text", attrgetter("page.country_name")),
        (_("Years"), "text", attrgetter("years")),
        (_("Status"), "text", lambda reading: reading.page.get_status_display() if reading.page.status else ""),
        (_("Scale"), "text", lambda reading: reading.page.get_scale_display() if reading.page.scale else ""),
        (_("Forms of violence"), "terms", lambda reading: reading.terms["form"]),
        (_("Kinds of measure"), "terms", lambda reading: reading.terms["measure"]),
        (_("Publics"), "terms", lambda reading: reading.terms["public"]),
        (_("Policy areas"), "terms", lambda reading: reading.terms["policy"]),
        (_("Partners"), "words", attrgetter("partners")),
        (_("What came of it"), "results", attrgetter("results")),
        (_("Cost"), "text", lambda reading: reading.page.get_cost_band_display() if reading.page.cost_band else ""),
        (_("Staff"), "text", attrgetter("staff")),
        (_("Transfer"), "text", lambda reading: reading.page.get_transfer_status_display() if reading.page.transfer_status else ""),
    ]
    return facts + [(title, "prose", attrgetter(f"page.t.{name}")) for name, title in SECTIONS.items()]
