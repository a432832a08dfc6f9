"""What our templates need beyond Django's tags."""

from datetime import date, datetime

from django import template

from core import languages

register = template.Library()


@register.filter
def long_date(value: date | None) -> str:
    """The date in words of the reader's language; empty for none."""
    return languages.long_date(value) if value else ""


@register.filter
def long_time(value: datetime | None) -> str:
    """The moment in words of the reader's language, in UTC; empty for none."""
    return languages.long_time(value) if value else ""
