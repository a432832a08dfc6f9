"""Places on the world map or on a region's: the land's projection, and one point for neighbours that would overlap.

The map is Equal Earth (Šavrič, Patterson, Jenny 2018) around 11° E, in the units of `static/img/land.svg`. However many places there
are, the database gathers them by squares of a few degrees, and a map has at most MOST points.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import asin, cos, hypot, pi, radians, sin, sqrt
from typing import Any

from django.db.models import Case, Count, F, FloatField, Max, Min, Value, When, Window
from django.db.models.functions import Cast, Floor, RowNumber
from django.urls import reverse
from django.utils.translation import ngettext

from core.languages import CODES, current
from network.enums import Region, Role
from network.models.records import LocalGovernment, LocalGovernmentQuerySet
from network.names import place_name
from network.sorting import InPlainOrder
from network.standing import has_page

SCALE, MERIDIAN, EQUATOR = 184.6, 11, 248
A = (1.340264, -0.081106, 0.000893, 0.003796)
M = sqrt(3) / 2
WIDTH = 872  # in which every map is drawn, whatever it shows
NEAR = 20  # two points closer than this would overlap
MOST = 60  # points; with more, neighbours are gathered from farther away
SQUARE = 5  # degrees, on the world map; about as wide as NEAR
CLASSES = {Role.LEAD: "lead", Role.PILOT_TERRITORY: "pilot"}
FIRST = {Role.LEAD: 0, Role.PILOT_TERRITORY: 1}
SHOWN = ("slug", "name_local", "name_local_language", "region", "country", "role", "latitude", "longitude")


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to the units of the land."""
    lam = (radians(longitude - MERIDIAN) + pi) % (2 * pi) - pi
    t = asin(M * sin(radians(latitude)))
    x = lam * cos(t) / (M * (A[0] + 3 * A[1] * t**2 + t**6 * (7 * A[2] + 9 * A[3] * t**2)))
    y = t * (A[0] + A[1] * t**2 + t**6 * (A[2] + A[3] * t**2))
    return 500 + SCALE * x, EQUATOR - SCALE * y


@dataclass(frozen=True)
class Frame:
    """The part of the land that a map shows, in the land's units."""

    x: int
    y: int
    width: int
    height: int

    @property
    def scale(self) -> float:
        return WIDTH / self.width

    @property
    def is_part(self) -> bool:
        return self != WORLD

    @property
    def drawn_height(self) -> int:
        return round(self.height * self.scale)

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {self.drawn_height}"

    @property
    def transform(self) -> str:
        """What brings the land into the frame."""
        return f"scale({self.scale:.3f}) translate({-self.x} {-self.y})"

    def place(self, latitude: float, longitude: float) -> tuple[int, int]:
        """Where a place is drawn."""
        x, y = project(latitude, longitude)
        return round((x - self.x) * self.scale), round((y - self.y) * self.scale)

    def shows(self, x: int, y: int) -> bool:
        return 0 <= x <= WIDTH and 0 <= y <= self.drawn_height


WORLD = Frame(96, 0, 872, 450)
FRAMES = {
    Region.AFRICA: Frame(330, 95, 436, 312),
    Region.ASIA_PACIFIC: Frame(541, 64, 494, 353),
    Region.EUROPE: Frame(396, 2, 208, 149),
    Region.LATIN_AMERICA: Frame(60, 130, 436, 312),
    Region.MIDDLE_EAST_WEST_ASIA: Frame(502, 86, 172, 123),
    Region.NORTH_AMERICA: Frame(100, 5, 300, 215),
}


def frame(region: str) -> Frame:
    """The frame of a region of the world; the world's for none."""
    return FRAMES[Region(region)] if region in Region.values else WORLD


@dataclass
class Point:
    """One place on a map: a local government, or several that are too near to be told apart."""

    x: int
    y: int
    first: LocalGovernment  # the one that names the point: a lead or pilot territory when there is one
    count: int = 1
    countries: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    has_text: bool = False

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
    def text(self) -> str:
        """What is written beside the point, where there is room."""
        return place_name(self.first.display_name) if self.has_text else ""

    @property
    def text_x(self) -> int:
        return self.x - 18 if self.text_is_before else self.x + 18

    @property
    def text_y(self) -> int:
        return self.y + 5

    @property
    def text_is_before(self) -> bool:
        """West of the middle the text stands to the left, over the ocean."""
        return self.x < WIDTH / 2

    @property
    def url(self) -> str:
        """The profile of one; for several, the list of their country or region."""
        if self.count == 1 and getattr(self.first, "has_page", True):
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
    write(found)
    return found[::-1]


def squares(local_governments: LocalGovernmentQuerySet, size: float) -> Iterable[Any]:
    """One query: of each square that holds anybody, the one that names it, and how many there are."""
    cell = [Floor(Cast(name, FloatField()) / Value(size)) for name in ("latitude", "longitude")]
    leading = Case(*(When(role=role, then=Value(place)) for role, place in FIRST.items()), default=Value(2))
    whole = {"together": Count("pk"), "one_country": Min("country"), "other_country": Max("country")}
    whole |= {"one_region": Min("region"), "other_region": Max("region")}
    rows = local_governments.filter(latitude__isnull=False).annotate(
        has_page=has_page(),
        leading=leading,
        place=Window(RowNumber(), partition_by=cell, order_by=[leading, InPlainOrder(F("slug"))]),
        **{name: Window(of_all, partition_by=cell) for name, of_all in whole.items()},
    )
    return rows.filter(place=1).only(*SHOWN, *(f"name_{code}" for code in CODES)).order_by("leading", InPlainOrder(F("slug")))


def of(row: Any, frame: Frame) -> Point:
    """A square's point, where the one that names it is."""
    x, y = frame.place(float(row.latitude), float(row.longitude))
    return Point(x, y, row, row.together, {row.one_country, row.other_country}, {row.one_region, row.other_region})


def gathered(seen: Iterable[Point], near: float) -> list[Point]:
    """Points at least that far apart: each is its own, or part of the nearest one."""
    found: list[Point] = []
    for point in seen:
        close = [other for other in found if abs(other.x - point.x) < near and hypot(other.x - point.x, other.y - point.y) < near]
        nearest = min(close, key=lambda other: hypot(other.x - point.x, other.y - point.y), default=None)
        if nearest is None:
            found.append(Point(point.x, point.y, point.first, point.count, set(point.countries), set(point.regions)))
        else:
            nearest.count += point.count
            nearest.countries |= point.countries
            nearest.regions |= point.regions
    return found


def write(found: list[Point]) -> None:
    """Names beside those that lead the programme, where they do not cover each other."""
    for point in found:
        point.has_text = bool(point.css_class) and not any(
            other.has_text and abs(other.y - point.y) < 24 and abs(other.x - point.x) < 160 for other in found
        )
