"""What is known of everything in the library before a page of the list is read: what it is found by, and its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from core.folding import fold
from core.languages import CODES, current
from network.library_enums import ResourceKind, TextState

SHOWN = ("title", "intro", "ready")
RESOURCE = ("pk", "slug", "published_title", "kind", "year", "files__language", "files__title", *(f"publisher_{code}" for code in CODES))
COURSE = ("pk", "slug", "languages", *(f"provider_{code}" for code in CODES))
IN_EACH = tuple(f"{name}_{code}" for name in SHOWN for code in CODES)


@dataclass
class Row:
    pk: int
    slug: str
    title: str
    kind: str
    year: int
    words: str
    languages: list[str] = field(default_factory=list)
    is_in_text: bool = False  # whether a text of its files has the words that are asked

    def values(self, name: str) -> list[str]:
        """What it is found by under one facet."""
        if name == "lang":
            return self.languages
        return [str(value)] if (value := self.kind if name == "kind" else self.year) else []


def read(resources: Any, courses: Any) -> list[Row]:
    """In two queries, the newest first; what has no year comes last, courses before all."""
    found: dict[int, Row] = {}
    for values in resources.order_by("pk", "files__position", "files__pk").values(*RESOURCE, *IN_EACH):
        add_file(found.setdefault(values["pk"], of_resource(values)), values["files__language"], values["files__title"])
    rows = [*found.values(), *(of_course(values) for values in courses.values(*COURSE, *IN_EACH))]
    return sorted(rows, key=lambda row: (row.kind != ResourceKind.COURSE, -row.year, fold(row.title)))


def add_file(row: Row, language: str | None, title: str | None) -> None:
    """One of its languages, and its title in it."""
    if language and language not in row.languages:
        row.languages.append(language)
    if title:
        row.words += f" {fold(title)}"
        row.title = title if language == current() else row.title


def of_resource(values: dict[str, Any]) -> Row:
    title = values["published_title"]
    words = fold(" ".join([title, *shown(values, "title", "intro"), *every(values, "publisher")]))
    return Row(values["pk"], values["slug"], title, values["kind"], values["year"] or 0, words)


def of_course(values: dict[str, Any]) -> Row:
    title = next(shown(values, "title"), "")
    words = fold(" ".join([*shown(values, "title", "intro"), *every(values, "provider")]))
    return Row(values["pk"], values["slug"], title, ResourceKind.COURSE, 0, words, values["languages"].split())


def shown(values: dict[str, Any], *names: str) -> Iterator[str]:
    """As the reader gets to see it: in their language when it is ready, else in the first that is."""
    code = next((code for code in (current(), *CODES) if values[f"ready_{code}"]), CODES[0])
    return (values[f"{name}_{code}"] or "" for name in names)


def every(values: dict[str, Any], name: str) -> Iterator[str]:
    return (values[f"{name}_{code}"] or "" for code in CODES)


def with_text(words: list[str], files: Any) -> set[int]:
    """The resources that have all these words in the text of one of their files."""
    texts = files.filter(document__extracted__state=TextState.READ)
    for word in words:
        texts = texts.filter(document__extracted__folded__contains=word)
    return set(texts.values_list("page_id", flat=True))
