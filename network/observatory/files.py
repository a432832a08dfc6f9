"""Key figures and the census as files: CSV for spreadsheets, Atom for news of figures."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from core.feeds import BYTE_ORDER_MARK, NOT_IN_XML, Feed, address, cell, opened, tag
from core.languages import CODES
from network.observatory.board import Figure
from network.observatory.filters import FigureFilters

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from network.models.observatory import KeyFigure
    from network.observatory.census import Census

NEWEST = 50  # entries in the Atom feed
PLAIN = ("slug", "value", "kind", "topic", "scope", "country", "year", "series", "source_name", "original_seen")
TRANSLATED = ("unit", "territory", "definition", "note")
FIGURE_COLUMNS = (*PLAIN, *(f"{name}_{code}" for name in TRANSLATED for code in CODES), "sources", "url")
CENSUS_COLUMNS = ("territory", "country", "country_name", "measure", "measure_name", "told_by", "title", "url")


def as_csv(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + out.getvalue()


# --- Figures
def figures_csv(figures: "Iterable[KeyFigure]") -> str:
    """One line each, with its definition, source, year and territory, its words in every language."""
    return as_csv(FIGURE_COLUMNS, map(figure_row, figures))


def figure_row(record: "KeyFigure") -> list[Any]:
    plain = [getattr(record, name) for name in FIGURE_COLUMNS[:-2]]
    plain[FIGURE_COLUMNS.index("value")] = Decimal(format(record.value.normalize(), "f"))  # a number, and no exponent
    return [*plain, " ".join(record.source_urls), address(Figure(record).address)]


def figures_atom(figures: "QuerySet[KeyFigure]", filters: FigureFilters) -> str:
    """The figures that were added or changed last."""
    query = f"?{filters.query}" if filters.query else ""
    feed = opened(
        title=_("Key figures of the observatory"),
        subtitle=_("Figures on violence against women, each with what it counts, its year and its source."),
        link=address(reverse("observatory:figures") + query),
        own=address(reverse("observatory:figures_atom") + query),
        guid=tag("figures", filters.query),
    )
    for record in filters.narrow(figures).order_by("-changed_at", "-pk")[:NEWEST]:
        add_to(feed, Figure(record))
    return str(feed.writeString("utf-8"))


def add_to(feed: Feed, figure: Figure) -> None:
    record = figure.record
    said = {"number": figure.number, "unit": figure.unit.text if figure.unit else ""}
    title = _("%(number)s %(unit)s") % said
    parts = [words.text for words in (figure.definition, figure.territory, figure.note) if words]
    parts += [str(record.year)] if record.year else []
    parts.append(_("Source: %(source)s") % {"source": record.source_name})
    feed.add_item(
        title=NOT_IN_XML.sub("", title),
        link=address(figure.address),
        description="".join(f"<p>{escape(NOT_IN_XML.sub('', part))}</p>" for part in parts),
        unique_id=tag("figure", record.slug),
        pubdate=record.changed_at,
        updateddate=record.changed_at,
        categories=[record.topic],
    )


# --- The census
def census_csv(census: "Census") -> str:
    """One line for each measure of each territory and each page that tells of it."""
    return as_csv(CENSUS_COLUMNS, census.lines())
