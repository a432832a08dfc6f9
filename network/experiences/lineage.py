"""The lineage of a measure as a tree: laid out for a drawing, and in reading order for the list beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from network.prose import Words, in_best_language

if TYPE_CHECKING:
    from network.models import Adaptation, Measure

WIDTH, HEIGHT = 152, 64  # of a box, in the units of the drawing
ACROSS, DOWN = 12, 46  # between two boxes
LETTERS = 19  # that fit in a line of a box
LINES = 2


@dataclass
class Node:
    """One territory's version of the measure, where it stands in the drawing."""

    adaptation: "Adaptation"
    children: list["Node"] = field(default_factory=list)
    depth: int = 0
    x: float = 0  # of its middle

    @property
    def y(self) -> int:
        return self.depth * (HEIGHT + DOWN)

    @property
    def left(self) -> float:
        return self.x - WIDTH / 2

    @property
    def foot(self) -> int:
        return self.y + HEIGHT

    @property
    def css_class(self) -> str:
        if self.adaptation.origin_id is None:
            return "origin"
        return "" if self.adaptation.is_confirmed else "unsure"

    @cached_property
    def lines(self) -> list[tuple[str, float]]:
        """The name in lines that fit, each with its height in the drawing; then the year."""
        said = [*wrapped(self.adaptation.place), str(self.adaptation.year or _("year not documented"))]
        first = self.y + HEIGHT / 2 - (len(said) - 1) * 9 + 5
        return [(line, first + number * 18) for number, line in enumerate(said)]

    @property
    def year_line(self) -> int:
        return len(self.lines)

    @property
    def change(self) -> Words | None:
        return in_best_language(self.adaptation, "change")

    @property
    def result(self) -> Words | None:
        return in_best_language(self.adaptation, "result")

    @property
    def experience_slug(self) -> str:
        """Of the page that tells it; nothing while it is not public."""
        page = self.adaptation.experience
        return page.slug if page and page.live and page.ready_languages else ""


@dataclass
class Lineage:
    """The whole tree of a measure. Those without a known origin are children of the first."""

    measure: "Measure"
    adaptations: "Iterable[Adaptation]"

    @cached_property
    def nodes(self) -> list[Node]:
        """In reading order: each before what came of it."""
        made = {adaptation.pk: Node(adaptation) for adaptation in self.adaptations}
        roots = [node for node in made.values() if node.adaptation.origin_id not in made]
        for node in made.values():
            if node.adaptation.origin_id in made:
                made[node.adaptation.origin_id].children.append(node)
        found: list[Node] = []
        place_next = Placer()
        for root in roots:
            place_next.put(root, 0)
            found += in_order(root)
        return found

    @property
    def is_drawn(self) -> bool:
        return len(self.nodes) > 1

    @property
    def width(self) -> int:
        return int(max((node.x for node in self.nodes), default=0) + WIDTH / 2) + 2

    @property
    def height(self) -> int:
        return max((node.foot for node in self.nodes), default=0) + 2

    @property
    def paths(self) -> list[str]:
        """From each box to those below it."""
        return [f"M{node.x:g} {node.foot}v{DOWN / 2:g}H{child.x:g}v{DOWN / 2:g}" for node in self.nodes for child in node.children]

    @property
    def in_words(self) -> str:
        """What the drawing says to those who do not see it."""
        said = [
            _("%(place)s, adapted from %(origin)s") % {"place": child.adaptation.place, "origin": node.adaptation.place}
            for node in self.nodes
            for child in node.children
        ]
        first = self.nodes[0].adaptation.place if self.nodes else ""
        return ". ".join([_("Tree. It began in %(place)s") % {"place": first}, *said]) + "."


class Placer:
    """Leaves stand side by side from the start, each parent over the middle of its children."""

    def __init__(self) -> None:
        self.next = WIDTH / 2 + 1

    def put(self, node: Node, depth: int) -> None:
        node.depth = depth
        for child in node.children:
            self.put(child, depth + 1)
        if node.children:
            node.x = (node.children[0].x + node.children[-1].x) / 2
        else:
            node.x = self.next
            self.next += WIDTH + ACROSS


def in_order(node: Node) -> list[Node]:
    return [node, *(found for child in node.children for found in in_order(child))]


def wrapped(name: str) -> list[str]:
    """A name in two lines that fit a box; what does not fit is cut, and stands whole in the list."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LETTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], Truncator(" ".join(lines[LINES - 1 :])).chars(LETTERS)]
    return lines
