"""Key figures as readers see them: those that may be compared side by side with bars, the others each for itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal, format_percent

from core.languages import babel_locale
from network.countries import country_name, fold
from network.observatory_enums import FigureKind, Topic
from network.prose import Words, in_best_language

if TYPE_CHECKING:
    from network.models.observatory import KeyFigure

BAR = 240  # units of the drawing for the largest of a series


@dataclass(frozen=True)
class Figure:
    """One figure in the reader's language."""

    record: "KeyFigure"
    share: float = 0  # of the largest in its series

    @property
    def number(self) -> str:
        """840,000,000 or 30.7%, as the reader's language writes it."""
        if self.record.kind == FigureKind.PERCENT:
            return str(format_percent(self.record.value / 100, locale=babel_locale(), decimal_quantization=False))
        return str(format_decimal(self.record.value.normalize(), locale=babel_locale()))

    @property
    def unit(self) -> Words | None:
        return in_best_language(self.record, "unit")

    @property
    def territory(self) -> Words | None:
        return in_best_language(self.record, "territory")

    @property
    def definition(self) -> Words | None:
        return in_best_language(self.record, "definition")

    @property
    def note(self) -> Words | None:
        return in_best_language(self.record, "note")

    @property
    def bar(self) -> int:
        """Its width in the drawing."""
        return max(1, round(self.share * BAR))


@dataclass(frozen=True)
class Series:
    """Figures with one definition and one source: the only ones set side by side."""

    name: str
    figures: list[Figure]

    @property
    def first(self) -> Figure:
        return self.figures[0]


@dataclass(frozen=True)
class TopicBoard:
    topic: Topic
    series: list[Series]
    single: list[Figure]

    @property
    def name(self) -> str:
        return str(self.topic.label)


@dataclass
class Board:
    figures: Any
    observatories: Any
    protocols: Any

    @cached_property
    def records(self) -> "list[KeyFigure]":
        return list(self.figures)

    @cached_property
    def topics(self) -> list[TopicBoard]:
        found: dict[str, list[KeyFigure]] = defaultdict(list)
        for record in self.records:
            found[record.topic].append(record)
        return [board(topic, found[topic]) for topic in Topic if topic in found]

    @cached_property
    def local(self) -> list[Any]:
        return list(self.observatories.select_related("local_government", "experience").prefetch_related("figures"))

    @cached_property
    def agreements(self) -> list[Any]:
        return list(self.protocols)

    @cached_property
    def countries(self) -> list[tuple[str, str]]:
        """Countries that a figure or an observatory speaks of: code and name, for their help numbers."""
        codes = {record.country for record in self.records if record.country} | {row.country for row in self.local}
        return sorted(((code, country_name(code)) for code in codes), key=lambda pair: fold(pair[1]))


def board(topic: Topic, records: "Iterable[KeyFigure]") -> TopicBoard:
    """A series of one is no series."""
    rows = sorted(records, key=lambda record: (record.series, -record.value))
    groups = {name: list(found) for name, found in groupby(rows, key=lambda record: record.series)}
    series = [Series(name, compared(found)) for name, found in groups.items() if name and len(found) > 1]
    alone = [record for name, found in groups.items() if not name or len(found) == 1 for record in found]
    return TopicBoard(topic, series, [Figure(record) for record in sorted(alone, key=lambda record: (record.position, record.pk))])


def compared(records: "list[KeyFigure]") -> list[Figure]:
    most = max(record.value for record in records) or Decimal(1)
    return [Figure(record, float(record.value / most)) for record in records]
