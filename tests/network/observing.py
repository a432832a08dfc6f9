"""What tests of the observatory stand on: its page, figures, measures, protocols, experiences."""

from itertools import count

from core.languages import CODES
from network.models import (
    Adaptation,
    ExperiencePage,
    ExperiencesPage,
    KeyFigure,
    LocalProtocol,
    Measure,
    ObservatoryPage,
    ProtocolObjective,
    ProtocolPrinciple,
    ProtocolStructure,
    Term,
)
from tests.factories import in_all

numbers = count(1)
READY = {f"ready_{code}": True for code in CODES}


def observatory_page(home) -> ObservatoryPage:
    return home.add_child(
        instance=ObservatoryPage(slug="observatory", **in_all("title", "Observatory"), **in_all("intro", "Figures"), **READY)
    )


def experiences_page(home) -> ExperiencesPage:
    return home.add_child(instance=ExperiencesPage(slug="experiences", **in_all("title", "Experiences"), **READY))


def figure(**fields) -> KeyFigure:
    """A share of women of France in 2024, whose original was not read."""
    number = next(numbers)
    fields = {
        "slug": f"figure-{number}",
        "value": "12.5",
        "kind": "percent",
        "topic": "partner",
        "scope": "territory",
        "country": "FR",
        "year": 2024,
        "source_name": "Statistics office",
        "sources": "https://example.org/survey",
        "position": number,
        **in_all("unit", "of women"),
        **in_all("territory", "France"),
        **in_all("definition", "Share who said so"),
        **fields,
    }
    return KeyFigure.objects.create(**fields)


def kind(code="alert-phone") -> Term:
    return Term.objects.get_or_create(vocabulary="measure", code=code, defaults=in_all("name", code.replace("-", " ").capitalize()))[0]


def experience(parent, slug, *, kinds=(), **fields) -> ExperiencePage:
    fields = {"country": "FR", **in_all("title", slug.capitalize()), **in_all("intro", "It helped."), **READY, **fields}
    page = ExperiencePage(slug=slug, **fields)
    page.kinds_of_measure = [kind(code) for code in kinds]
    return parent.add_child(instance=page)


def measure(slug="alert-phone", **fields) -> Measure:
    fields = {"kind": kind(), **in_all("name", "Alert phone"), **in_all("summary", "A phone that calls help."), **fields}
    return Measure.objects.create(slug=slug, **fields)


def adaptation(of: Measure, origin: Adaptation | None = None, **fields) -> Adaptation:
    """Confirmed, in a place of its own."""
    number = next(numbers)
    fields = {"country": "FR", "is_confirmed": True, "position": number, **in_all("name", f"Place {number}"), **fields}
    return Adaptation.objects.create(measure=of, origin=origin, **fields)


def protocol(slug="protocol", *, structures=47, named=(), **fields) -> LocalProtocol:
    """`named`: pairs of a kind and a name, which may be empty."""
    fields = {"country": "FR", **in_all("name", "Protocol"), **in_all("purpose", "Act together"), **fields}
    made = LocalProtocol(slug=slug, structures=structures, **fields)
    made.signatories = [ProtocolStructure(position=place, kind=of, name=name) for place, (of, name) in enumerate(named)]
    made.objectives = [ProtocolObjective(position=place, **in_all("text", f"Objective {place}")) for place in range(4)]
    made.principles = [ProtocolPrinciple(position=place, **in_all("text", f"Principle {place}")) for place in range(3)]
    made.save()
    return made
