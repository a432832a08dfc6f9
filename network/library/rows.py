"""What everything in the library is found by, and its place in the list."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Union

from django.db.models import Exists, OuterRef, QuerySet, Value

from core.folding import fold
from core.languages import CODES
from network.library_enums import ResourceKind, TextState

if TYPE_CHECKING:
    from network.models import CoursePage, ResourcePage

Entry = Union["ResourcePage", "CoursePage"]
NOT_IN_LISTS = tuple(f"{name}_{code}" for name in ("note", "seo_title", "search_description") for code in CODES)


@dataclass(frozen=True)
class Row:
    entry: Entry
    kind: str
    year: int
    languages: list[str]
    words: str
    is_in_text: bool = False  # whether a text of its files has the words that are asked
    title: str = field(default="", compare=False)

    def values(self, name: str) -> list[str]:
        """What it is found by under one facet."""
        if name == "lang":
            return self.languages
        return [str(value)] if (value := self.kind if name == "kind" else self.year) else []


def read(resources: Any, courses: Any, files: Any, words: list[str]) -> list[Row]:
    """In three queries, the newest first; what has no year comes last, courses before all."""
    texts = with_words(files, words) if words else Value(value=False)
    read = resources.with_files().defer(*NOT_IN_LISTS).annotate(is_in_text=texts)
    rows = [*map(of_resource, read), *map(of_course, courses.defer(*NOT_IN_LISTS))]
    return sorted(rows, key=lambda row: (row.kind != ResourceKind.COURSE, -row.year, fold(row.title)))


def with_words(files: "QuerySet[Any]", words: list[str]) -> Exists:
    """Whether the text of one of its files has all these words."""
    found = files.filter(page=OuterRef("pk"), document__extracted__state=TextState.READ)
    for word in words:
        found = found.filter(document__extracted__folded__contains=word)
    return Exists(found)


def of_resource(page: Any) -> Row:
    titles = [page.published_title, *(file.title for file in page.files.all())]
    words = fold(" ".join([*titles, page.t.title, page.t.intro, *in_each(page, "publisher")]))
    return Row(page, page.kind, page.year or 0, page.languages, words, page.is_in_text, page.title_words.text)


def of_course(page: Any) -> Row:
    words = fold(" ".join([page.t.title, page.t.intro, *in_each(page, "provider")]))
    return Row(page, ResourceKind.COURSE, 0, page.language_codes, words, title=page.t.title)


def in_each(page: Any, name: str) -> Iterator[str]:
    return (getattr(page, f"{name}_{code}") or "" for code in CODES)
