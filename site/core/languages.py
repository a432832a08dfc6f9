"""The portal's languages and what depends on one: direction, analyzers, names, dates."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format
from babel.numbers import format_decimal
from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language, get_language_info

CODES: list[str] = [code for code, _name in settings.LANGUAGES]
ANALYZERS = {"en": "english", "fr": "french", "es": "spanish", "ar": "arabic"}


def direction(code: str | None) -> str:
    """`rtl` or `ltr`, also for languages that are not the portal's (names in local scripts)."""
    try:
        return "rtl" if get_language_info((code or "").split("-")[0])["bidi"] else "ltr"
    except KeyError:
        return "ltr"


def current() -> str:
    """The active language, always one of the portal's."""
    code = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return code if code in CODES else settings.LANGUAGE_CODE


def in_each(make: Callable[[], Any]) -> dict[str, Any]:
    """`make()` called under each language, by code."""
    values = {}
    for code in CODES:
        with translation.override(code):
            values[code] = make()
    return values


def babel_locale() -> str:
    return "en_GB" if current() == "en" else current()


def long_date(value: date) -> str:
    """A date in the words of the active language, with numerals 0-9: 3 March 2026, 3 de marzo de 2026, 3 مارس 2026."""
    return format_date(value, "long", locale=babel_locale())


def known_date(year: int, month: int | None = None, day: int | None = None) -> str:
    """A date as far as it is known, in the words of the active language: 3 March 2026, March 2026, 2026."""
    if month is None:
        return str(year)
    return long_date(date(year, month, day)) if day else str(format_skeleton("yMMMM", date(year, month, 1), locale=babel_locale()))


def long_time(value: datetime) -> str:
    """A moment in the words of the active language, in UTC and saying so."""
    time = format_time(value, "HH:mm", tzinfo=UTC, locale=babel_locale())
    return str(get_datetime_format("long", locale=babel_locale())).format(time, long_date(value.astimezone(UTC))) + " UTC"


def number(value: int | Decimal) -> str:
    """A number as the active language writes it, with numerals 0-9: 10,000, 10 000, 10.000."""
    return str(format_decimal(value, locale=babel_locale()))


def language_name(code: str) -> str:
    """A language named in the active one, as it stands within a sentence: French, français, francés, الفرنسية."""
    return str(Locale.parse(babel_locale()).languages.get(code, code))
