"""Texts that carry the language they are in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.languages import CODES, current, direction

if TYPE_CHECKING:
    from core.models import PortalImage
    from network.models.duties import Duty
    from network.models.help import HelpNumber
    from network.models.records import LocalGovernment


@dataclass(frozen=True)
class Words:
    """A name or a text, and the language it is in."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def is_fallback(self) -> bool:
        return self.language != current()


def in_best_language(record: "LocalGovernment | HelpNumber | PortalImage | Duty", name: str) -> Words | None:
    """A translated text in the reader's language, else in the first language that has it."""
    for code in (current(), *CODES):
        if text := getattr(record, f"{name}_{code}", None):
            return Words(text, code)
    return None
