"""The census of measures: which territory has which, as far as published experiences and confirmed lineages tell."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.feeds import address
from core.languages import CODES, current
from network.countries import country_name, fold
from network.facets import Chip, Facet, Option
from network.observatory.filters import CensusFilters
from network.prose import Words

PER_PAGE = 40
TITLES = {"measure": _("Kind of measure"), "country": _("Country")}
TRANSLATED = ("title", "ready", "place")
READ = ("slug", "country", "local_government", "found_by", *(f"{name}_{code}" for name in TRANSLATED for code in CODES))


@dataclass(frozen=True)
class Told:
    """The page that tells of a measure of a territory: an experience, or the measure's own with its lineage."""

    title: Words
    path: str
    kind: str  # in the file


@dataclass
class Row:
    """One territory and what it has of each kind of measure."""

    place: Words
    country: str
    kinds: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def pages(self) -> list[Told]:
        """Each once, by title."""
        return sorted({told for pages in self.kinds.values() for told in pages}, key=lambda told: fold(told.title.text))


@dataclass(frozen=True)
class Line:
    """A territory in the table."""

    place: Words
    kinds: list[tuple[str, str]]
    pages: list[Told]


@dataclass(frozen=True)
class Total:
    code: str
    label: str
    territories: int
    pages: int


@dataclass
class Census:
    """Read from what is published, so that it is never another list to keep up to date: four queries, whatever there is."""

    experiences: Any  # query sets of readable pages,
    adaptations: Any  # of confirmed adaptations,
    terms: Any  # of kinds of measure,
    governments: Any  # of local governments
    filters: CensusFilters = field(default_factory=CensusFilters)
    page_asked: str = ""

    @cached_property
    def labels(self) -> dict[str, str]:
        return {term.code: term.display_name for term in self.terms}

    @cached_property
    def everything(self) -> list[Row]:
        names = {lg.pk: Words(lg.display_name, lg.display_language) for lg in self.governments}
        found: dict[tuple[str, Any], Row] = {}
        for values in self.experiences.values(*READ):
            owner = values["local_government"]
            place = names.get(owner) or best(values, "place")
            row = found.setdefault((values["country"], owner or place.text), Row(place, values["country"]))
            for code in values["found_by"].get("measure", []):
                row.kinds[code].append(Told(title_of(values), page_path("experiences/", values["slug"]), "experience"))
        for adaptation in self.adaptations:
            self.add(adaptation, found)
        return sorted(found.values(), key=lambda row: (fold(row.country_name), fold(row.place.text)))

    def add(self, adaptation: Any, found: dict[tuple[str, Any], Row]) -> None:
        """A version of a measure of which no published experience tells yet."""
        measure, owner = adaptation.measure, adaptation.local_government_id
        if measure.kind is None or not adaptation.country:
            return
        place = adaptation.place_words
        row = found.setdefault((adaptation.country, owner or place.text), Row(place, adaptation.country))
        if measure.kind.code not in row.kinds:
            path = reverse("observatory:measure", args=[measure.slug])
            row.kinds[measure.kind.code].append(Told(Words(measure.display_name, current()), path, "lineage"))

    @cached_property
    def rows(self) -> list[Row]:
        """What is asked; of each territory only the kind of measure that is asked."""
        asked = [row for row in self.everything if self.filters.admits(row.kinds, row.country)]
        if not self.filters.choice:
            return asked
        return [Row(row.place, row.country, {self.filters.choice: row.kinds[self.filters.choice]}) for row in asked]

    @cached_property
    def page(self) -> Page:
        return Paginator(self.rows, PER_PAGE).get_page(self.page_asked)

    @property
    def countries(self) -> list[tuple[str, list[Line]]]:
        """The page of the table: countries, and their territories with what each has and where that is told."""
        return [
            (name, [Line(row.place, self.kinds(row), row.pages) for row in rows])
            for name, rows in groupby(self.page.object_list, key=lambda row: row.country_name)
        ]

    def kinds(self, row: Row) -> list[tuple[str, str]]:
        return sorted(((code, self.labels.get(code, code)) for code in row.kinds), key=lambda kind: fold(kind[1]))

    @property
    def query(self) -> str:
        number = self.page.number
        return "&".join(filter(None, [self.filters.query, f"page={number}" if number > 1 else ""]))

    # --- In numbers, and filters
    @cached_property
    def totals(self) -> list[Total]:
        """Of everything: kinds of measure, how many territories have each, how many pages tell of it; the commonest first."""
        places, pages = Counter[str](), Counter[str]()
        for row in self.everything:
            for code, told in row.kinds.items():
                places[code] += 1
                pages[code] += len(told)
        found = [Total(code, self.labels.get(code, code), places[code], pages[code]) for code in places]
        return sorted(found, key=lambda total: (-total.territories, fold(total.label)))

    @cached_property
    def facets(self) -> list[Facet]:
        return [self.facet("measure"), self.facet("country")]

    def facet(self, name: str) -> Facet:
        left, asked = [row for row in self.everything if self.filters.admits(row.kinds, row.country, name)], self.asked(name)
        counts = Counter(value for row in left for value in (row.kinds if name == "measure" else [row.country]))
        options = [Option(value, self.label(name, value), counts[value]) for value in {*counts, *filter(None, [asked])}]
        return Facet(name, str(TITLES[name]), sorted(options, key=lambda option: fold(option.label)), len(left), asked)

    @cached_property
    def chips(self) -> list[Chip]:
        made = [(name, self.asked(name)) for name in TITLES]
        return [
            Chip(
                str(TITLES[name]),
                self.label(name, value),
                self.filters.without(name).query,
                sum(self.filters.admits(row.kinds, row.country, name) for row in self.everything),
            )
            for name, value in made
            if value
        ]

    def asked(self, name: str) -> str:
        return self.filters.country if name == "country" else self.filters.choice

    def label(self, name: str, value: str) -> str:
        return country_name(value) if name == "country" else self.labels.get(value, value)

    def lines(self) -> Iterator[list[Any]]:
        """For the file: one for each measure of each territory and each page."""
        for row in self.rows:
            for code, told in sorted(row.kinds.items()):
                for one in told:
                    named = (row.place.text, row.country, row.country_name, code, self.labels.get(code, code))
                    yield [*named, one.kind, one.title.text, address(one.path)]


# --- Texts of rows that are no records
def best(values: Mapping[str, Any], name: str) -> Words:
    """As `network.prose.in_best_language`, of values."""
    return next((Words(text, code) for code in (current(), *CODES) if (text := values[f"{name}_{code}"])), Words("", current()))


def title_of(values: Mapping[str, Any]) -> Words:
    """In the language in which the page is shown."""
    shown = next((code for code in (current(), *CODES) if values[f"ready_{code}"]), current())
    return Words(values[f"title_{shown}"] or "", shown)


def page_path(parent: str, slug: str) -> str:
    return reverse("wagtail_serve", args=[f"{parent}{slug}/"])
