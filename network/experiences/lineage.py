"""The lineage of a measure: every territory's version in reading order, each before what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from network.experiences.tree import Drawing
from network.prose import Words, in_best_language

if TYPE_CHECKING:
    from network.models import Adaptation, Measure


@dataclass
class Node:
    """One territory's version of the measure, and those that came of it."""

    adaptation: "Adaptation"
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    depth: int = 0

    @property
    def is_origin(self) -> bool:
        return self.parent is None

    @property
    def is_confirmed(self) -> bool:
        return self.adaptation.is_confirmed

    @cached_property
    def place(self) -> Words:
        return self.adaptation.place_words

    @property
    def year(self) -> str:
        return str(self.adaptation.year or _("year not documented"))

    @cached_property
    def below(self) -> str:
        """What the drawing says under the name."""
        return self.year if self.is_confirmed else _("%(year)s, not confirmed") % {"year": self.year}

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
    """The whole tree of a measure, whatever its shape: nobody is left out, not even those that came of each other."""

    measure: "Measure"
    adaptations: "Iterable[Adaptation]"

    @cached_property
    def nodes(self) -> list[Node]:
        made = {adaptation.pk: Node(adaptation) for adaptation in self.adaptations}
        for node in made.values():
            node.parent = made.get(node.adaptation.origin_id or 0)
        found: dict[int, Node] = {}
        for node in sorted(made.values(), key=lambda node: node.parent is not None):  # origins first; the others are reached, or in a ring
            if node.adaptation.pk not in found:
                node.parent = None
                follow(node, made, found)
        return list(found.values())

    @property
    def is_drawn(self) -> bool:
        return len(self.nodes) > 1

    @cached_property
    def drawing(self) -> Drawing[Node]:
        return Drawing(self.nodes, mirrored=get_language_bidi())

    @property
    def in_words(self) -> str:
        """What the drawing says to those who do not see it."""
        said = [
            _("%(place)s, adapted from %(origin)s") % {"place": node.place.text, "origin": node.parent.place.text}
            if node.parent
            else _("It began in %(place)s") % {"place": node.place.text}
            for node in self.nodes
        ]
        return ". ".join(said) + "."


def follow(root: Node, made: dict[int, Node], found: dict[int, Node]) -> None:
    """Note a node and all that came of it, each once; deep trees are no recursion."""
    below: dict[int | None, list[Node]] = {}
    for node in made.values():
        below.setdefault(node.parent.adaptation.pk if node.parent else None, []).append(node)
    waiting = [root]
    while waiting:
        node = waiting.pop()
        found[node.adaptation.pk] = node
        node.depth = node.parent.depth + 1 if node.parent else 0
        node.children = [child for child in below.get(node.adaptation.pk, []) if child.adaptation.pk not in found]
        waiting += reversed(node.children)
