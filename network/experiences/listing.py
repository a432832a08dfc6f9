"""The list of experiences: filtered, counted, sorted, a page at a time."""

from collections import Counter
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import TextChoices
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from core.languages import CODES, current
from network.countries import CODES as COUNTRIES
from network.countries import country_name, fold
from network.enums import Region
from network.experience_enums import EvidenceLevel, ExperienceStatus, TransferStatus
from network.experiences.facets import FACETS, LEVELS, TERMS
from network.experiences.filters import SORTS, Filters
from network.experiences.freshness import confirmed_on, is_stale
from network.facets import Chip, Facet, Option

if TYPE_CHECKING:
    from network.models import ExperiencePage

PER_PAGE = 24
TITLES = {
    "form": _("Form of violence"),
    "measure": _("Kind of measure"),
    "public": _("Public"),
    "policy": _("Policy area"),
    "region": _("Region"),
    "country": _("Country"),
    "status": _("Status"),
    "evidence": _("Best evidence"),
    "transfer": _("Transfer"),
    "q": _("Words"),
}
CHOICES: dict[str, type[TextChoices]] = {
    "region": Region,
    "status": ExperienceStatus,
    "evidence": EvidenceLevel,
    "transfer": TransferStatus,
}
READ = ("pk", "found_by", "search_words", "start_year", "documented", "checked_on", "first_published_at")


@dataclass(frozen=True)
class Row:
    """What is known of every experience before the page of the list is read."""

    pk: int
    found_by: dict[str, list[str]]
    words: str
    title: str
    year: int
    documented: int
    is_stale: bool


@dataclass
class Listing:
    """Two queries whatever the filters: one reads what all are found by, one the names of the terms. The page of the list comes after."""

    experiences: Any  # a query set of readable ExperiencePage
    terms: Any  # a query set of Term
    asks: Mapping[str, str]  # the query of the address

    @cached_property
    def filters(self) -> Filters:
        known: dict[str, Container[str]] = {name: [code for facet, code in self.labels if facet == name] for name in TERMS}
        known |= {name: choices.values for name, choices in CHOICES.items()}
        return Filters.read(self.asks, known | {"country": COUNTRIES})

    @cached_property
    def rows(self) -> list[Row]:
        return [
            row(values) for values in self.experiences.values(*READ, *(f"{name}_{code}" for name in ("title", "ready") for code in CODES))
        ]

    @cached_property
    def labels(self) -> dict[tuple[str, str], str]:
        return {(term.vocabulary, term.code): term.display_name for term in self.terms}

    @cached_property
    def asked(self) -> list[Row]:
        return sorted((row for row in self.rows if self.filters.admits(row)), key=order(self.filters.sort))

    @property
    def count(self) -> int:
        return len(self.asked)

    @property
    def query(self) -> str:
        """What leads to this page again."""
        parts = [self.filters.query, f"page={self.page.number}" if self.page.number > 1 else ""]
        return "&".join(part for part in parts if part)

    @property
    def sorts(self) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in SORTS.items()]

    @cached_property
    def facets(self) -> list[Facet]:
        return [facet for facet in (self.facet(name) for name in FACETS) if facet.options]

    def facet(self, name: str) -> Facet:
        """Each choice with what it would show given all others; the one that is made stays even when it finds nothing."""
        left = [row for row in self.rows if self.filters.admits(row, apart_from=name)]
        found = Counter(value for row in left for value in row.found_by.get(name, ()))
        asked = self.filters.facets.get(name, "")
        if asked:
            found[asked] += 0
        options = [Option(value, self.label(name, value), count) for value, count in found.items()]
        return Facet(name, str(TITLES[name]), sorted(options, key=in_order(name)), len(left), asked)

    def label(self, name: str, value: str) -> str:
        """A value in the reader's language; as it stands when its term is gone."""
        if name == "country":
            return country_name(value) or value
        if name in CHOICES:
            return str(CHOICES[name](value).label)
        return self.labels.get((name, value), value)

    @cached_property
    def chips(self) -> list[Chip]:
        made = [*([("q", self.filters.q)] if self.filters.q else []), *self.filters.facets.items()]
        return [
            Chip(
                str(TITLES[name]),
                value if name == "q" else self.label(name, value),
                self.filters.without(name).query,
                sum(self.filters.admits(row, apart_from=name) for row in self.rows),
            )
            for name, value in made
        ]

    @cached_property
    def page(self) -> "Page[ExperiencePage]":
        """The page asked for, the first for what is no number. Its experiences in one query more."""
        asked = self.asks.get("page", "")
        number = asked if asked.isascii() and asked.isdigit() else "1"
        try:
            page = Paginator(self.asked, PER_PAGE).page(number[:9])
        except InvalidPage as error:
            raise Http404 from error
        page.object_list = self.whole([row.pk for row in page.object_list])
        return page  # type: ignore[return-value]  # its rows have become pages

    def whole(self, keys: list[int]) -> "list[ExperiencePage]":
        """These experiences, in this order, without their bodies."""
        read = self.experiences.filter(pk__in=keys).select_related("local_government").defer_streamfields()
        found = {experience.pk: experience for experience in read}
        return [found[key] for key in keys if key in found]


def row(values: dict[str, Any]) -> Row:
    shown = next((code for code in (current(), *CODES) if values[f"ready_{code}"]), CODES[0])
    return Row(
        pk=values["pk"],
        found_by=values["found_by"],
        words=values["search_words"],
        title=fold(values[f"title_{shown}"] or ""),
        year=values["start_year"] or 0,
        documented=values["documented"],
        is_stale=is_stale(confirmed_on(values["checked_on"], values["first_published_at"])),
    )


def order(sort: str) -> Callable[[Row], Any]:
    """What nobody has confirmed for long comes after, but in the alphabet."""
    keys: dict[str, Callable[[Row], Any]] = {
        "": lambda row: (row.is_stale, -row.documented, row.title),
        "newest": lambda row: (row.is_stale, -row.year, row.title),
        "oldest": lambda row: (row.is_stale, row.year or 9999, row.title),
        "title": lambda row: (row.title,),
    }
    return keys[sort]


def in_order(name: str) -> Callable[[Option], Any]:
    """Evidence from the surest down, the rest by name."""
    if name == "evidence":
        return lambda option: -LEVELS.index(option.value) if option.value in LEVELS else 1
    return lambda option: fold(option.label)
