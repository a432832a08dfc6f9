"""What a directory page shows: who is in the network, as asked for, by region, a page at a time."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.core.paginator import InvalidPage, Page
from django.db.models import Case, Value, When
from django.http import Http404
from django.urls import reverse

from core.languages import CODES
from network import maps
from network.choices import Choices
from network.countries import fold, region_of
from network.counts import MADE_UP, NETWORKS, Cell, Tally, counted, tally, total
from network.enums import Level, Region
from network.facets import Counted, added_up
from network.filters import Filters
from network.frames import Frame, frame
from network.models.records import LocalGovernment, LocalGovernmentQuerySet
from network.nearest import nearest
from network.sorting import InPlainOrder, by_name
from network.standing import with_standing

PER_PAGE = 50
SHOWN = ("slug", "name_local", "name_local_language", "level", "country", "region", "role", "member_since", "is_demonstration")


@dataclass(frozen=True)
class Group:
    """One part of the list: a region of the world, or those that stand apart."""

    name: str
    local_governments: list[LocalGovernment]
    count: int  # on all pages together
    is_continued: bool

    @property
    def label(self) -> str:
        """The region's name; the others are named by the page."""
        return str(Region(self.name).label) if self.name in Region.values else ""


@dataclass(frozen=True)
class RegionCount:
    """A region of the world, how many of the network are there, and its address."""

    name: str
    count: int
    url: str


@dataclass
class Directory:
    """Everybody who is listed and asked for. One query counts, one reads the page, one the map."""

    filters: Filters
    number: str = ""  # of the page, as asked for

    @property
    def listed(self) -> LocalGovernmentQuerySet:
        return LocalGovernment.objects.listed()

    # --- In numbers
    @cached_property
    def cells(self) -> list[Cell]:
        return counted(self.listed, self.filters)

    @cached_property
    def asked_cells(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.is_asked(self.filters)]

    @cached_property
    def tally(self) -> Tally:
        """The whole network, whatever is asked."""
        return tally(self.cells)

    @cached_property
    def choices(self) -> Choices:
        return Choices(self.filters, self.cells)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many stand in each part of the list, in the order of the parts: the region with most first, what is made up last."""
        found = added_up((cell.group, cell.count) for cell in self.asked_cells)
        regions = sorted((name for name in found if name in Region.values), key=lambda name: (-found[name], fold(str(Region(name).label))))
        return {name: found[name] for name in (*regions, NETWORKS, MADE_UP) if found[name]}

    @property
    def is_whole(self) -> bool:
        """Whether this is the beginning of the list of all."""
        return not self.filters and self.page.number == 1

    @property
    def count(self) -> int:
        """Of those that exist."""
        return total(self.asked_cells) - self.made_up

    @property
    def made_up(self) -> int:
        return self.counts.get(MADE_UP, 0)

    @cached_property
    def regions(self) -> list[RegionCount]:
        """Where the network is, the region with most first."""
        found = added_up((cell.region, cell.count) for cell in self.cells if not cell.is_demonstration)
        named = [RegionCount(str(Region(name).label), count, region_address(name)) for name, count in found.items()]
        return sorted(named, key=lambda region: (-region.count, fold(region.name)))

    # --- The list
    @cached_property
    def page(self) -> "Page[LocalGovernment]":
        """The page asked for; the first for what is no number. There is no page beyond the last."""
        number = self.number if self.number.isascii() and self.number.isdigit() else "1"
        try:
            return Counted(self.ordered, PER_PAGE, total=sum(self.counts.values())).page(number[:9])
        except InvalidPage as error:
            raise Http404 from error

    @property
    def ordered(self) -> LocalGovernmentQuerySet:
        """In the order of the parts, then of the names that the reader sees."""
        found = with_standing(self.filters.narrow(self.listed)).only(*SHOWN, *(f"name_{code}" for code in CODES))
        return found.order_by(part(list(self.counts)), by_name(), InPlainOrder("slug"))

    @property
    def query(self) -> str:
        """What leads to this page again."""
        parts = [self.filters.query, f"page={self.page.number}" if self.page.number > 1 else ""]
        return "&".join(part for part in parts if part)

    @cached_property
    def groups(self) -> list[Group]:
        """This page of the list in its parts."""
        before = (self.page.number - 1) * PER_PAGE
        starts = {name: sum(list(self.counts.values())[:place]) for place, name in enumerate(self.counts)}
        parts = groupby(self.page.object_list, key=part_of)
        return [Group(name, list(rows), self.counts.get(name, 0), starts.get(name, before) < before) for name, rows in parts]

    @cached_property
    def nearest(self) -> list[LocalGovernment]:
        """What a name that is nowhere may have meant."""
        return nearest(self.listed, self.filters.q) if self.filters.q and not self.counts else []

    # --- The map
    @property
    def frame(self) -> Frame:
        return frame(self.filters.region or (region_of(self.filters.country) if self.filters.country else ""))

    @cached_property
    def points(self) -> list[maps.Point]:
        return maps.points(self.filters.narrow(self.listed.filter(is_demonstration=False)), self.frame) if self.count else []


def part(names: list[str]) -> Case:
    """The place of each part of the list, for `order_by`; what came in between two queries goes last."""
    places = {name: Value(place) for place, name in enumerate(names)}
    last = Value(len(names))
    regions = [When(region=name, then=place) for name, place in places.items() if name in Region.values]
    apart = [
        When(is_demonstration=True, then=places.get(MADE_UP, last)),
        When(level=Level.ASSOCIATION, then=places.get(NETWORKS, last)),
    ]
    return Case(*apart, *regions, default=last)


def part_of(local_government: LocalGovernment) -> str:
    if local_government.is_demonstration:
        return MADE_UP
    return local_government.region if local_government.can_sign else NETWORKS


def region_address(name: str) -> str:
    """The page of a region: its code with hyphens."""
    return reverse("directory:region", args=[name.replace("_", "-")])
