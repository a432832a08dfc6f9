"""The library as a list: filtered by kind, language and year, counted, a page at a time."""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _

from core.languages import language_name
from network.countries import fold
from network.facets import Chip, Facet, Option
from network.library import rows
from network.library.filters import FACETS, Filters
from network.library.rows import Entry, Row
from network.library_enums import ResourceKind
from network.names import words

PER_PAGE = 24
TITLES = {"kind": _("Kind"), "lang": _("Language"), "year": _("Year"), "q": _("Words")}


@dataclass
class Listing:
    """Three queries, whatever is asked."""

    resources: Any  # query sets of what the public may read
    courses: Any
    files: Any
    asks: QueryDict

    @cached_property
    def rows(self) -> list[Row]:
        return rows.read(self.resources, self.courses, self.files, words(Filters.words_in(self.asks)))

    @cached_property
    def filters(self) -> Filters:
        known: dict[str, Container[str]] = {name: {value for row in self.rows for value in row.values(name)} for name in FACETS}
        return Filters.read(self.asks, known, {row.entry.slug for row in self.rows})

    def admits(self, row: Row, apart_from: str = "") -> bool:
        """Whether it has every word and every value asked, one facet apart."""
        q = "" if apart_from == "q" else self.filters.q
        is_named = all(word in row.words for word in words(q)) or row.is_in_text
        return is_named and all(value in row.values(name) for name, value in self.filters.facets.items() if name != apart_from)

    @cached_property
    def asked(self) -> list[Row]:
        return [row for row in self.rows if self.admits(row)]

    @property
    def count(self) -> int:
        return len(self.asked)

    @property
    def query(self) -> str:
        """What leads to this page again."""
        parts = [self.filters.query, f"page={self.page.number}" if self.page.number > 1 else ""]
        return "&".join(part for part in parts if part)

    @cached_property
    def facets(self) -> list[Facet]:
        return [facet for facet in (self.facet(name) for name in FACETS) if facet.options]

    def facet(self, name: str) -> Facet:
        """Each choice with what it would show given all others; the one that is made stays even when it finds nothing."""
        left = [row for row in self.rows if self.admits(row, apart_from=name)]
        found = Counter(value for row in left for value in row.values(name))
        asked = self.filters.facets.get(name, "")
        if asked:
            found[asked] += 0
        options = [Option(value, label(name, value), count) for value, count in found.items()]
        if name == "year":
            options.sort(key=lambda option: option.value, reverse=True)
        else:
            options.sort(key=lambda option: fold(option.label))
        return Facet(name, str(TITLES[name]), options, len(left), asked)

    @cached_property
    def chips(self) -> list[Chip]:
        made = [*([("q", self.filters.q)] if self.filters.q else []), *self.filters.facets.items()]
        return [
            Chip(
                str(TITLES[name]),
                label(name, value),
                self.filters.without(name).query,
                sum(self.admits(row, apart_from=name) for row in self.rows),
            )
            for name, value in made
        ]

    @cached_property
    def page(self) -> "Page[Entry]":
        """The page asked for, the first for what is no number."""
        asked = self.asks.get("page", "")
        number = asked if asked.isascii() and asked.isdigit() else "1"
        try:
            return Paginator([row.entry for row in self.asked], PER_PAGE).page(number[:9])
        except InvalidPage as error:
            raise Http404 from error

    @property
    def chosen(self) -> list[Entry]:
        """What the reader chose, in the order of their address."""
        known = {row.entry.slug: row.entry for row in self.rows}
        return [known[slug] for slug in self.filters.chosen]

    @property
    def elsewhere(self) -> list[str]:
        """What was chosen and does not stand on this page: it travels with the form."""
        here = {page.slug for page in self.page.object_list}
        return [slug for slug in self.filters.chosen if slug not in here]


def label(name: str, value: str) -> str:
    """A value in the reader's language."""
    if name == "kind":
        return str(ResourceKind(value).label)
    return language_name(value) if name == "lang" else value
