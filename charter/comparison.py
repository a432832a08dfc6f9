"""What changed from one version of the charter to another, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from django.db import models
from django.utils.translation import pgettext_lazy

from charter.reading import Part, Reading

NOTHING = Part("", "", "", ())


class Kind(models.TextChoices):
    SAME = "same", pgettext_lazy("part of a text", "Unchanged")
    CHANGED = "changed", pgettext_lazy("part of a text", "Changed")
    ADDED = "added", pgettext_lazy("part of a text", "Added")
    REMOVED = "removed", pgettext_lazy("part of a text", "Removed")


class Piece(NamedTuple):
    """Some words, and whether they are in both texts, only in the newer (added) or only in the older (removed)."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class ComparedPart:
    part: Part
    kind: Kind
    title: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class Comparison:
    """An older and a newer version in the same language."""

    older: Reading
    newer: Reading

    @property
    def parts(self) -> Iterator[ComparedPart]:
        """In the order of the newer version; what it no longer has stands where it was."""
        before, after = ({part.code: part for part in reading.parts} for reading in (self.older, self.newer))
        order = list(after)
        for code, predecessor in zip(list(before)[1:], before, strict=False):
            if code not in after:
                order.insert(order.index(predecessor) + 1, code)
        for code in order:
            yield compared(before.get(code), after.get(code))


def compared(old: Part | None, new: Part | None) -> ComparedPart:
    before, after = old or NOTHING, new or NOTHING
    title, text = changes(before.title, after.title), changes(before.text, after.text)
    kind = Kind.SAME if {piece.kind for piece in title + text} <= {Kind.SAME} else Kind.CHANGED
    if old is None or new is None:
        kind = Kind.ADDED if old is None else Kind.REMOVED
    return ComparedPart(new or before, kind, title, in_paragraphs(text))


@lru_cache(maxsize=512)
def changes(old: str, new: str) -> tuple[Piece, ...]:
    """The words of both, in order. Published texts never change: neither does the answer."""
    before, after = (re.findall(r"\S+\s*", text) for text in (old, new))
    matcher = SequenceMatcher(None, [word.rstrip() for word in before], [word.rstrip() for word in after], autojunk=False)
    pieces = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        removed, added = "".join(before[i1:i2]), "".join(after[j1:j2])
        if tag == "equal":
            pieces.append(Piece(Kind.SAME, added))
        else:
            pieces += [*piece(Kind.REMOVED, removed), *piece(Kind.ADDED, added)]
    return tuple(pieces)


def piece(kind: Kind, text: str) -> list[Piece]:
    """The words as one piece; the space after them is not marked."""
    marked = text.rstrip()
    return [Piece(*pair) for pair in ((kind, marked), (Kind.SAME, text[len(marked) :])) if pair[1]]


def in_paragraphs(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], ...]:
    """The same pieces, cut where a line ends in either text."""
    lines: list[list[Piece]] = [[]]
    for kind, text in pieces:
        for number, piece in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(Piece(kind, piece))
    return tuple(tuple(line) for line in lines if line)
