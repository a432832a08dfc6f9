"""What a reader asks of the library, as it stands in an address: words, one value a facet, what they chose to read."""

import re
from collections.abc import Container
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from network.names import words

LONGEST = 100
FACETS = ("kind", "lang", "year")
MOST_CHOSEN = 60


@dataclass(frozen=True)
class Filters:
    """What makes no sense is left out, so that it neither fails nor travels on in links."""

    q: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    chosen: list[str] = field(default_factory=list)  # slugs, for the reading list
    typed: str = field(default="", compare=False)  # what stands in the box, also when it holds no word to look for

    @classmethod
    def read(cls, query: QueryDict, known: dict[str, Container[str]], slugs: Container[str]) -> "Filters":
        """`known`: the values of each facet; `slugs`: what can be chosen."""
        typed = cls.words_in(query)
        asked = {name: value for name in FACETS if (value := query.get(name, "")) and value in known[name]}
        chosen = [slug for slug in dict.fromkeys(query.getlist("with")) if slug in slugs]
        return cls(q=typed if words(typed) else "", typed=typed, facets=asked, chosen=chosen[:MOST_CHOSEN])

    @staticmethod
    def words_in(query: QueryDict) -> str:
        return re.sub(r"[\s\x00-\x1f\x7f]+", " ", query.get("q", "")).strip()[:LONGEST]

    @property
    def query(self) -> str:
        """For links: only what is asked, always in the same order."""
        asked = [(name, value) for name, value in {"q": self.q, **self.facets}.items() if value]
        return urlencode([*asked, *(("with", slug) for slug in self.chosen)])

    def __bool__(self) -> bool:
        return bool(self.q or self.facets)

    @property
    def cleared(self) -> "Filters":
        """No filter; what was chosen stays."""
        return replace(self, q="", typed="", facets={})

    @property
    def unchosen(self) -> "Filters":
        """The filters alone."""
        return replace(self, chosen=[])

    def without(self, name: str) -> "Filters":
        if name == "q":
            return replace(self, q="", typed="")
        return replace(self, facets={key: value for key, value in self.facets.items() if key != name})
