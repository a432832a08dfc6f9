"""A tree drawn for narrow screens too: one box below the other, each set in under the one it came from."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, Self, TypeVar

from network.prose import Words

WIDTH = 336  # of the drawing, in pixels on a phone
NARROWEST = 190  # a box
STEP = 28  # how far a box is set in under the one it came from, where there is room
GAP = 14  # between two boxes
LINE, PADDING = 20, 12  # height of a line; between a box and its words
SIZE = 15  # of the letters
EDGE = 2  # of the drawing, so that no border is cut


class Drawable(Protocol):
    """What can be drawn: what it is called, what stands below that, and the one it came from."""

    parent: Self | None
    depth: int

    @property
    def place(self) -> Words: ...
    @property
    def below(self) -> str: ...


Drawn = TypeVar("Drawn", bound=Drawable)


@dataclass
class Box(Generic[Drawn]):
    node: Drawn
    x: float
    y: float
    width: float
    lines: list[str]
    below: list[str]  # the lines of what stands below the name
    words_x: float  # where lines start: at the left, or at the right of a mirrored drawing

    @property
    def height(self) -> int:
        return (len(self.lines) + len(self.below)) * LINE + PADDING

    @property
    def foot(self) -> float:
        return self.y + self.height

    @property
    def rows(self) -> list[tuple[str, float]]:
        """The lines of the name, each with the height at which it stands."""
        return [(line, self.base(number)) for number, line in enumerate(self.lines)]

    @property
    def rows_below(self) -> list[tuple[str, float]]:
        return [(line, self.base(len(self.lines) + number)) for number, line in enumerate(self.below)]

    def base(self, number: int) -> float:
        return self.y + PADDING / 2 + (number + 0.75) * LINE


@dataclass
class Drawing(Generic[Drawn]):
    """Boxes and the lines between them; `nodes` stand in reading order, parents before their children."""

    nodes: Sequence[Drawn]
    mirrored: bool = False

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return int(self.boxes[-1].foot) + EDGE if self.boxes else 0

    @cached_property
    def step(self) -> float:
        deepest = max((node.depth for node in self.nodes), default=0)
        return min(STEP, (WIDTH - NARROWEST - 2 * EDGE) / max(deepest, 1))

    @cached_property
    def boxes(self) -> list[Box[Drawn]]:
        return list(self.placed())

    def placed(self) -> Iterator[Box[Drawn]]:
        deepest = max((node.depth for node in self.nodes), default=0)
        width = min(260, WIDTH - 2 * EDGE - self.step * deepest)
        y: float = EDGE
        for node in self.nodes:
            start = EDGE + node.depth * self.step
            x = WIDTH - start - width if self.mirrored else start
            words_x = x + width - PADDING if self.mirrored else x + PADDING
            room = width - 2 * PADDING
            box = Box(node, x, y, width, wrapped(node.place.text, room), wrapped(node.below, room), words_x)
            y = box.foot + GAP
            yield box

    @cached_property
    def paths(self) -> list[str]:
        """From below each box, down and then in to the middle of each one that came of it."""
        boxes = {id(box.node): box for box in self.boxes}
        return [self.path(boxes[id(box.node.parent)], box) for box in self.boxes if box.node.parent is not None]

    def path(self, above: Box[Drawn], box: Box[Drawn]) -> str:
        start = above.x + above.width - self.step / 2 if self.mirrored else above.x + self.step / 2
        end = box.x + box.width if self.mirrored else box.x
        return f"M{start:.1f} {above.foot:g}V{box.y + box.height / 2:g}H{end:.1f}"


# --- Lines that fit
def wrapped(text: str, room: float) -> list[str]:
    """A name in as many lines as it needs; a word that is longer than a line is broken."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if breadth(joined) <= room:
            lines[-1] = joined
            continue
        *whole, rest = pieces(word, room)
        lines += [*whole, rest]
    return [line for line in lines if line] or [""]


def pieces(word: str, room: float) -> list[str]:
    found = [""]
    for letter in word:
        if found[-1] and breadth(found[-1] + letter) > room:
            found.append("")
        found[-1] += letter
    return found


def breadth(text: str) -> float:
    """About how wide a text is in bold letters; rather too wide than too narrow."""
    return sum(map(letter_breadth, text)) * SIZE


def letter_breadth(letter: str) -> float:
    """In parts of the letters' size."""
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in "MWmw@%":
        return 0.98
    if letter in " .,:;!|ijl'’()":
        return 0.38
    return 0.8 if letter.isupper() else 0.66
