"""What a reader asks of the directory: filters, as they stand in an address."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.db.models import BooleanField, Expression, ExpressionWrapper, Q, Value
from django.utils.translation import gettext_lazy as _

from network.countries import CODES as COUNTRIES
from network.countries import country_name
from network.enums import PARTICIPATING, Level, Region
from network.models.records import LocalGovernmentQuerySet
from network.names import words
from network.standing import is_member

LONGEST_NAME = 100
MEMBER = "member"
FACETS = ("region", "country", "level", "role")
ROLES = {**{role.value: role.label for role in PARTICIPATING}, MEMBER: _("Member")}


@dataclass(frozen=True)
class Filters:
    """What makes no sense is left out, so that it neither fails nor travels on in links."""

    q: str = ""
    region: str = ""
    country: str = ""
    level: str = ""
    role: str = ""  # in the programme, or `member`
    typed: str = field(default="", compare=False)  # what stands in the box, also when it holds no word to look for

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Filters":
        typed = re.sub(r"[\s\x00-\x1f\x7f]+", " ", query.get("q", "")).strip()[:LONGEST_NAME]
        known = {"region": Region.values, "country": COUNTRIES, "level": Level.values, "role": ROLES}
        asked = {name: value for name, values in known.items() if (value := query.get(name, "")) in values}
        return cls(q=typed if words(typed) else "", typed=typed, **asked)

    @property
    def query(self) -> str:
        """For links: only what is asked, always in the same order."""
        return urlencode({name: value for name in ("q", *FACETS) if (value := getattr(self, name))})

    def __bool__(self) -> bool:
        return bool(self.query)

    def without(self, name: str) -> "Filters":
        return replace(self, **{name: ""})

    @property
    def named(self) -> Expression:
        """For the database: whether a local government has every word of the name that is asked."""
        if not self.q:
            return Value(True)
        return ExpressionWrapper(Q(*(("search_key__contains", word) for word in words(self.q))), output_field=BooleanField())

    def narrow(self, local_governments: LocalGovernmentQuerySet) -> LocalGovernmentQuerySet:
        """Those of the local governments that are asked for."""
        if self.q:
            local_governments = local_governments.named_like(self.q)
        for name in ("region", "country", "level"):
            if value := getattr(self, name):
                local_governments = local_governments.filter(**{name: value})
        if self.role == MEMBER:
            return local_governments.filter(is_member())
        return local_governments.filter(role=self.role) if self.role else local_governments


def label(facet: str, value: str) -> str:
    """A choice of a filter in the reader's language."""
    if facet == "country":
        return country_name(value)
    known: dict[str, Callable[[str], object]] = {
        "region": lambda code: Region(code).label,
        "level": lambda code: Level(code).label,
        "role": ROLES.get,
    }
    return str(known[facet](value))
