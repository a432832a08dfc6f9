"""Samples of what is read: the charter, a comparison, a mail."""

from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from charter.comparison import ComparedPart, compared
from charter.models import CharterText, CharterVersion
from charter.reading import Part
from charter.steps import LABELS, Step
from core.languages import current, direction
from core.outbox import parts
from core.word_changes import Piece, changes
from network.prose import Words
from portal.demo.facts import read


@cache
def facts(name: str) -> Any:
    """A file of the demonstration, read once."""
    return read(name)


@dataclass
class Reading:
    """What `charter.reading.Reading` says, of the demonstration's text and without the database."""

    language: str
    version: CharterVersion = field(default_factory=lambda: CharterVersion(number=1, is_demonstration=True))
    notice = None
    is_fallback = False

    @cached_property
    def told(self) -> dict[str, Any]:
        return facts("charter")

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def title(self) -> Words:
        return Words(self.told["title"][self.language], self.language)

    @property
    def preamble(self) -> Part:
        return Part("", "", "", tuple(self.told["preamble"][self.language].split("\n")[:1]))

    @property
    def articles(self) -> list[Part]:
        with translation.override(self.language):
            label = _("Article %(number)s")
        return [
            Part(
                one["code"], label % {"number": one["code"]}, one["title"][self.language], tuple(one["text"][self.language].split("\n")[:2])
            )
            for one in self.told["articles"][:2]
        ]

    @property
    def text(self) -> CharterText:
        return CharterText(language=self.language, sha256=sha256(self.language.encode()).hexdigest())


@dataclass
class Compared:
    """What `charter.comparison.Comparison` says."""

    older: Reading
    newer: Reading

    @property
    def parts(self) -> list[ComparedPart]:
        first, second = self.newer.articles
        changed = Part(first.code, first.label, first.title, tuple(reversed(first.paragraphs)))
        return [compared(self.newer.preamble, self.newer.preamble), compared(changed, first), compared(None, second)]


class Texts:
    @property
    def reading(self) -> Reading:
        return Reading(current())

    @property
    def comparison(self) -> Compared:
        return Compared(Reading(current()), Reading(current(), CharterVersion(number=2)))

    @property
    def declarations(self) -> list[tuple[str, str]]:
        return [(one["code"], one["text"][current()]) for one in facts("charter")["declarations"]]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        title, *_rest = self.reading.articles
        return changes(title.title, f"{title.title} {title.label}")

    @property
    def steps(self) -> list[Step]:
        """Of a file that is half done."""
        return [Step(name, label, "#main", place < 2, place == 2) for place, (name, label) in enumerate(LABELS.items())]

    @property
    def mail(self) -> list[tuple[str, str]]:
        """The parts of a mail that the portal sends: the code to sign in."""
        _subject, _line, text = render_to_string("account/email/login_code.txt", {"code": "123456"}, using="text").strip().partition("\n")
        return parts(text)
