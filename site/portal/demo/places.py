"""Local governments: those of the facts with their sources and pages, and the fictional ones."""

from typing import Any

from network.models import LocalGovernment, Source
from network.pages import open_profile
from portal.demo.facts import read, translated

OURS = "own"  # the facts' word for a value that no source gives
AS_THEY_ARE = ("name_local", "name_local_language", "country", "region", "level", "latitude", "longitude", "population", "population_year")


def load_local_governments() -> int:
    """The authorities of the facts; returns how many were missing. The reference ones get no page: they are never listed."""
    known = set(LocalGovernment.objects.values_list("slug", flat=True))
    missing = [facts for facts in read("local_governments") if facts["id"] not in known]
    for facts in missing:
        local_government = make(facts, role=facts["role"], website=facts["website"] or "")
        Source.objects.bulk_create(
            Source(local_government=local_government, url=url, position=number) for number, url in enumerate(facts["sources"])
        )
    return len(missing)


def load_fictional() -> int:
    """Made-up authorities, marked as such: only they have demonstration signatures."""
    known = set(LocalGovernment.objects.values_list("slug", flat=True))
    missing = [facts for facts in read("fictional") if facts["id"] not in known]
    for facts in missing:
        make(facts, is_demonstration=True)
    return len(missing)


def make(facts: dict[str, Any], **fields: Any) -> LocalGovernment:
    return LocalGovernment.objects.create(
        slug=facts["id"],
        population_source=said(facts.get("population_source")),
        coordinates_source=said(facts.get("coordinates_source")),
        **{name: facts.get(name) for name in AS_THEY_ARE},
        **translated("name", facts["name"]),
        **translated("story", facts.get("story")),
        **translated("note", facts.get("note")),
        **fields,
    )


def said(source: str | None) -> str:
    """A source, or nothing when the value is only the facts' own estimate."""
    return "" if not source or source.startswith(OURS) else source


def load_profiles() -> int:
    """A page for everybody who is listed or fictional and has none; returns how many were missing."""
    listed = LocalGovernment.objects.listed() | LocalGovernment.objects.filter(is_demonstration=True, is_provisional=False)
    missing = list(listed.filter(page=None).order_by("slug"))
    for local_government in missing:
        open_profile(local_government)
    return len(missing)
