"""What a proposal says, put into a page in the proposal's language, and read from one."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model

from network.contribution.form_base import number_text
from network.models import (
    ExperiencePage,
    ExperiencePartner,
    ExperienceProposal,
    ExperienceResult,
    ExperienceSource,
    ExperienceStep,
    Term,
)
from network.models.experiences import TERMS

Values = dict[str, Any]
TEXTS = ("title", "intro", "place", "problem", "action", "legal_basis", "governance", "costs", "difficulties", "conditions")
FACTS = ("start_year", "end_year", "status", "scale", "cost_band", "staff", "transfer_status", "contact_email")
RESULT_FACTS = ("figure", "counts_people", "year", "source", "evidence")
ROWS: dict[str, tuple[type[Model], str]] = {
    "steps": (ExperienceStep, "heading"),
    "partners": (ExperiencePartner, "name"),
    "sources": (ExperienceSource, "url"),
}
NUMBERS = ("staff", "figure")


@dataclass(frozen=True)
class Merged:
    """What of a changed proposal goes into the page, and what an editor has written there since."""

    taken: Values
    clashes: Values


def new_page(proposal: ExperienceProposal, values: Values) -> ExperiencePage:
    """A page that is not saved, with everything that is right so far."""
    page = ExperiencePage(
        local_government=proposal.local_government,
        country=proposal.local_government.country,
        original_language=proposal.language,
        owner=proposal.by,
        owner_account=proposal.by,
        live=False,
        has_unpublished_changes=True,
    )
    setattr(page, f"ready_{proposal.language}", True)
    put(page, values, proposal.language)
    return page


def put(page: ExperiencePage, values: Values, code: str) -> None:
    for name, value in values.items():
        if name in TEXTS:
            setattr(page, f"{name}_{code}", value)
        elif name in FACTS:
            setattr(page, name, Decimal(value) if name in NUMBERS and value is not None else value)
        elif name in TERMS:
            setattr(page, name, list(Term.objects.filter(vocabulary=vocabulary(name), code__in=value)))
        elif name in ROWS:
            put_rows(page, name, value, code)
        elif name == "results":
            put_results(page, value, code)


def vocabulary(name: str) -> str:
    return {"forms_of_violence": "form", "kinds_of_measure": "measure", "publics": "public", "policy_areas": "policy"}[name]


def column(field: str, code: str) -> str:
    """The column of a part's text in one language; an address has none."""
    return field if field == "url" else f"{field}_{code}"


def put_rows(page: ExperiencePage, name: str, lines: Iterable[str], code: str) -> None:
    """A row that says the same stays, with its translations."""
    model, field = ROWS[name]
    known = {getattr(row, column(field, code)): row for row in getattr(page, name).all()}
    rows = [known.get(line) or model(**{column(field, code): line}) for line in dict.fromkeys(lines)]
    setattr(page, name, placed(rows))


def put_results(page: ExperiencePage, results: Iterable[Values], code: str) -> None:
    known = {getattr(row, f"text_{code}"): row for row in page.results.all()}
    rows = []
    for said in results:
        row = known.pop(said["text"], None) or ExperienceResult(**{f"text_{code}": said["text"]})
        for name in RESULT_FACTS:
            value = said[name]
            setattr(row, name, Decimal(value) if name in NUMBERS and value is not None else value)
        rows.append(row)
    page.results = placed(rows)


def placed(rows: list[Any]) -> list[Any]:
    for place, row in enumerate(rows):
        row.position = place
    return rows


def read(page: ExperiencePage, code: str) -> Values:
    """The same values, from a page."""
    found: Values = {name: getattr(page, f"{name}_{code}") or "" for name in TEXTS}
    for name in FACTS:
        value = getattr(page, name)
        found[name] = number_text(Decimal(value)) if name in NUMBERS and value is not None else value
    for name in TERMS:
        found[name] = sorted(term.code for term in getattr(page, name).all())
    for name, (_model, field) in ROWS.items():
        found[name] = [getattr(row, column(field, code)) or "" for row in getattr(page, name).all()]
    found["results"] = [read_result(row, code) for row in page.results.all()]
    return found


def read_result(row: Any, code: str) -> Values:
    said = {name: getattr(row, name) for name in RESULT_FACTS}
    if said["figure"] is not None:
        said["figure"] = number_text(Decimal(said["figure"]))
    return {"text": getattr(row, f"text_{code}") or "", **said}


def merge(sent: Values, typed: Values, page: Values) -> Merged:
    """What the authority changed since it sent, where the editors have not changed the same."""
    changed = {name: value for name, value in typed.items() if same(name, value) != same(name, sent.get(name))}
    changed = {name: value for name, value in changed.items() if same(name, value) != same(name, page.get(name))}
    free = {name for name in changed if same(name, page.get(name)) == same(name, sent.get(name))}
    return Merged(
        {name: value for name, value in changed.items() if name in free},
        {name: value for name, value in changed.items() if name not in free},
    )


def same(name: str, value: Any) -> Any:
    """A value as it is compared: nothing is nothing, and terms have no order."""
    if name in TERMS:
        return sorted(value or [])
    return value or None
