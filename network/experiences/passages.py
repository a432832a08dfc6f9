"""Everything that an experience says, in every language, piece by piece: what is looked through before it is published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags

from core.languages import CODES

if TYPE_CHECKING:
    from network.models import ExperiencePage

FIELDS = (
    *("title", "place", "intro", "problem", "action", "legal_basis", "governance", "costs", "difficulties", "conditions", "note"),
    *("seo_title", "search_description"),
)
PARTS = {"partners": ("name",), "steps": ("heading", "text"), "results": ("text",)}
BLOCK_ENDS = re.compile(r"<(?:/p|/li|/h\d|br ?/?)>")
LINKED = re.compile(r"""href=["'](?:mailto|tel|sms):([^"']+)""", re.IGNORECASE)
NOT_READ = ("url", "id", "type", "image", "document")  # of a block: links and references, not words


@dataclass(frozen=True)
class Passage:
    """A piece of text, the field of the editor's form in which it stands, and that field's name."""

    field: str
    name: str
    language: str
    text: str


def passages(page: "ExperiencePage") -> list[Passage]:
    """In the order of the editor's form."""
    return [passage for passage in (*of_parts(page), *of_fields(page)) if passage.text.strip()]


def of_fields(page: "ExperiencePage") -> Iterator[Passage]:
    for code in CODES:
        for field in FIELDS:
            yield Passage(f"{field}_{code}", label(page, field), code, getattr(page, f"{field}_{code}") or "")
        for text in of_body(getattr(page, f"body_{code}")):
            yield Passage(f"body_{code}", label(page, "body"), code, text)


def of_parts(page: "ExperiencePage") -> Iterator[Passage]:
    """Results, steps and partners, each row under the number that it has in the form."""
    for relation, fields in PARTS.items():
        for number, row in enumerate(getattr(page, relation).all()):
            for code in CODES:
                for field in fields:
                    yield Passage(f"{relation}-{number}-{field}_{code}", label(row, field), code, getattr(row, f"{field}_{code}") or "")


def label(record: Any, field: str) -> str:
    return str(record._meta.get_field(field).verbose_name)


def of_body(body: Any) -> Iterator[str]:
    """The words of each block, whatever it is made of."""
    for block in body.get_prep_value() if body else ():
        yield " \n".join(words(block["value"]))


def words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield readable(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_READ:
                yield from words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)


def readable(text: str) -> str:
    """Without markup, but with what a link to a mailbox or a telephone holds."""
    linked = " ".join(LINKED.findall(text))
    plain = unescape(strip_tags(BLOCK_ENDS.sub("\n", text)))
    return f"{plain} {unescape(linked)}".strip()
