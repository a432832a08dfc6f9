"""Key figures as readers see them: those that may be compared side by side with bars, the others each for itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from babel.numbers import format_decimal, format_percent
from django.urls import reverse

from core.languages import babel_locale
from network.observatory_enums import FigureKind, Topic
from network.prose import Words, in_best_language

if TYPE_CHECKING:
    from network.models.observatory import KeyFigure

BAR = 240  # units of the drawing for the largest of a series


@dataclass(frozen=True)
class Figure:
    """One figure in the reader's language."""

    record: "KeyFigure"
    share: float | None = None  # of the largest in its series; none for a figure that stands for itself

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
        return max(1, round((self.share or 0) * BAR))

    @property
    def address(self) -> str:
        """Where it stands among the figures of its topic."""
        return f"{reverse('observatory:figures')}?{urlencode({'topic': self.record.topic})}#{self.record.slug}"


@dataclass(frozen=True)
class Series:
    """Figures with one definition and one source: the only ones set side by side."""

    figures: list[Figure]

    @property
    def first(self) -> Figure:
        return self.figures[0]

    @property
    def definition(self) -> Words | None:
        """What they all count; when they say it in several ways, each says it for itself."""
        return self.first.definition if len({one.definition for one in self.figures}) == 1 else None

    @property
    def has_notes(self) -> bool:
        return any(figure.note for figure in self.figures)


@dataclass(frozen=True)
class TopicBoard:
    topic: Topic
    series: list[Series]
    single: list[Figure]

    @property
    def name(self) -> str:
        return str(self.topic.label)


def in_order(records: "Iterable[KeyFigure]") -> list[Figure]:
    """By topic; in each the series, largest first, then the others in the editors' order. A series of one is no series."""
    found: dict[Topic, list[KeyFigure]] = defaultdict(list)
    for record in records:
        found[Topic(record.topic)].append(record)
    return [figure for topic in Topic for figure in of_topic(found[topic])]


def of_topic(records: "list[KeyFigure]") -> list[Figure]:
    series: dict[str, list[KeyFigure]] = defaultdict(list)
    for record in records:
        series[record.series].append(record)
    compared = [rows for name, rows in series.items() if name and len(rows) > 1]
    alone = [record for name, rows in series.items() if not name or len(rows) == 1 for record in rows]
    return [figure for rows in compared for figure in side_by_side(rows)] + [
        Figure(record) for record in sorted(alone, key=lambda record: (record.position, record.pk))
    ]


def side_by_side(records: "list[KeyFigure]") -> list[Figure]:
    most = max(abs(record.value) for record in records) or Decimal(1)
    rows = sorted(records, key=lambda record: (-record.value, record.position, record.pk))
    return [Figure(record, float(abs(record.value) / most)) for record in rows]


def boards(figures: Iterable[Figure]) -> list[TopicBoard]:
    """Figures that stand in order, topic by topic."""
    found = []
    for topic, group in groupby(figures, key=lambda figure: Topic(figure.record.topic)):
        rows = list(group)
        compared = groupby((row for row in rows if row.share is not None), key=lambda row: row.record.series)
        found.append(TopicBoard(topic, [Series(list(one)) for _name, one in compared], [row for row in rows if row.share is None]))
    return found
