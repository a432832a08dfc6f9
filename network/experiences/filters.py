"""What a reader asks of the list of experiences, as it stands in an address."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from network.experiences.facets import FACETS
from network.names import words

LONGEST = 100
SORTS = {"": _("Best documented first"), "newest": _("Newest first"), "oldest": _("Oldest first"), "title": _("By title")}


@dataclass(frozen=True)
class Filters:
    """Words, one value a facet, an order. What makes no sense is left out, so that it neither fails nor travels on in links."""

    q: str = ""
    sort: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    typed: str = field(default="", compare=False)  # what stands in the box, also when it holds no word to look for

    @classmethod
    def read(cls, query: Mapping[str, str], known: Mapping[str, Container[str]]) -> "Filters":
        """`known`: the values of each facet."""
        typed = re.sub(r"[\s\x00-\x1f\x7f]+", " ", query.get("q", "")).strip()[:LONGEST]
        asked = {name: value for name in FACETS if (value := query.get(name, "")) and value in known[name]}
        sort = query.get("sort", "")
        return cls(q=typed if words(typed) else "", typed=typed, sort=sort if sort in SORTS else "", facets=asked)

    @property
    def query(self) -> str:
        """For links: only what is asked, always in the same order."""
        asked = {"q": self.q, **self.facets, "sort": self.sort}
        return urlencode({name: value for name, value in asked.items() if value})

    def __bool__(self) -> bool:
        return bool(self.q or self.facets)

    def without(self, name: str) -> "Filters":
        if name == "q":
            return replace(self, q="", typed="")
        return replace(self, facets={key: value for key, value in self.facets.items() if key != name})

    def admits(self, row: Any, apart_from: str = "") -> bool:
        """Whether an experience has every word and every value asked, one facet apart."""
        named = apart_from == "q" or all(word in row.words for word in words(self.q))
        return named and all(value in row.found_by.get(name, ()) for name, value in self.facets.items() if name != apart_from)
