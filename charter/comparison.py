"""What changed from one version of the charter to another, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass

from charter.reading import Part, Reading
from core.word_changes import Kind, Piece, changes, in_paragraphs

NOTHING = Part("", "", "", ())


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
