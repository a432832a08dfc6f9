"""What lists with filters have in common: choices with their counts, sums, the order of names, pages that know how many there are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator

from network.countries import fold


@dataclass(frozen=True)
class Option:
    """One choice of a filter, and how many records it would show."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """One filter: its choices, each with how many it would show given all other filters, and how many there are without it."""

    name: str
    title: str
    options: list[Option]
    total: int
    asked: str


@dataclass(frozen=True)
class Chip:
    """One filter that is set, what leads to the list without it, and how many would then be found."""

    title: str
    label: str
    query: str
    count: int


class Counted(Paginator):
    """A paginator that is told how many there are."""

    def __init__(self, records: Any, per_page: int, *, total: int) -> None:
        super().__init__(records, per_page)
        self.count = total


def added_up(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for value, number in pairs:
        found[value] += number
    return found


def by_name(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Codes and names, in alphabetical order of the names."""
    return sorted(names.items(), key=lambda item: fold(item[1]))
