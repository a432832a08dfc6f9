"""Wagtail's database search for its admin, made safe against what its parsers cannot take."""

import re
from typing import Any

from wagtail.search.backends.database import SearchBackend as DatabaseSearchBackend

UNSAFE = re.compile(r"[\x00\"]")


def cleaned(query: Any) -> Any:
    """A lone quotation mark breaks SQLite's full-text syntax, NUL breaks PostgreSQL."""
    return UNSAFE.sub(" ", query) if isinstance(query, str) else query


class AdminSearchBackend(DatabaseSearchBackend):
    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().search(cleaned(query), *args, **kwargs)

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().autocomplete(cleaned(query), *args, **kwargs)


SearchBackend = AdminSearchBackend
