"""Places on the world map or on a region's: one point for neighbours that would overlap.

However many places there are, the database gathers them by squares of a few degrees, and a map has at most MOST points.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from math import hypot
from typing import NamedTuple

from django.db.models import Case, Count, Expression, FloatField, Func, Max, Min, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Floor
from django.urls import reverse
from django.utils.translation import ngettext

from core.languages import current
from network.enums import Role
from network.frames import WIDTH, WORLD, Frame
from network.models.records import LocalGovernment, LocalGovernmentQuerySet
from network.names import place_name
from network.sorting import InPlainOrder

NEAR = 20  # two points closer than this would overlap
MOST = 60  # points; with more, neighbours are gathered from farther away
SQUARE = 5  # degrees, on the world map; about as wide as NEAR
CLASSES = {Role.LEAD: "lead", Role.PILOT_TERRITORY: "pilot"}
FIRST = {Role.LEAD: 0, Role.PILOT_TERRITORY: 1}
BETWEEN = "\x1f"  # the parts of a record that the database writes as one text, to take the first of many


class Box(NamedTuple):
    """Room on a map."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass
class Point:
    """One place on a map: a local government, or several that are too near to be told apart."""

    x: int
    y: int
    written: list[str]  # of the one that names the point, as the database wrote it
    count: int = 1
    countries: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    text: str = ""  # what is written beside the point
    text_is_before: bool = False

    @cached_property
    def first(self) -> LocalGovernment:
        """The one that names the point: a lead or pilot territory when there is one."""
        return LocalGovernment(**dict(zip(written_fields(), self.written, strict=False)))

    @property
    def css_class(self) -> str:
        return CLASSES.get(Role(self.first.role), "")

    @property
    def radius(self) -> str:
        """Wider for more places, as SVG reads it in every language; the stylesheet widens all of them on a phone."""
        base = 9 if self.css_class else 6.5
        return f"{base + min((self.count - 1) * 0.5, 2.5):g}"

    @property
    def language(self) -> str:
        """The language of the label when it is not the reader's."""
        return "" if self.first.display_language == current() else self.first.display_language

    @property
    def label(self) -> str:
        """What the point says to those who do not see it."""
        name, others = self.first.display_name, self.count - 1
        if not others:
            return name
        return ngettext("%(name)s and %(count)d other nearby", "%(name)s and %(count)d others nearby", others) % {
            "name": name,
            "count": others,
        }

    @property
    def text_x(self) -> int:
        return self.x - 18 if self.text_is_before else self.x + 18

    @property
    def text_y(self) -> int:
        return self.y + 5

    def write(self, text: str, *, before: bool) -> "Box":
        """Put a text beside the point. Returns the room that it takes: that of a phone for those that are named there too."""
        self.text, self.text_is_before = text, before
        letter, height = (16, 34) if self.css_class else (7.5, 18)
        width = letter * len(text)
        return Box(self.text_x - width * before, self.y - height / 2, width, height)

    def distance(self, other: "Point") -> float:
        return hypot(other.x - self.x, other.y - self.y)

    def take_in(self, other: "Point") -> None:
        """A neighbour that would overlap."""
        self.count += other.count
        self.countries = self.countries | other.countries
        self.regions = self.regions | other.regions

    @property
    def box(self) -> "Box":
        return Box(self.x - 10, self.y - 10, 20, 20)

    @property
    def url(self) -> str:
        """The profile of one; for several, the list of their country or region."""
        if self.count == 1 and self.written[-1] == "1":
            return self.first.get_absolute_url()
        network = reverse("wagtail_serve", args=["network/"])
        if len(self.countries) == 1:
            return f"{network}?country={self.first.country}"
        return f"{network}?region={self.first.region}" if len(self.regions) == 1 else network


def points(local_governments: LocalGovernmentQuerySet, frame: Frame = WORLD) -> list[Point]:
    """Those whose position is known, neighbours together. Lead and pilot territories keep their own position and come last, on top."""
    seen = [point for row in squares(local_governments, SQUARE / frame.scale) if frame.shows((point := of(row, frame)).x, point.y)]
    near: float = NEAR
    found = gathered(seen, near)
    while len(found) > MOST:
        near *= 1.4
        found = gathered(found, near)
    write_names(found, frame)
    return found[::-1]


def squares(local_governments: LocalGovernmentQuerySet, size: float) -> Iterable[tuple]:
    """One query: of each square that holds anybody, how many, and the one that names it: the first by rank and address."""
    cell = {name: Floor(Cast(f"{name}itude", FloatField()) / Value(size)) for name in ("lat", "long")}
    rank = Case(*(When(role=role, then=Value(place)) for role, place in FIRST.items()), default=Value(2))
    page = Case(When(page__live=True, then=Value(1)), default=Value(0))
    fields = [Coalesce(name, Value(""), output_field=TextField()) for name in written_fields()]
    values: list[Expression | str] = [rank, *fields, "latitude", "longitude", page]
    parts = [part for value in values for part in (Cast(value, TextField()), Value(BETWEEN))]
    written = Func(*parts, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField())
    places = local_governments.filter(latitude__isnull=False).order_by().annotate(**cell).values_list("lat", "long")
    return places.annotate(
        first=Min(InPlainOrder(written)),
        together=Count("pk"),
        countries=Concat(Min("country"), Value(" "), Max("country"), output_field=TextField()),
        regions=Concat(Min("region"), Value(" "), Max("region"), output_field=TextField()),
    ).order_by("first")


def written_fields() -> tuple[str, ...]:
    """What is read of the one that names a point; the address first, by which the database chooses it."""
    return ("slug", "role", "country", "region", "name_local_language", "name_local", f"name_{current()}")


def of(row: tuple, frame: Frame) -> Point:
    """A square's point, where the one that names it is."""
    _lat, _long, first, together, countries, regions = row
    _rank, *written, latitude, longitude, page, _end = first.split(BETWEEN)
    x, y = frame.place(float(latitude), float(longitude))
    return Point(x, y, [*written, page], together, set(countries.split()), set(regions.split()))


def gathered(seen: Iterable[Point], near: float) -> list[Point]:
    """Points at least that far apart: each is its own, or part of the nearest one."""
    found: list[Point] = []
    squares: defaultdict[tuple[int, int], list[Point]] = defaultdict(list)
    for point in seen:
        column, row = int(point.x // near), int(point.y // near)
        around = [other for place in product((column - 1, column, column + 1), (row - 1, row, row + 1)) for other in squares.get(place, ())]
        nearest = min(around, key=point.distance, default=None)
        if nearest is None or point.distance(nearest) >= near:
            found.append(own := replace(point))
            squares[column, row].append(own)
        else:
            nearest.take_in(point)
    return found


def write_names(found: list[Point], frame: Frame) -> None:
    """Beside those that lead the programme, and on a region's map beside every single place, wherever nothing is covered."""
    taken = [point.box for point in found]
    for point in found:
        if not point.css_class and not (frame.is_part and point.count == 1):
            continue
        text, west = place_name(point.first.display_name), point.x < WIDTH / 2  # over the ocean, rather
        for before in (west, not west):
            room = point.write(text, before=before)
            if room.x >= 0 and room.x + room.width <= WIDTH and not any(room.meets(box) for box in taken):
                taken.append(room)
                break
        else:
            point.text = ""
