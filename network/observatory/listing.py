"""The list of key figures with its filters, and what the observatory's front page shows of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from network.countries import country_name, fold
from network.facets import Chip, Facet, Option
from network.observatory.board import Figure, TopicBoard, boards, in_order
from network.observatory.filters import FigureFilters
from network.observatory_enums import Topic

if TYPE_CHECKING:
    from network.models.observatory import KeyFigure

PER_PAGE = 40
TITLES = {"topic": _("Topic"), "country": _("Country or territory")}


def label(name: str, value: str) -> str:
    return country_name(value) if name == "country" else str(Topic(value).label)


@dataclass
class Figures:
    """Every figure is read once; what is asked is found among them."""

    records: "Any"
    filters: FigureFilters
    page_asked: str = ""

    @cached_property
    def all(self) -> "list[KeyFigure]":
        return list(self.records)

    def admitted(self, apart_from: str = "") -> "list[KeyFigure]":
        return [one for one in self.all if self.filters.admits((one.topic,), one.country, apart_from)]

    @cached_property
    def page(self) -> Page:
        return Paginator(in_order(self.admitted()), PER_PAGE).get_page(self.page_asked)

    @cached_property
    def boards(self) -> list[TopicBoard]:
        return boards(self.page.object_list)

    @property
    def has_unread(self) -> bool:
        return any(not figure.record.original_seen for figure in self.page.object_list)

    @property
    def countries(self) -> list[tuple[str, str]]:
        """That these figures speak of: code and name, for their help numbers."""
        return named({figure.record.country for figure in self.page.object_list} - {""})

    @property
    def query(self) -> str:
        number = self.page.number
        return "&".join(filter(None, [self.filters.query, f"page={number}" if number > 1 else ""]))

    # --- Filters
    @cached_property
    def facets(self) -> list[Facet]:
        return [self.facet("topic", list(Topic.values)), self.facet("country", None)]

    def facet(self, name: str, order: list[str] | None) -> Facet:
        """The choice that is made is there even when it finds nothing."""
        left, asked = self.admitted(apart_from=name), self.filters.country if name == "country" else self.filters.choice
        counts = Counter(value for one in left if (value := getattr(one, name)))
        values = {*counts, *filter(None, [asked])}
        labels = {value: label(name, value) for value in values}
        ordered = [value for value in order if value in values] if order else sorted(values, key=lambda value: fold(labels[value]))
        return Facet(name, str(TITLES[name]), [Option(value, labels[value], counts[value]) for value in ordered], len(left), asked)

    @cached_property
    def chips(self) -> list[Chip]:
        made = [("topic", self.filters.choice), ("country", self.filters.country)]
        return [
            Chip(str(TITLES[name]), label(name, value), self.filters.without(name).query, len(self.admitted(apart_from=name)))
            for name, value in made
            if value
        ]

    # --- For the front page
    @cached_property
    def topics(self) -> list[tuple[Topic, int, Figure]]:
        """Topics with how many figures they have, and the one that the editors put first."""
        found: dict[str, list[KeyFigure]] = {}
        for record in self.all:
            found.setdefault(record.topic, []).append(record)
        return [(topic, len(found[topic]), Figure(found[topic][0])) for topic in Topic if topic in found]


def named(codes: set[str]) -> list[tuple[str, str]]:
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: fold(pair[1]))


def listing(records: "Any", query: Mapping[str, str]) -> Figures:
    return Figures(records, FigureFilters.read(query), query.get("page", ""))
