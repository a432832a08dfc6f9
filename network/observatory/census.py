"""The census of measures: which territory has which, as far as its experiences and the lineages tell."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from network.countries import country_name, fold


@dataclass
class Row:
    """One territory and what it has of each kind of measure."""

    place: str
    country: str
    kinds: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))

    @property
    def cells(self) -> list[tuple[str, list[Any]]]:
        return sorted(self.kinds.items(), key=lambda item: fold(item[0]))


@dataclass
class Census:
    """Read from the experiences, so that it is never another list to keep up to date: two queries and one of terms."""

    experiences: Any

    @cached_property
    def rows(self) -> list[Row]:
        found: dict[tuple[str, str], Row] = {}
        for page in self.experiences.select_related("local_government").prefetch_related("kinds_of_measure"):
            place = page.local_government.display_name if page.local_government else page.place_name
            row = found.setdefault((page.country, place), Row(place, country_name(page.country)))
            for term in page.kinds_of_measure.all():
                row.kinds[term.display_name].append(page)
        return sorted(found.values(), key=lambda row: (fold(row.country), fold(row.place)))

    @cached_property
    def totals(self) -> list[tuple[str, int, int]]:
        """Kind of measure, how many territories have it, how many experiences tell of it; the commonest first."""
        places: dict[str, int] = defaultdict(int)
        pages: dict[str, int] = defaultdict(int)
        for row in self.rows:
            for kind, found in row.kinds.items():
                places[kind] += 1
                pages[kind] += len(found)
        return sorted(((kind, places[kind], pages[kind]) for kind in places), key=lambda item: (-item[1], fold(item[0])))
