"""A profile's parts in words: what each is called, what it says, and how a proposal differs from what stands."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from babel.numbers import format_decimal
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.languages import CODES, babel_locale, direction, language_name
from core.word_changes import Kind, Piece, changes, in_paragraphs
from network.models import ProfileChange
from network.profile_enums import People
from network.profile_parts import LINK, NAMES, PICTURE, STORY, Value, Values, id_of, kind_of, language_of

LABELS: dict[str, Promise] = {
    "name_local": gettext_lazy("Name in its own language and script"),
    "website": gettext_lazy("Website"),
    "population": gettext_lazy("Population"),
    "position": pgettext_lazy("on the map", "Position"),
    "contact_name": gettext_lazy("Service to write to"),
    "contact_email": gettext_lazy("Public email address"),
    "contact_phone": gettext_lazy("Public telephone number"),
    "contact_address": gettext_lazy("Postal address of the office"),
    LINK: gettext_lazy("Link"),
    PICTURE: gettext_lazy("Picture"),
}
LEFT_TO_RIGHT = frozenset(["website", "contact_email", "contact_phone", "position"])
MOST_ALIKE = 50_000  # pairs of equal words in two texts; natural texts have fewer, one word repeated a thousand times has more


def label(part: str) -> str:
    """What a part is called, in the reader's language."""
    if part in STORY:
        return _("What it did, in %(language)s") % {"language": language_name(language_of(part))}
    if part in NAMES and part not in LABELS:
        return _("Name in %(language)s") % {"language": language_name(language_of(part))}
    return str(LABELS.get(kind_of(part) or part, part))


def said(part: str, value: Value) -> str:
    """What a value says, in plain text; empty for what is not there."""
    if value is None:
        return ""
    write = WRITERS.get(kind_of(part) or part)
    return write(value) if write else "\n".join(str(text) for text in value.values() if text)


def population(value: dict) -> str:
    if value["population"] is None:
        return ""
    number, year = format_decimal(value["population"], locale=babel_locale()), value["population_year"]
    return with_source(f"{number} ({year})" if year else number, value["population_source"])


def position(value: dict) -> str:
    if value["latitude"] is None or value["longitude"] is None:
        return ""
    return with_source(f"{value['latitude']}, {value['longitude']}", value["coordinates_source"])


def with_source(text: str, source: str) -> str:
    said_source = _("Source: %(source)s") % {"source": source}
    return f"{text}\n{said_source}" if source else text


def local_name(value: dict) -> str:
    code = value["name_local_language"]
    return f"{value['name_local']} ({language_name(code)})" if code else value["name_local"]


def link(value: dict) -> str:
    return f"{value['title']} ({language_name(value['language'])})\n{value['url']}"


def picture(value: dict) -> str:
    lines = [f"{language_name(code)}: {value[f'alt_{code}']}" for code in CODES if value.get(f"alt_{code}")]
    people = [str(People(value["people"]).label)] if value["people"] in People.values else []
    credit = [_("Taken by: %(name)s") % {"name": value["credit"]}] if value["credit"] else []
    return "\n".join([*lines, *credit, *people])


WRITERS = {"population": population, "position": position, "name_local": local_name, LINK: link, PICTURE: picture}


@dataclass(frozen=True)
class PartChange:
    """One part of a change: what stood when it was proposed, what is proposed, and what stands now."""

    part: str
    before: Value
    after: Value
    now: Value

    @property
    def label(self) -> str:
        return label(self.part)

    @property
    def anchor(self) -> str:
        return self.part.replace(":", "-")

    @property
    def language(self) -> str:
        return language_of(self.part)

    @property
    def direction(self) -> str:
        """Of what it says; empty when the words themselves tell."""
        return "ltr" if self.part in LEFT_TO_RIGHT else direction(self.language) if self.language else "auto"

    @property
    def picture_id(self) -> str:
        return id_of(self.part) if kind_of(self.part) == PICTURE else ""

    @property
    def kind(self) -> str:
        """Whether something is added, removed or changed."""
        if not self.said_before:
            return Kind.ADDED
        return Kind.CHANGED if self.said_after else Kind.REMOVED

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)

    @cached_property
    def said_before(self) -> str:
        return said(self.part, self.before)

    @cached_property
    def said_after(self) -> str:
        return said(self.part, self.after)

    @property
    def said_now(self) -> str:
        return said(self.part, self.now)

    @property
    def is_stale(self) -> bool:
        """Whether the record has changed since this was proposed, and not to what is proposed."""
        return self.now not in (self.before, self.after)

    @cached_property
    def paragraphs(self) -> tuple[tuple[Piece, ...], ...]:
        """What is proposed, with what it changes marked."""
        return compared(self.said_before, self.said_after)

    @property
    def old_side(self) -> list[list[Piece]]:
        """What stood before, with what goes marked."""
        return without(self.paragraphs, Kind.ADDED)

    @property
    def new_side(self) -> list[list[Piece]]:
        """What is proposed, with what is new marked."""
        return without(self.paragraphs, Kind.REMOVED)


def compared(old: str, new: str) -> tuple[tuple[Piece, ...], ...]:
    """The words of both, in paragraphs; whole texts one after the other where comparing them word by word would take too long."""
    before, after = Counter(old.split()), Counter(new.split())
    if sum(count * after[word] for word, count in before.items()) <= MOST_ALIKE:
        return in_paragraphs(changes(old, new))
    return in_paragraphs(tuple(Piece(kind, f"{text}\n") for kind, text in ((Kind.REMOVED, old), (Kind.ADDED, new)) if text))


def without(paragraphs: tuple[tuple[Piece, ...], ...], kind: Kind) -> list[list[Piece]]:
    """One of the two texts."""
    sides = ([piece for piece in pieces if piece.kind != kind] for pieces in paragraphs)
    return [side for side in sides if side]


def part_changes(change: ProfileChange, public: Values) -> list[PartChange]:
    """Every part of a change, with what stands now."""
    return [PartChange(part, before, after, public.get(part)) for part, (before, after) in change.fields.items()]
