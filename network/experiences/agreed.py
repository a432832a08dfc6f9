"""What an authority agrees with: everything that readers meet, in the languages that are ready, in one fingerprint."""

import hashlib
import json
from decimal import Decimal
from typing import Any

from modeltranslation.translator import translator

from network.experiences.freshness import without_ids
from network.models.experience_parts import ExperiencePartner, ExperienceResult, ExperienceSource, ExperienceStep
from network.models.experiences import PROSE, TERMS, ExperiencePage

FACTS = ("local_government_id", "country", "start_year", "end_year", "status", "scale", "cost_band", "staff", "transfer_status")
ROWS = {"partners": ExperiencePartner, "steps": ExperienceStep, "results": ExperienceResult, "sources": ExperienceSource}
ROW_FACTS = {"results": ("figure", "counts_people", "year", "source", "evidence"), "sources": ("url",)}


def content_digest(page: ExperiencePage) -> str:
    """The same for the same content, whether it comes from a form, a revision or the database."""
    said: dict[str, Any] = {"facts": facts_of(page, FACTS), **{code: texts_of(page, code) for code in page.ready_languages}}
    said |= {name: sorted(term.pk for term in getattr(page, name).all()) for name in TERMS}
    said |= {name: [row_of(row, name, page.ready_languages) for row in in_order(page, name)] for name in ROWS}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def texts_of(page: ExperiencePage, code: str) -> dict[str, Any]:
    texts = {name: getattr(page, f"{name}_{code}") or "" for name in ("title", "place", *PROSE)}
    body = getattr(page, f"body_{code}")
    return texts | {"body": without_ids(body.get_prep_value()) if body else []}


def in_order(page: ExperiencePage, name: str) -> list[Any]:
    return sorted(getattr(page, name).all(), key=lambda row: row.position or 0)


def row_of(row: Any, name: str, codes: list[str]) -> dict[str, Any]:
    translated = translator.get_options_for_model(ROWS[name]).all_fields if name != "sources" else ()
    texts = {f"{field}_{code}": getattr(row, f"{field}_{code}") or "" for field in translated for code in codes}
    return texts | facts_of(row, ROW_FACTS.get(name, ()))


def facts_of(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: plain(getattr(record, name)) for name in names}


def plain(value: Any) -> Any:
    """Nothing is nothing, and a number is the same with and without decimals."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value if value not in ("", None) else None
