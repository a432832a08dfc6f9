"""Texts that carry the language they are in."""

from dataclasses import dataclass

from django.db.models import Model

from core.languages import CODES, current, direction


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


def in_best_language(record: Model, name: str) -> Words | None:
    """A translated text in the reader's language, else in the first language that has it."""
    for code in (current(), *CODES):
        if text := getattr(record, f"{name}_{code}", None):
            return Words(text, code)
    return None
