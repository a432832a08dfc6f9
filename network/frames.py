"""The world and its regions on paper: the land's projection, and the part of it that each map shows.

The projection is Equal Earth (Šavrič, Patterson, Jenny 2018) around 11° E, in the units of `static/img/land.svg`.
"""

from dataclasses import dataclass
from math import asin, cos, pi, radians, sin, sqrt

from network.enums import Region

SCALE, MERIDIAN, EQUATOR = 184.6, 11, 248
A = (1.340264, -0.081106, 0.000893, 0.003796)
M = sqrt(3) / 2
WIDTH = 872  # in which every map is drawn, whatever it shows


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
    Region.LATIN_AMERICA: Frame(50, 116, 456, 326),
    Region.MIDDLE_EAST_WEST_ASIA: Frame(502, 86, 172, 123),
    Region.NORTH_AMERICA: Frame(100, 5, 300, 215),
}


def frame(region: str) -> Frame:
    """The frame of a region of the world; the world's for none."""
    return FRAMES[Region(region)] if region in Region.values else WORLD
