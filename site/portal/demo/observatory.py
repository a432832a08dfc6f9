"""The observatory's facts: key figures, local observatories, a local protocol."""

from typing import Any

from network.models import (
    ExperiencePage,
    KeyFigure,
    LocalGovernment,
    LocalObservatory,
    LocalProtocol,
    ObservatoryPage,
    ProtocolObjective,
    ProtocolPrinciple,
    ProtocolStructure,
    ResourcePage,
)
from portal.demo.facts import read, translated
from portal.demo.pages import publish
from portal.models import HomePage

Facts = dict[str, Any]


def load_page() -> int:
    if ObservatoryPage.objects.exists():
        return 0
    page = ObservatoryPage(slug="observatory", show_in_menus=True)
    publish(HomePage.objects.first(), page, read("index_pages")["observatory"], "title", "intro")
    return 1


def load_figures() -> int:
    """The key figures in the order of the file; returns how many were missing."""
    known = set(KeyFigure.objects.values_list("slug", flat=True))
    missing = [figure(place, item) for place, item in enumerate(read("key_figures")) if item["slug"] not in known]
    return len(KeyFigure.objects.bulk_create(missing))


def figure(place: int, item: Facts) -> KeyFigure:
    prose = {
        field: text for name in ("unit", "territory", "definition", "note") for field, text in translated(name, item.get(name)).items()
    }
    return KeyFigure(
        position=place,
        sources="\n".join(item["sources"]),
        country=item.get("country", ""),
        year=item.get("year"),
        series=item.get("series", ""),
        original_seen=item.get("original_seen", False),
        **{name: item[name] for name in ("slug", "value", "kind", "topic", "scope", "source_name")},
        **prose,
    )


def load_observatories() -> int:
    """Local observatories, when there is none yet."""
    if LocalObservatory.objects.exists():
        return 0
    governments = {lg.slug: lg for lg in LocalGovernment.objects.all()}
    pages = {page.slug: page for page in ExperiencePage.objects.all()}
    items = read("observatories")
    for place, item in enumerate(items):
        government = governments.get(item.get("local_government", ""))
        parts = [int(part) for part in str(item.get("since", "")).split("-") if part]
        made = LocalObservatory.objects.create(
            local_government=government,
            country=item.get("country") or (government.country if government else ""),
            experience=pages.get(item.get("experience", "")),
            sources="\n".join(item.get("sources", [])),
            position=place,
            **dict(zip(("year", "month", "day"), parts, strict=False)),
            **{field: text for name in ("name", "place", "publishes") for field, text in translated(name, item.get(name)).items()},
        )
        made.figures.set(KeyFigure.objects.filter(slug__in=item.get("figures", [])))
        made.resources.set(ResourcePage.objects.filter(slug__in=item.get("resources", [])))
    return len(items)


def load_protocols() -> int:
    known = set(LocalProtocol.objects.values_list("slug", flat=True))
    missing = [item for item in read("protocols") if item["slug"] not in known]
    for item in missing:
        names = ("name", "place", "signed", "purpose", "structures_note")
        protocol = LocalProtocol(
            slug=item["slug"],
            country=item["country"],
            structures=item["structures"],
            **{field: text for name in names for field, text in translated(name, item[name]).items()},
        )
        protocol.signatories = [ProtocolStructure(position=place, kind=kind) for place, kind in enumerate(item["structure_kinds"])]  # type: ignore[misc]
        protocol.objectives = [ProtocolObjective(position=n, **translated("text", text)) for n, text in enumerate(item["objectives"])]  # type: ignore[misc]
        protocol.principles = [ProtocolPrinciple(position=n, **translated("text", text)) for n, text in enumerate(item["principles"])]  # type: ignore[misc]
        protocol.save()
    return len(missing)
