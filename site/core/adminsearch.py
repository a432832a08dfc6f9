"""Wagtail's database search for its admin, made safe against what its parsers cannot take."""

import re
from typing import Any

from wagtail.search.backends import database

UNSAFE = re.compile(r"[\x00\"]")


def cleaned(query: Any) -> Any:
    """A quotation mark or a query without a word breaks SQLite's full-text search, NUL breaks PostgreSQL."""
    return UNSAFE.sub(" ", query).strip() if isinstance(query, str) else query


class CleaningMixin:
    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().search(cleaned(query), *args, **kwargs)  # type: ignore[misc]

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().autocomplete(cleaned(query), *args, **kwargs)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 -- the name that Wagtail looks for
    """The search backend of the database in use, with cleaned queries."""
    backend = database.SearchBackend(params)
    return type("AdminSearchBackend", (CleaningMixin, type(backend)), {})(params)
