"""Experiences with their vocabularies, and the lineages of measures: the facts as they stand, nothing added."""

from typing import Any

import yaml
from django.db import transaction

from core.languages import CODES
from network.contribution.workflow import attach
from network.models import (
    Adaptation,
    ExperiencePage,
    ExperiencePartner,
    ExperienceResult,
    ExperienceSource,
    ExperiencesPage,
    ExperienceStep,
    LocalGovernment,
    Measure,
    Term,
)
from network.models.experiences import PROSE
from portal.demo.facts import HERE, read, translated
from portal.demo.pages import publish
from portal.models import HomePage

Facts = dict[str, Any]
VOCABULARIES = {"forms": "forms_of_violence", "measures": "kinds_of_measure", "publics": "publics", "policies": "policy_areas"}
PLAIN = ("country", "start_year", "end_year", "status", "scale", "staff")


def load_terms() -> int:
    """The terms of the four vocabularies; returns how many were missing."""
    known = set(Term.objects.values_list("vocabulary", "code"))
    missing = [
        Term(vocabulary=vocabulary, code=item["code"], position=place, **translated("name", item["name"]))
        for vocabulary, items in read("terms").items()
        for place, item in enumerate(items)
        if (vocabulary, item["code"]) not in known
    ]
    return len(Term.objects.bulk_create(missing))


def load_experiences() -> int:
    """The list and the experiences of the facts under it; returns how many were missing."""
    home = HomePage.objects.first()
    parent = ExperiencesPage.objects.first() or publish(
        home, ExperiencesPage(slug="experiences", show_in_menus=True), read("index_pages")["experiences"], "title", "intro"
    )
    with transaction.atomic():
        attach(parent)
    known = set(ExperiencePage.objects.values_list("slug", flat=True))
    governments = {lg.slug: lg for lg in LocalGovernment.objects.all()}
    terms = {(term.vocabulary, term.code): term for term in Term.objects.all()}
    missing = [facts for facts in experiences() if facts["slug"] not in known]
    for facts in missing:
        page = make(facts, governments, terms)
        publish(parent, page, facts, "title", *(name for name in PROSE if name in facts))
    return len(missing)


def experiences() -> list[Facts]:
    """Each file of the folder, by name."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    files = sorted((HERE / "experiences").glob("*.yml"))
    return [yaml.load(file.read_text(encoding="utf-8"), Loader=loader) for file in files]  # noqa: S506 -- safe either way


def make(facts: Facts, governments: dict[str, LocalGovernment], terms: dict[tuple[str, str], Term]) -> ExperiencePage:
    page = ExperiencePage(
        slug=facts["slug"],
        local_government=governments.get(facts["local_government"]),
        original_language=CODES[0],
        **{name: facts[name] for name in PLAIN if name in facts},
        **translated("place", facts["place"]),
    )
    for vocabulary, field in (("form", "forms"), ("measure", "measures"), ("public", "publics"), ("policy", "policies")):
        setattr(page, VOCABULARIES[field], [terms[vocabulary, code] for code in facts.get(field, [])])
    page.partners = [ExperiencePartner(position=place, **translated("name", name)) for place, name in enumerate(facts.get("partners", []))]
    page.steps = [
        ExperienceStep(position=place, **translated("heading", item["heading"]), **translated("text", item["text"]))
        for place, item in enumerate(facts.get("steps", []))
    ]
    page.results = [result(place, item) for place, item in enumerate(facts.get("results", []))]
    page.sources = [ExperienceSource(position=place, url=url) for place, url in enumerate(facts["sources"])]
    return page


def result(place: int, item: Facts) -> ExperienceResult:
    return ExperienceResult(
        position=place,
        figure=item.get("figure"),
        counts_people=item.get("people", False),
        year=item.get("year"),
        evidence=item["evidence"],
        **translated("text", item["text"]),
    )


def load_measures() -> int:
    """The lineages: each measure with the places it went to; returns how many measures were missing."""
    known = set(Measure.objects.values_list("slug", flat=True))
    pages = {page.slug: page for page in ExperiencePage.objects.all()}
    governments = {lg.slug: lg for lg in LocalGovernment.objects.all()}
    kinds = {term.code: term for term in Term.objects.of("measure")}
    missing = [facts for facts in read("measures") if facts["slug"] not in known]
    for facts in missing:
        measure = Measure.objects.create(
            slug=facts["slug"], kind=kinds[facts["kind"]], **translated("name", facts["name"]), **translated("summary", facts["summary"])
        )
        made: dict[str, Adaptation] = {}
        for place, item in enumerate(facts["places"]):
            made[item["id"]] = Adaptation.objects.create(
                measure=measure,
                position=place,
                origin=made.get(item.get("from", "")),
                experience=pages.get(item.get("experience", "")),
                local_government=governments.get(item.get("local_government", "")),
                is_confirmed=item["confirmed"],
                **{name: item[name] for name in ("country", "year", "source") if name in item},
                **{field: text for name in ("name", "change", "result") for field, text in translated(name, item.get(name)).items()},
            )
    return len(missing)
