"""Translated texts of records in templates."""

from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from network.prose import Words, in_best_language

register = template.Library()


@register.filter
def in_best(record: Any, name: str) -> Words | None:
    """A translated field in the reader's language, else in the first that has it, with the language it is in."""
    return in_best_language(record, name)


@register.simple_tag
def said(words: Words | None) -> SafeString:
    """Words within a line, marked when they are in another language than the page."""
    if words is None or not words.text:
        return SafeString("")
    if not words.is_fallback:
        return conditional_escape(words.text)
    return format_html('<span lang="{}" dir="{}">{}</span>', words.language, words.direction, words.text)


@register.simple_tag
def place(words: Words) -> SafeString:
    """The name of a place within a line, in its own language and direction."""
    if not words.language or not words.is_fallback:
        return format_html("<bdi>{}</bdi>", words.text)
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', words.language, words.direction, words.text)
