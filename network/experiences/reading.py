"""One experience as a page shows it: facts in the reader's language, prose in the page's, and what is not documented said so."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from network.enums import Region
from network.experience_enums import EVIDENCE_EXPLAINED, EvidenceLevel
from network.experiences.addressees import can_be_reached
from network.experiences.facts import BESIDE, Fact, facts_of
from network.experiences.freshness import newer_original
from network.experiences.lineage import Lineage
from network.experiences.parts import parts_of, terms_of
from network.models.measures import Adaptation
from network.prose import Words, in_best_language

if TYPE_CHECKING:
    from network.models import ExperiencePage, ExperienceResult

SECTIONS = {
    "problem": _("The problem"),
    "action": _("What was done"),
    "legal_basis": _("Legal basis"),
    "governance": _("Who decides, who does what"),
    "costs": _("What it costs"),
    "difficulties": _("Difficulties"),
    "conditions": _("What another territory needs"),
}


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    text: str


@dataclass(frozen=True)
class Result:
    """One claim with what it stands on."""

    words: Words | None
    year: int | None
    source: str
    level: str
    rank: int  # of 4

    @property
    def levels(self) -> list[dict[str, str]]:
        """All four, for the explanation."""
        return [{"label": str(level.label), "explained": str(EVIDENCE_EXPLAINED[level])} for level in EvidenceLevel]


@dataclass
class Reading:
    page: "ExperiencePage"

    @cached_property
    def sections(self) -> list[Section]:
        """In the page's language. An empty text stands for what is not documented."""
        return [Section(name, str(title), getattr(self.page.t, name)) for name, title in SECTIONS.items()]

    @cached_property
    def told(self) -> list[Section]:
        return [section for section in self.sections if section.text]

    @property
    def tells_what_was_done(self) -> bool:
        """Then the steps stand after it."""
        return any(section.name == "action" for section in self.told)

    @cached_property
    def untold(self) -> list[Section]:
        return [section for section in self.sections if not section.text]

    @cached_property
    def terms(self) -> dict[str, list[Any]]:
        """Facet → its terms."""
        return terms_of(self.page)

    @cached_property
    def parts(self) -> dict[str, list[Any]]:
        return parts_of(self.page)

    @cached_property
    def partners(self) -> list[Words]:
        return [words for partner in self.parts["partners"] if (words := in_best_language(partner, "name"))]

    @cached_property
    def steps(self) -> list[tuple[Words | None, Words | None]]:
        return [(in_best_language(step, "heading"), in_best_language(step, "text")) for step in self.parts["steps"]]

    @cached_property
    def results(self) -> list[Result]:
        return [claim(result) for result in self.parts["results"]]

    @property
    def sources(self) -> list[Any]:
        return self.parts["sources"]

    @property
    def region(self) -> str:
        found = self.page.found_by.get("region") or [""]
        return str(dict(Region.choices).get(found[0], ""))

    @property
    def place(self) -> Words | None:
        """The place as written, in the reader's language or the first that has it."""
        return in_best_language(self.page, "place")

    @property
    def facts(self) -> list[Fact]:
        """Those that stand beside the page."""
        return facts_of(self, BESIDE)

    @property
    def description(self) -> str:
        return Truncator(self.page.summary).chars(155)

    @cached_property
    def lineages(self) -> list[Lineage]:
        """The measures it is a version of, each with its whole tree, in one query."""
        related = ("local_government", "experience", "origin__local_government", "measure")
        mine = self.page.adaptations.values("measure")
        rows = Adaptation.objects.filter(measure__in=mine).select_related(*related).order_by("measure_id", "position", "pk")
        return [
            Lineage(found[0].measure, found) for _measure, rows_ in groupby(rows, key=attrgetter("measure_id")) if (found := list(rows_))
        ]

    @cached_property
    def body(self) -> Any:
        """In the page's language. The copies of all its pictures are looked up together."""
        body = self.page.t.body
        if pictures := [block.value for block in body or [] if block.block_type == "image" and block.value]:
            prefetch_related_objects(pictures, "renditions")
        return body

    @cached_property
    def can_be_written_to(self) -> bool:
        """Whether somebody gets what a reader writes."""
        return can_be_reached(self.page)

    @property
    def newer_original(self) -> str:
        """The language of the original when it changed after the text that the reader sees, and can be read; empty otherwise."""
        code = newer_original(self.page, self.page.display_language)
        return code if code in self.page.ready_languages else ""


def claim(result: "ExperienceResult") -> Result:
    level = EvidenceLevel(result.evidence)
    return Result(in_best_language(result, "text"), result.year, result.source, str(level.label), list(EvidenceLevel).index(level) + 1)
