"""Translated texts of records in templates."""

from typing import Any

from django import template

from network.prose import Words, in_best_language

register = template.Library()


@register.filter
def in_best(record: Any, name: str) -> Words | None:
    """A translated field in the reader's language, else in the first that has it, with the language it is in."""
    return in_best_language(record, name)
