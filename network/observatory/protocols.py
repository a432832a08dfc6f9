"""A local protocol as its page shows it: who signed, kind by kind, and how many the source does not name."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from network.countries import country_name
from network.observatory_enums import StructureKind
from network.prose import Words, in_best_language

if TYPE_CHECKING:
    from network.models.observatory import LocalProtocol


@dataclass(frozen=True)
class Kind:
    """The structures of one kind; without names when the source tells the kind only."""

    label: str
    names: list[str]


@dataclass
class Protocol:
    record: "LocalProtocol"

    @cached_property
    def kinds(self) -> list[Kind]:
        """In the order of the kinds, the names as the editors put them."""
        found: dict[str, list[str]] = {}
        for structure in self.record.signatories.all():
            found.setdefault(structure.kind, []).extend(filter(None, [structure.name]))
        return [Kind(str(kind.label), found[kind]) for kind in StructureKind if kind in found]

    @property
    def named(self) -> int:
        return sum(len(kind.names) for kind in self.kinds)

    @property
    def unnamed(self) -> int:
        """How many signed that the source does not name; zero when nobody counted them."""
        return max(0, (self.record.structures or 0) - self.named)

    @property
    def signed_by(self) -> int:
        return max(self.named, self.record.structures or 0)

    @property
    def country(self) -> str:
        return country_name(self.record.country)

    @cached_property
    def objectives(self) -> list[Words]:
        return [words for one in self.record.objectives.all() if (words := in_best_language(one, "text"))]

    @cached_property
    def principles(self) -> list[Words]:
        return [words for one in self.record.principles.all() if (words := in_best_language(one, "text"))]
