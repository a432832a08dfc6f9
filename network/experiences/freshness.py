"""Whether what is read may be out of date: nobody confirmed it for long, or the original changed after the translation."""

import hashlib
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from core.languages import CODES

if TYPE_CHECKING:
    from network.models import ExperiencePage

STALE_AFTER = 730  # days since somebody last said that it is still true
PARTS = {"steps": ("heading", "text"), "results": ("text",), "partners": ("name",)}  # and what of them is translated


# --- Confirmed
def is_stale(confirmed_on: date | None) -> bool:
    return confirmed_on is not None and (timezone.localdate() - confirmed_on).days > STALE_AFTER


def confirmed_on(checked_on: date | None, published_at: datetime | None) -> date | None:
    """When somebody last answered for it: the day it was checked, else the day it was published."""
    return checked_on or (timezone.localdate(published_at) if published_at else None)


# --- Written
def note_written(page: "ExperiencePage") -> None:
    """Keep the moment at which the text of each language last changed. For drafts as for what is public."""
    now = timezone.now().isoformat()
    seals = {code: sealed for code in CODES if (sealed := seal_of_text(page, code))}
    page.written_at = {code: page.written_at.get(code, now) if page.written_as.get(code) == seal else now for code, seal in seals.items()}
    page.written_as = seals


def newer_original(page: "ExperiencePage", language: str) -> str:
    """The language of the original when its text changed after that of `language`; empty otherwise."""
    original, written = page.original_language, page.written_at
    if original == language or original not in written or language not in written:
        return ""
    return original if datetime.fromisoformat(written[original]) > datetime.fromisoformat(written[language]) else ""


def seal_of_text(page: "ExperiencePage", code: str) -> str:
    """The same for the same text; empty where the language has none."""
    texts = [getattr(page, f"{name}_{code}") or "" for name in ("title", *page.prose)]
    texts += [getattr(row, f"{name}_{code}") or "" for part, names in PARTS.items() for row in getattr(page, part).all() for name in names]
    body = getattr(page, f"body_{code}")
    blocks = without_ids(body.get_prep_value()) if body else []
    if not blocks and not any(texts):
        return ""
    return hashlib.sha256(json.dumps([texts, blocks], ensure_ascii=False, default=str).encode()).hexdigest()[:32]


def without_ids(value: Any) -> Any:
    """Blocks without what only the editor's screen needs."""
    if isinstance(value, dict):
        return {name: without_ids(held) for name, held in value.items() if name != "id"}
    return [without_ids(held) for held in value] if isinstance(value, list) else value
