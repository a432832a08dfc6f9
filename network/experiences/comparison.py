"""Two or three experiences side by side: the same rows for each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from network.experiences.facts import COMPARED, facts_of
from network.experiences.reading import SECTIONS, Reading

FEWEST, MOST = 2, 3
LONGEST = 12  # addresses that are looked up
OTHERS = 8  # offered to whoever has chosen too few


@dataclass(frozen=True)
class Line:
    """One row of the table: a title, and for each experience its value or nothing."""

    title: str
    kind: str  # how its cells are written: `fact`, `results` or `prose`
    cells: list[tuple[Reading, object]]


@dataclass
class Comparison:
    """What was chosen. Unknown addresses are left out, each is counted once."""

    experiences: Any  # a query set of readable ExperiencePage
    asked: Sequence[str]

    @cached_property
    def slugs(self) -> list[str]:
        return list(dict.fromkeys(slug for slug in self.asked if re.fullmatch(r"[A-Za-z0-9_-]{1,255}", slug)))[:LONGEST]

    @cached_property
    def chosen(self) -> list[Any]:
        """In the order of the address."""
        read = self.experiences.filter(slug__in=self.slugs) if self.slugs else self.experiences.none()
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
        facts = [facts_of(reading, COMPARED) for reading in self.readings]
        told = [Line(row[0].label, "fact", self.beside([fact.words for fact in row])) for row in zip(*facts, strict=True)]
        results = Line(_("What came of it"), "results", self.beside([reading.results for reading in self.readings]))
        prose = [
            Line(str(title), "prose", self.beside([getattr(reading.page.t, name) for reading in self.readings]))
            for name, title in SECTIONS.items()
        ]
        return [*told, results, *prose]

    def beside(self, values: Sequence[object]) -> list[tuple[Reading, object]]:
        return list(zip(self.readings, values, strict=True))

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
