"""A published version as people read it: the exact text that is signed, taken apart for the page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils import translation
from django.utils.text import slugify

from charter.models import CharterText, CharterVersion
from core.languages import CODES, current, direction
from network.prose import Words


@dataclass(frozen=True)
class Part:
    """The preamble (without number and title) or one article."""

    code: str
    label: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def anchor(self) -> str:
        return f"article-{slugify(self.code, allow_unicode=True)}" if self.code else "preamble"

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


@dataclass
class Reading:
    """One version in the reader's language, or whole in another one when it does not exist in that language."""

    version: CharterVersion
    text: CharterText

    @classmethod
    def of(cls, version: CharterVersion | None, language: str = "") -> "Reading | None":
        """None when there is nothing to read: no version, or one that is not published."""
        texts = texts_of(version) if version else {}
        if version is None or not texts:
            return None
        return cls(version, texts.get(language or current()) or next(iter(texts.values())))

    @property
    def language(self) -> str:
        return self.text.language

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def is_fallback(self) -> bool:
        return self.language != current()

    @property
    def languages(self) -> list[str]:
        return list(texts_of(self.version))

    @property
    def other_languages(self) -> list[str]:
        return [code for code in self.languages if code != current()]

    @property
    def title(self) -> Words:
        return Words(self.text.body.split("\n\n", 1)[0], self.language)

    @property
    def notice(self) -> Words | None:
        """The label shown with the text, in the reader's language where it exists in it."""
        for code in (current(), self.language, *CODES):
            if label := getattr(self.version, f"label_{code}", ""):
                return Words(label, code)
        return None

    @cached_property
    def parts(self) -> list[Part]:
        with translation.override(self.language):
            headings = [(article.code, article.title) for article in self.version.articles.all()]
        return take_apart(self.text.body, self.version.number, headings)

    @property
    def preamble(self) -> Part:
        return self.parts[0]

    @property
    def articles(self) -> list[Part]:
        return self.parts[1:]

    @cached_property
    def declarations(self) -> list[tuple[str, Words]]:
        """When each is asked, and what it says: in the language of the text where it exists in it."""
        found = []
        for declaration in self.version.declarations.all():
            known = [(code, getattr(declaration, f"text_{code}", "")) for code in (self.language, *CODES)]
            found += [(declaration.when, Words(text, code)) for code, text in known if text][:1]
        return found


def texts_of(version: CharterVersion) -> dict[str, CharterText]:
    """Its texts by language, in the portal's order of languages."""
    texts = {text.language: text for text in version.texts.all()}
    return {code: texts[code] for code in CODES if code in texts}


def take_apart(body: str, number: int, headings: Iterable[tuple[str, str]]) -> list[Part]:
    """The preamble and the articles of an exact text. `headings` only say where the articles begin.

    Every word comes from the body: were an article changed in the database after publication, the page would
    still show what is signed (with that article's heading as a plain paragraph).
    """
    blocks = body.strip().split("\n\n")
    start = next((at + 1 for at, block in enumerate(blocks[:3]) if at and re.findall(r"\d+", block) == [str(number)]), 1)
    cuts = [(start, "", "", "")]
    for code, title in headings:
        at = next((at for at in range(cuts[-1][0] + 1, len(blocks)) if blocks[at].endswith(f" {code}. {title}")), None)
        if at is not None:
            cuts.append((at + 1, code, blocks[at].removesuffix(f". {title}"), title))
    ends = [at - 1 for at, *_rest in cuts[1:]] + [len(blocks)]
    return [Part(code, label, title, paragraphs(blocks[at:end])) for (at, code, label, title), end in zip(cuts, ends, strict=True)]


def paragraphs(blocks: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for block in blocks for line in block.split("\n") if line.strip())
