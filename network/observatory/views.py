"""The observatory's addresses that are no pages: figures, measures and their lineages, the census, protocols."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from network.experiences.finding import published
from network.experiences.lineage import Lineage
from network.models import Adaptation, KeyFigure, LocalGovernment, LocalObservatory, LocalProtocol, Measure, ObservatoryPage, Term
from network.observatory import files
from network.observatory.census import Census
from network.observatory.filters import CensusFilters, FigureFilters
from network.observatory.listing import listing
from network.observatory.protocols import Protocol

CSV, ATOM = "text/csv; charset=utf-8", "application/atom+xml; charset=utf-8"


def published_observatory() -> ObservatoryPage:
    """The observatory's page, without which there is nothing below it either."""
    page = ObservatoryPage.objects.readable().public().first()
    if page is None:
        raise Http404
    return page


def attached(content: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=CSV, headers={"Content-Disposition": f'attachment; filename="{name}"'})


# --- Key figures
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Of one topic, of one country, or both. Whoever asks for neither chooses on the front page."""
    page, found = published_observatory(), listing(KeyFigure.objects.all(), request.GET)
    if not found.filters:
        return redirect(f"{page.get_url(request)}#figures")
    return render(request, "network/figure_list.html", {"figures": found, "observatory": page, "clean_query": found.query})


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    published_observatory()
    return attached(files.figures_csv(FigureFilters.read(request.GET).narrow(KeyFigure.objects.all())), "key-figures.csv")


@require_safe
def figures_atom(request: HttpRequest) -> HttpResponse:
    published_observatory()
    return HttpResponse(files.figures_atom(KeyFigure.objects.all(), FigureFilters.read(request.GET)), content_type=ATOM)


@require_safe
def local(request: HttpRequest) -> HttpResponse:
    """Local observatories with their figures, what the library has of them, and how they were set up."""
    page = published_observatory()
    return render(request, "network/local_observatory_list.html", {"local": LocalObservatory.objects.for_reading(), "observatory": page})


# --- Measures
def census_of(request: HttpRequest) -> Census:
    filters, page = CensusFilters.read(request.GET), request.GET.get("page", "")
    adaptations = Adaptation.objects.filter(is_confirmed=True).select_related("measure__kind", "local_government")
    return Census(published(), adaptations, Term.objects.of("measure"), LocalGovernment.objects.filter(is_provisional=False), filters, page)


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """The measures whose lineage is known, and the census of measures by territory."""
    page, census = published_observatory(), census_of(request)
    context = {"measures": Measure.objects.select_related("kind"), "census": census, "observatory": page, "clean_query": census.query}
    return render(request, "network/measure_list.html", context)


@require_safe
def census_csv(request: HttpRequest) -> HttpResponse:
    published_observatory()
    return attached(files.census_csv(census_of(request)), "census-of-measures.csv")


@require_safe
def measure(request: HttpRequest, slug: str) -> HttpResponse:
    """One measure: what it is, where it began, who adapted it."""
    page, found = published_observatory(), Measure.objects.select_related("kind").filter(slug=slug).first()
    if found is None:
        raise Http404
    lineage = Lineage(found, found.adaptations.select_related("local_government", "experience"))
    return render(request, "network/measure_detail.html", {"measure": found, "lineage": lineage, "observatory": page})


# --- Protocols
@require_safe
def protocol(request: HttpRequest, slug: str) -> HttpResponse:
    """One local protocol: its purpose, objectives, principles, and who signed."""
    page = published_observatory()
    found = LocalProtocol.objects.prefetch_related("signatories", "objectives", "principles").filter(slug=slug).first()
    if found is None:
        raise Http404
    return render(request, "network/protocol_detail.html", {"protocol": Protocol(found), "observatory": page})
