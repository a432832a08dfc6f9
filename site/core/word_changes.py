"""What changed from one text to another, word by word."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    SAME = "same", pgettext_lazy("part of a text", "Unchanged")
    CHANGED = "changed", pgettext_lazy("part of a text", "Changed")
    ADDED = "added", pgettext_lazy("part of a text", "Added")
    REMOVED = "removed", pgettext_lazy("part of a text", "Removed")


class Piece(NamedTuple):
    """Some words, and whether they are in both texts, only in the newer (added) or only in the older (removed)."""

    kind: Kind
    text: str


@lru_cache(maxsize=512)
def changes(old: str, new: str) -> tuple[Piece, ...]:
    """The words of both, in order. The same two texts always give the same answer."""
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
