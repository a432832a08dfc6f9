"""The filters of the directory as a reader meets them: each choice with what it would show, and each one made with its way back."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from network.counts import Cell, by_value, total
from network.enums import Level
from network.facets import Chip, Facet, Option, by_name
from network.filters import FACETS, ROLES, Filters, label

TITLES = {"region": _("Region"), "country": _("Country"), "level": _("Level"), "role": _("Role"), "q": _("Name")}


@dataclass
class Choices:
    """From the cells of all that is listed. What is made up is not counted."""

    filters: Filters
    cells: list[Cell]

    @cached_property
    def facets(self) -> list[Facet]:
        return [self.facet(name) for name in FACETS]

    def facet(self, name: str) -> Facet:
        """The choice that is made is there even when it finds nothing."""
        left, asked = self.apart_from(name), getattr(self.filters, name)
        found = by_value(left, name)
        if asked:
            found[asked] += 0
        options = [Option(value, text, found[value]) for value, text in in_order(name, list(found))]
        return Facet(name, str(TITLES[name]), options, total(left), asked)

    def apart_from(self, name: str) -> list[Cell]:
        """What all other filters admit."""
        return [cell for cell in self.cells if not cell.is_demonstration and cell.is_asked(self.filters, apart_from=name)]

    @cached_property
    def chips(self) -> list[Chip]:
        made = [(name, value) for name in ("q", *FACETS) if (value := getattr(self.filters, name))]
        return [
            Chip(
                str(TITLES[name]),
                value if name == "q" else label(name, value),
                self.filters.without(name).query,
                total(self.apart_from(name)),
            )
            for name, value in made
        ]


def in_order(name: str, values: list[str]) -> list[tuple[str, str]]:
    """Values and labels: levels and roles in their own order, regions and countries in that of their names."""
    own = {"level": list(Level.values), "role": list(ROLES)}.get(name)
    labels = {value: label(name, value) for value in values}
    return [(value, labels[value]) for value in own if value in labels] if own else by_name(labels)
