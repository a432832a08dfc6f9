"""Places on the world map: the land's projection, and one point for neighbours that would overlap.

The map is Equal Earth (Šavrič, Patterson, Jenny 2018) around 11° E, in the units of `static/img/land.svg`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import asin, cos, hypot, pi, radians, sin, sqrt

from django.urls import reverse
from django.utils.translation import ngettext

from core.languages import current
from network.enums import Role
from network.models.records import LocalGovernment
from network.names import place_name

WIDTH, HEIGHT = 1000, 450
SCALE, MERIDIAN, EQUATOR = 184.6, 11, 248
A = (1.340264, -0.081106, 0.000893, 0.003796)
M = sqrt(3) / 2
NEAR = 20  # two points closer than this would overlap
CLASSES = {Role.LEAD: "lead", Role.PILOT_TERRITORY: "pilot"}
FIRST = {Role.LEAD: 0, Role.PILOT_TERRITORY: 1}


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to the units of the map."""
    lam = (radians(longitude - MERIDIAN) + pi) % (2 * pi) - pi
    t = asin(M * sin(radians(latitude)))
    x = lam * cos(t) / (M * (A[0] + 3 * A[1] * t**2 + t**6 * (7 * A[2] + 9 * A[3] * t**2)))
    y = t * (A[0] + A[1] * t**2 + t**6 * (A[2] + A[3] * t**2))
    return WIDTH / 2 + SCALE * x, EQUATOR - SCALE * y


@dataclass
class Point:
    """One place on the map: a local government, or several that are too near to be told apart."""

    x: int
    y: int
    places: list[LocalGovernment] = field(default_factory=list)

    @property
    def first(self) -> LocalGovernment:
        """The one that names the point: a lead or pilot territory when there is one."""
        return self.places[0]

    @property
    def count(self) -> int:
        return len(self.places)

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
        """What is written beside the point: only what leads the programme has room for it."""
        return place_name(self.first.display_name) if self.css_class else ""

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
        """The profile of one, the region's part of the directory for several."""
        return self.first.get_absolute_url() if self.count == 1 else f"{reverse('wagtail_serve', args=['network/'])}#{self.first.region}"


def points(local_governments: Iterable[LocalGovernment]) -> list[Point]:
    """Those whose position is known, neighbours together. Lead and pilot territories keep their own position and come last, on top."""
    found: list[Point] = []
    placed = [lg for lg in local_governments if lg.latitude is not None and lg.longitude is not None]
    for lg in sorted(placed, key=lambda lg: (FIRST.get(Role(lg.role), 2), lg.slug)):
        x, y = (round(value) for value in project(float(lg.latitude or 0), float(lg.longitude or 0)))
        near = [point for point in found if hypot(point.x - x, point.y - y) < NEAR]
        point = min(near, key=lambda point: hypot(point.x - x, point.y - y), default=None)
        if point is None:
            found.append(point := Point(x, y))
        point.places.append(lg)
    return found[::-1]
