"""The library as a list: filtered by kind, language and year, counted, by publisher and title."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from core.languages import language_name
from network.countries import fold
from network.facets import Facet, Option
from network.library_enums import ResourceKind
from network.names import folded, words

TITLES = {"kind": _("Kind"), "lang": _("Language"), "year": _("Year")}
LONGEST = 100


@dataclass
class Listing:
    """Two queries: the resources, and their files."""

    resources: Any
    q: str
    asked: dict[str, str]

    @classmethod
    def read(cls, resources: Any, query: Mapping[str, str]) -> "Listing":
        q = re.sub(r"[\s\x00-\x1f\x7f]+", " ", query.get("q", "")).strip()[:LONGEST]
        asked = {name: value for name in TITLES if re.fullmatch(r"[a-z0-9-]{1,20}", value := query.get(name, ""))}
        return cls(resources, q if words(q) else "", asked)

    @cached_property
    def everything(self) -> list[Any]:
        return sorted(self.resources, key=lambda page: (-(page.year or 0), fold(page.published_title)))

    @cached_property
    def found(self) -> list[Any]:
        return [page for page in self.everything if self.admits(page)]

    def admits(self, page: Any, apart_from: str = "") -> bool:
        text = folded(f"{page.published_title} {page.t.title} {page.t.intro} {page.publisher}")
        named = all(word in text for word in words(self.q))
        return named and all(value in values_of(page, name) for name, value in self.asked.items() if name != apart_from)

    @cached_property
    def facets(self) -> list[Facet]:
        return [facet for facet in (self.facet(name) for name in TITLES) if facet.options]

    def facet(self, name: str) -> Facet:
        left = [page for page in self.everything if self.admits(page, apart_from=name)]
        counts = Counter(value for page in left for value in values_of(page, name))
        asked = self.asked.get(name, "")
        if asked:
            counts[asked] += 0
        options = [Option(value, label(name, value), count) for value, count in counts.items()]
        by_year = sorted(options, key=lambda option: option.value, reverse=True)
        return Facet(
            name, str(TITLES[name]), by_year if name == "year" else sorted(options, key=lambda option: fold(option.label)), len(left), asked
        )

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in {"q": self.q, **self.asked}.items() if value})


def values_of(page: Any, name: str) -> list[str]:
    if name == "lang":
        return list(page.languages)
    value = getattr(page, name)
    return [str(value)] if value else []


def label(name: str, value: str) -> str:
    if name == "kind":
        return str(dict(ResourceKind.choices).get(value, value))
    return language_name(value) if name == "lang" else value
