"""The directory in numbers: one query counts, and everything that a page says is added up from it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from network.enums import PARTICIPATING, Level, Role
from network.filters import FACETS, MEMBER, Filters
from network.models.records import LocalGovernmentQuerySet
from network.standing import is_member

NETWORKS, MADE_UP = "networks", "demonstration"  # groups of the list besides the regions


@dataclass(frozen=True)
class Cell:
    """How many local governments share what the directory counts by."""

    region: str
    country: str
    level: str
    role: str
    is_demonstration: bool
    is_member: bool
    is_named: bool  # as the reader asks
    count: int

    @property
    def group(self) -> str:
        """The part of the list in which they stand."""
        if self.is_demonstration:
            return MADE_UP
        return NETWORKS if self.level == Level.ASSOCIATION else self.region

    def values(self, facet: str) -> list[str]:
        if facet != "role":
            return [getattr(self, facet)]
        return [*([self.role] if self.role in PARTICIPATING else []), *([MEMBER] if self.is_member else [])]

    def is_asked(self, filters: Filters, apart_from: str = "") -> bool:
        """Whether every filter but one admits it."""
        asked = {name: getattr(filters, name) for name in FACETS if name != apart_from}
        return (self.is_named or apart_from == "q") and all(not value or value in self.values(name) for name, value in asked.items())


@dataclass(frozen=True)
class Tally:
    """The whole network in numbers, without what is made up."""

    participants: int
    countries: int
    pilots: int
    members: int


def counted(local_governments: LocalGovernmentQuerySet, filters: Filters) -> list[Cell]:
    """One query, whose answer is as long as the network is varied, not as it is long."""
    groups = local_governments.order_by().annotate(counts_as_member=is_member(), named=filters.named)
    rows: Any = groups.values_list("region", "country", "level", "role", "is_demonstration", "counts_as_member", "named")
    return [
        Cell(region, country, level, role, made_up, bool(member), bool(named), number)
        for region, country, level, role, made_up, member, named, number in rows.annotate(number=Count("pk"))
    ]


def tally(cells: list[Cell]) -> Tally:
    real = [cell for cell in cells if not cell.is_demonstration]
    took_part = [cell for cell in real if cell.role in PARTICIPATING]
    return Tally(
        participants=total(took_part),
        countries=len({cell.country for cell in took_part}),
        pilots=total([cell for cell in took_part if cell.role == Role.PILOT_TERRITORY]),
        members=total([cell for cell in real if cell.is_member]),
    )


def total(cells: list[Cell]) -> int:
    return sum(cell.count for cell in cells)


def by_value(cells: list[Cell], facet: str) -> Counter[str]:
    """How many have each value of a filter."""
    found: Counter[str] = Counter()
    for cell in cells:
        for value in cell.values(facet):
            found[value] += cell.count
    return found
