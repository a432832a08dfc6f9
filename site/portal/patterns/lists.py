"""Samples of what lists say of themselves: filters with counts, what was found, places of the register."""

from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from charter.finding import Found
from core.countries import country_name
from network.enums import Level, Region
from network.facets import Chip, Facet, Option
from network.filters import Filters
from network.models import LocalGovernment


def option(value: str, label: object, count: int) -> Option:
    return Option(value, str(label), count)


class Lists:
    @property
    def local_governments(self) -> list[LocalGovernment]:
        raise NotImplementedError

    @property
    def chips(self) -> list[Chip]:
        return [Chip(_("Region"), str(Region.AFRICA.label), "", 12), Chip(_("Country"), country_name("KM"), "region=africa", 2)]

    @property
    def facets(self) -> list[Facet]:
        regions = [option(region.value, region.label, 12) for region in Region]
        levels = [option(level.value, level.label, 7) for level in Level]
        return [Facet("region", _("Region"), regions, 72, "africa"), Facet("level", _("Level"), levels, 56, "")]

    @property
    def directory(self) -> Any:
        return SimpleNamespace(filters=Filters(region="africa"), choices=SimpleNamespace(facets=self.facets))

    @property
    def register(self) -> Any:
        """What `charter.register` says of its filters."""
        countries = [option("KM", country_name("KM"), 2)]
        return SimpleNamespace(
            filters=SimpleNamespace(query="", q="", country="", status="", year=""),
            totals={"country": 3, "status": 3, "year": 3},
            country_options=[(option("africa", Region.AFRICA.label, 2), countries)],
            status_options=[option("in_force", _("in force"), 3)],
            year_options=[option("2026", "2026", 3)],
            entries=[],
        )

    @property
    def places(self) -> list[Any]:
        country = SimpleNamespace(code="KM", name=country_name("KM"), count=2, in_force=1)
        return [SimpleNamespace(code="africa", name=str(Region.AFRICA.label), count=2, in_force=1, countries=[country])]

    @property
    def found(self) -> list[Found]:
        """What may be begun, and what may be asked."""
        _lead, first, second, *_rest = self.local_governments
        return [Found(first, None, True, True, None), Found(second, None, False, False, None)]
