"""Experiences as readers meet them: a list, and pages that tell little or much."""

from datetime import timedelta

from django.utils import timezone

from core.languages import CODES
from network.models import (
    Adaptation,
    ExperiencePage,
    ExperiencePartner,
    ExperienceResult,
    ExperienceSource,
    ExperiencesPage,
    ExperienceStep,
    Measure,
    Term,
)

TERMS = {"form": "forms_of_violence", "measure": "kinds_of_measure", "public": "publics", "policy": "policy_areas"}


def the_list(home) -> ExperiencesPage:
    texts = {f"title_{code}": f"Experiences {code}" for code in CODES} | {f"ready_{code}": True for code in CODES}
    return home.add_child(instance=ExperiencesPage(slug="experiences", **texts))


def term(vocabulary, code) -> Term:
    return Term.objects.get_or_create(vocabulary=vocabulary, code=code, defaults={"name_en": code.replace("-", " ").capitalize()})[0]


def experience(parent, slug, *, ready=("en",), terms=None, days_ago=1, **fields) -> ExperiencePage:
    """A public page. `terms`: vocabulary → codes; `days_ago`: since its publication."""
    moment = timezone.now() - timedelta(days=days_ago)
    texts = {f"ready_{code}": True for code in ready}
    texts |= {f"title_{code}": f"{slug.capitalize()} {code}" for code in ready} | {
        f"intro_{code}": f"What {slug} did ({code})." for code in ready
    }
    defaults = {"country": "FR", "original_language": ready[0], "first_published_at": moment, "last_published_at": moment}
    page = ExperiencePage(slug=slug, **{**defaults, **texts, **fields})
    for vocabulary, codes in (terms or {}).items():
        setattr(page, TERMS[vocabulary], [term(vocabulary, code) for code in codes])
    return parent.add_child(instance=page)


def told(page, number=1) -> ExperiencePage:
    """The page with so many partners, steps, results, sources and versions elsewhere."""
    for place in range(number):
        page.partners.add(ExperiencePartner(position=place, name_en=f"Partner {place}"))
        page.steps.add(ExperienceStep(position=place, heading_en=f"Step {place}", text_en=f"Text of {place}"))
        page.results.add(ExperienceResult(position=place, text_en=f"Result {place}", year=2020 + place, evidence="monitored"))
        page.sources.add(ExperienceSource(position=place, url=f"https://www.example.org/source-{place}"))
    page.save()
    measure = Measure.objects.create(slug=f"measure-{page.slug}", name_en="The measure")
    origin = Adaptation.objects.create(measure=measure, experience=page, name_en="Origin", year=2009)
    for place in range(number):
        Adaptation.objects.create(measure=measure, origin=origin, position=place + 1, name_en=f"Place {place}")
    return page
