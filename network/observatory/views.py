"""The observatory: figures as a file, measures and their lineages, the census, protocols."""

import csv
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from core.languages import CODES
from network.experiences.lineage import Lineage
from network.models import ExperiencePage, KeyFigure, LocalProtocol, Measure
from network.observatory.census import Census

COLUMNS = ("slug", "value", "kind", "topic", "scope", "country", "year", "series", "source_name", "sources")
TRANSLATED = ("unit", "territory", "definition", "note")
MARK = "\ufeff"  # so that spreadsheets read the file as UTF-8


class Echo:
    def write(self, value: str) -> str:
        return value


def figures_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every key figure with its definition, source, year and territory, in every language."""
    answer = StreamingHttpResponse(rows(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="key-figures.csv"'
    return answer


def rows() -> Iterator[str]:
    writer = csv.writer(Echo())
    yield MARK + writer.writerow([*COLUMNS, *(f"{name}_{code}" for name in TRANSLATED for code in CODES)])
    for figure in KeyFigure.objects.all():
        values = [getattr(figure, name) for name in COLUMNS]
        values += [getattr(figure, f"{name}_{code}") for name in TRANSLATED for code in CODES]
        yield writer.writerow([safe(value) for value in values])


def safe(value: object) -> str:
    """A value that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def measures(request: HttpRequest) -> HttpResponse:
    """The measures whose lineage is known, and the census of measures by territory."""
    census = Census(ExperiencePage.objects.readable())
    return render(request, "network/measure_list.html", {"measures": Measure.objects.select_related("kind"), "census": census})


def measure(request: HttpRequest, slug: str) -> HttpResponse:
    """One measure: what it is, where it began, who adapted it."""
    found = Measure.objects.select_related("kind").filter(slug=slug).first()
    if found is None:
        raise Http404
    related = ("local_government", "experience", "origin__local_government")
    lineage = Lineage(found, found.adaptations.select_related(*related))
    return render(request, "network/measure_detail.html", {"measure": found, "lineage": lineage})


def protocol(request: HttpRequest, slug: str) -> HttpResponse:
    """One local protocol: its purpose, objectives, and who signed."""
    found = LocalProtocol.objects.prefetch_related("signatories", "objectives", "principles").filter(slug=slug).first()
    if found is None:
        raise Http404
    return render(request, "network/protocol_detail.html", {"protocol": found, "kinds": by_kind(found)})


def by_kind(protocol: LocalProtocol) -> list[tuple[str, list[str]]]:
    """The structures by kind, in the order of the kinds; a kind without names is known only as such."""
    found: dict[str, list[str]] = {}
    for structure in protocol.signatories.all():
        found.setdefault(str(structure.get_kind_display()), []).extend(filter(None, [structure.name]))
    return list(found.items())
