"""What an experience is found by: written down when it is saved, so that a list of any length is counted in one query."""

from typing import TYPE_CHECKING

from core.languages import CODES
from network.countries import region_of
from network.experience_enums import EvidenceLevel
from network.names import search_key

if TYPE_CHECKING:
    from network.models.experiences import ExperiencePage

TERMS = {"form": "forms_of_violence", "measure": "kinds_of_measure", "public": "publics", "policy": "policy_areas"}
FACETS = ("form", "measure", "public", "policy", "region", "country", "status", "evidence", "transfer")
LEVELS = list(EvidenceLevel.values)


def found_by(page: "ExperiencePage") -> dict[str, list[str]]:
    """Facet → values. What is not documented has no value."""
    found = {facet: sorted(term.code for term in getattr(page, name).all()) for facet, name in TERMS.items()}
    found |= {"country": [page.country], "region": [str(region_of(page.country).value)]}
    found |= {"status": [page.status], "transfer": [page.transfer_status], "evidence": [strongest(page)]}
    return {facet: [value for value in values if value] for facet, values in found.items()}


def strongest(page: "ExperiencePage") -> str:
    """The best evidence that one of its results has."""
    return max((result.evidence for result in page.results.all()), key=LEVELS.index, default="")


def words_of(page: "ExperiencePage") -> str:
    """What a reader's words are looked for in: titles, summaries and places in every language, and the authority's names."""
    texts = [getattr(page, f"{name}_{code}") or "" for name in ("title", "intro", "place") for code in CODES]
    government = page.local_government
    names = [government.name_local, *government.known_names.values()] if government else []
    return search_key(*texts, *names)


def richness(page: "ExperiencePage") -> int:
    """How much the page tells: its sections in the best language, its steps and its results."""
    sections = ("problem", "action", "legal_basis", "governance", "costs", "difficulties", "conditions")
    told = max(sum(bool(getattr(page, f"{name}_{code}")) for name in sections) for code in CODES)
    return told + len(page.results.all()) + len(page.steps.all())
