"""What representatives may change of a profile, in parts. Each part is compared, merged, accepted and refused as a whole.

A part is named after its column (`story_fr`), after what belongs together (`population`: number, year and source), or
after one link or picture (`link:<id>`, `picture:<id>`). Its value is a plain dictionary; None where there is no such thing.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from core.forms import cleaned_text
from core.languages import CODES
from network.models import LocalGovernment, ProfileChange, ProfileLink, ProfilePicture

Value = dict[str, Any] | None
Values = dict[str, Value]

STORY = {f"story_{code}": (f"story_{code}",) for code in CODES}
NAMES = {"name_local": ("name_local", "name_local_language"), **{f"name_{code}": (f"name_{code}",) for code in CODES}}
FACTS = {
    "website": ("website",),
    "population": ("population", "population_year", "population_source"),
    "position": ("latitude", "longitude", "coordinates_source"),
}
CONTACT = {name: (name,) for name in ("contact_name", "contact_email", "contact_phone", "contact_address")}
COLUMNS: dict[str, tuple[str, ...]] = STORY | NAMES | FACTS | CONTACT

LINK, PICTURE = "link", "picture"
ALT = tuple(f"alt_{code}" for code in CODES)
LINK_COLUMNS, PICTURE_COLUMNS = ("title", "language", "url"), (*ALT, "credit", "people")
SEVERAL_LINES = frozenset([*STORY, "contact_address"])


def part_of(kind: str, public_id: UUID | str) -> str:
    """The part that one link or picture is."""
    return f"{kind}:{public_id}"


def kind_of(part: str) -> str:
    """`link`, `picture`, or empty for what stands on the record itself."""
    return part.partition(":")[0] if ":" in part else ""


def id_of(part: str) -> str:
    return part.partition(":")[2]


def columns_of(part: str) -> tuple[str, ...]:
    """What a part's value is made of."""
    return {LINK: LINK_COLUMNS, PICTURE: PICTURE_COLUMNS}.get(kind_of(part)) or COLUMNS[part]


def language_of(part: str) -> str:
    """The language a translated part is in; empty for all others."""
    return part.rpartition("_")[2] if part in STORY or (part in NAMES and part != "name_local") else ""


# --- What stands on the record
def plain(name: str, value: Any) -> Any:
    """A column's value as JSON holds it, written in one way only."""
    if isinstance(value, Decimal):
        return f"{value:.4f}"
    if isinstance(value, int):
        return value
    return None if value is None and name in NUMBERS else cleaned_text(value or "", lines=name in SEVERAL_LINES).strip()


NUMBERS = frozenset(["population", "population_year", "latitude", "longitude"])


def link_value(link: ProfileLink) -> Value:
    return {"title": link.title, "language": link.language, "url": link.url}


def picture_value(picture: ProfilePicture) -> Value:
    """What is public of a picture; None while it is not."""
    if picture.image is None:
        return None
    return {name: getattr(picture.image, name) or "" for name in ALT} | {"credit": picture.credit, "people": picture.people}


def read(local_government: LocalGovernment) -> Values:
    """Everything that may be changed, as the public sees it now."""
    values: Values = {part: {name: plain(name, getattr(local_government, name)) for name in columns} for part, columns in COLUMNS.items()}
    links = ProfileLink.objects.filter(local_government=local_government)
    pictures = ProfilePicture.objects.filter(local_government=local_government, image__isnull=False).select_related("image")
    values |= {part_of(LINK, link.public_id): link_value(link) for link in links}
    return values | {part_of(PICTURE, picture.public_id): picture_value(picture) for picture in pictures}


def standing(public: Values, change: ProfileChange | None) -> Values:
    """The same with what is proposed: what a representative goes on from."""
    return public | {part: after for part, (_before, after) in change.fields.items()} if change else public


def of_kind(values: Values, kind: str) -> Values:
    """The links or the pictures among the values, those that are there."""
    return {part: value for part, value in values.items() if kind_of(part) == kind and value is not None}


# --- Three ways: what a form began with, what was typed, what stands by now
def digest(value: Value) -> str:
    """A short fingerprint of a value: what a form remembers of where it began."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def digests(values: Values, parts: Iterable[str]) -> dict[str, str]:
    return {part: digest(values.get(part)) for part in parts}


@dataclass(frozen=True)
class Merged:
    """What somebody changed, and what they and somebody else changed at the same time."""

    changed: Values
    conflicts: Values  # part: what stands by now


def merge(began_with: dict[str, str], typed: Values, now: Values) -> Merged:
    """Take what only one side changed; what both changed, each in its own way, is for a person to settle."""
    changed, conflicts = {}, {}
    for part, value in typed.items():
        stands, began = now.get(part), began_with.get(part)
        if value == stands or digest(value) == began:
            continue
        if digest(stands) == began:
            changed[part] = value
        else:
            conflicts[part] = stands
    return Merged(changed, conflicts)
