"""The alphabetical order of names in a reader's language, worked out when a name is saved and the same on every database."""

import unicodedata
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Func, Value
from django.db.models.functions import Coalesce

from core.languages import current
from network.names import folded, romanised

LONGEST = 120  # characters that decide


def sort_name(name: str, language: str) -> str:
    """What a name is sorted by for readers of a language: names in its script first, letters without their accents."""
    own = script(name) == script_of(language)
    return f"{0 if own else 1}{romanised(name) if script(name) == 'LATIN' else folded(name)}"[:LONGEST]


def script(text: str) -> str:
    """The script of the first letter: LATIN, ARABIC, HANGUL and so on."""
    return next((unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()), "")


@lru_cache
def script_of(language: str) -> str:
    """The script in which a language of the portal writes its own name."""
    return script(dict(settings.LANGUAGES).get(language, language))


class InPlainOrder(Func):
    """A text compared letter by letter as its bytes are, which SQLite does anyway and PostgreSQL must be told to do."""

    template = "%(expressions)s"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        return super().as_sql(compiler, connection, template='(%(expressions)s) COLLATE "C"', **context)


def by_name() -> InPlainOrder:
    """For `order_by`: the order of the names that the reader sees."""
    return InPlainOrder(Coalesce(f"sort_name_{current()}", Value("")))
