"""The body of a page as plain paragraphs, for paper: what is bold or a picture on a screen is said in words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

HEADING, TEXT, ITEM, QUOTE, ADDRESS, SAID = "heading", "text", "item", "quote", "address", "said"
KINDS = {"p": TEXT, "li": ITEM, "h2": HEADING, "h3": HEADING, "h4": HEADING}


@dataclass(frozen=True)
class Piece:
    """One paragraph. `said` is in the reader's language, all others in the page's."""

    kind: str
    text: str


@dataclass
class Paragraphs(HTMLParser):
    """The paragraphs of rich text."""

    found: list[tuple[str, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in KINDS:
            self.found.append((KINDS[tag], []))

    def handle_data(self, data: str) -> None:
        if not self.found:
            self.found.append((TEXT, []))
        self.found[-1][1].append(data)

    @property
    def pieces(self) -> list[Piece]:
        said = [(kind, " ".join("".join(words).split())) for kind, words in self.found]
        return [Piece(kind, text) for kind, text in said if text]


def plain(body: Any) -> list[Piece]:
    """Every block of a body, in its order."""
    return [piece for block in body for piece in pieces_of(block.block_type, block.value) if piece.text]


def pieces_of(kind: str, value: Any) -> list[Piece]:
    if kind == "heading":
        return [Piece(HEADING, value)]
    if kind == "paragraph":
        reader = Paragraphs()
        reader.feed(value.source)
        return reader.pieces
    if kind == "quote":
        return [Piece(QUOTE, value["text"]), Piece(TEXT, value["author"])]
    if kind == "image":
        alt = "" if value.decorative else value.contextual_alt_text
        return [Piece(SAID, _("A picture on the page:") if alt else ""), Piece(TEXT, alt or "")]
    return linked(kind, value)


def linked(kind: str, value: Any) -> list[Piece]:
    """A link, a video or a file: what it is, then its address."""
    if kind == "file":
        document = value["document"]
        return [Piece(TEXT, value["label"] or document.title), Piece(ADDRESS, settings.PORTAL_URL + document.url)] if document else []
    return [Piece(TEXT, value["title"] if kind == "video" else value["label"]), Piece(ADDRESS, value["url"])]
