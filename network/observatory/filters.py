"""What a reader asks of lists of the observatory, as it stands in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

from network.countries import CODES as COUNTRIES
from network.observatory_enums import Topic

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from network.models.observatory import KeyFigure

LONGEST_CODE = 60


@dataclass(frozen=True)
class Asked:
    """One choice of words and one country. What makes no sense is left out, so that it neither fails nor travels on in links."""

    choice: str = ""
    country: str = ""

    word = ""  # what the choice is called in addresses

    @property
    def query(self) -> str:
        """For links: only what is asked, always in the same order."""
        return urlencode({name: value for name, value in ((self.word, self.choice), ("country", self.country)) if value})

    def __bool__(self) -> bool:
        return bool(self.choice or self.country)

    def without(self, name: str) -> Self:
        return replace(self, **{"country" if name == "country" else "choice": ""})

    def admits(self, choices: Any, country: str, apart_from: str = "") -> bool:
        """Whether something with these choices, of this country, is asked for; one of the two may be left aside."""
        chosen = apart_from == self.word or not self.choice or self.choice in choices
        return chosen and (apart_from == "country" or not self.country or self.country == country)


class FigureFilters(Asked):
    word = "topic"

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "FigureFilters":
        topic, country = query.get("topic", ""), query.get("country", "")
        return cls(topic if topic in Topic.values else "", country if country in COUNTRIES else "")

    @property
    def topic(self) -> Topic | None:
        return Topic(self.choice) if self.choice else None

    def narrow(self, figures: "QuerySet[KeyFigure]") -> "QuerySet[KeyFigure]":
        if self.choice:
            figures = figures.filter(topic=self.choice)
        return figures.filter(country=self.country) if self.country else figures


class CensusFilters(Asked):
    word = "measure"

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "CensusFilters":
        """Whether there is such a kind of measure is known to the census alone."""
        kind, country = query.get("measure", "")[:LONGEST_CODE], query.get("country", "")
        return cls(kind if kind.isprintable() else "", country if country in COUNTRIES else "")
