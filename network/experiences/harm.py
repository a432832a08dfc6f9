"""What may lead somebody to a woman, found in the texts of an experience: mailboxes, telephones, streets, very small counts.

Pure functions: a page's passages in, findings out. A mailbox, a telephone or a street stops the publication; a small count
in a sentence is shown beside the question about small numbers, for it may be a rate, a decision, or four municipalities.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from network.experiences import harm_patterns as patterns
from network.experiences.passages import Passage

AROUND = 30  # characters of an excerpt on each side
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
HYPHENS = re.compile(r"[\u2010-\u2015\u2212]")
SHORTEST, LONGEST = 6, 15  # digits of a number that is dialled; shorter ones are help numbers, years, counts
WITH_COUNTRY, WITH_ZERO, WITHOUT_GROUPS, KNOWN_BY_ITS_END = 8, 9, 9, 7


class Kind(StrEnum):
    MAILBOX = "mailbox"
    TELEPHONE = "telephone"
    STREET = "street"
    FEW = "few"


MESSAGES = {
    Kind.MAILBOX: _("An e-mail address stands in the text. Take it out: readers write through the page’s form, which hides it."),
    Kind.TELEPHONE: _("A telephone number stands in the text. Take it out, or link to the page with the help numbers."),
    Kind.STREET: _("A street with its number stands in the text. Name the town only: a woman could be followed there."),
    Kind.FEW: _("Fewer than 5 people could be recognised. Write “fewer than 5”, unless it is a rate or a published count."),
}
STOPPING = (Kind.MAILBOX, Kind.TELEPHONE, Kind.STREET)


@dataclass(frozen=True)
class Finding:
    kind: Kind
    passage: Passage
    excerpt: str

    @property
    def message(self) -> Any:
        return MESSAGES[self.kind]

    @property
    def stops(self) -> bool:
        return self.kind in STOPPING


def find(passages: Iterable[Passage], help_numbers: Collection[str] = ()) -> list[Finding]:
    """All that was found, in the order of the passages. `help_numbers` (digits) may be printed: everybody may call them."""
    return [finding for passage in passages for finding in in_passage(passage, help_numbers)]


def in_passage(passage: Passage, help_numbers: Collection[str]) -> Iterator[Finding]:
    text = plain(passage.text)
    searches: dict[Kind, Callable[[], Iterator[re.Match[str]]]] = {
        Kind.MAILBOX: lambda: patterns.MAILBOX.finditer(text),
        Kind.TELEPHONE: lambda: telephones(text, help_numbers),
        Kind.STREET: lambda: (match for pattern in patterns.STREETS for match in pattern.finditer(text)),
        Kind.FEW: lambda: patterns.few(passage.language).finditer(text),
    }
    for kind, search in searches.items():
        yield from (Finding(kind, passage, around(text, match)) for match in search())


def plain(text: str) -> str:
    """As it is read: digits 0-9 in every script, ordinary spaces and hyphens, nothing invisible."""
    plain = HYPHENS.sub("-", INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in plain)


def around(text: str, match: re.Match[str]) -> str:
    """What was found, with a little of what stands around it, cut at words."""
    start, end = max(0, match.start() - AROUND), min(len(text), match.end() + AROUND)
    before = text[start : match.start()].partition(" ")[2] if start else text[: match.start()]
    after = text[match.end() : end].rpartition(" ")[0] if end < len(text) else text[match.end() :]
    excerpt = " ".join(f"{before}{match.group()}{after}".split())
    return f"{'… ' if start else ''}{excerpt}{' …' if end < len(text) else ''}"


def telephones(text: str, help_numbers: Collection[str]) -> Iterator[re.Match[str]]:
    """Numbers that look as if they were dialled, less our own help numbers."""
    text = blanked(blanked(text, patterns.ADDRESS_OF_A_PAGE), patterns.DATES)
    for match in patterns.NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if is_dialled(match.group(), digits, text[: match.start()], text[match.end() :]) and not is_help(digits, help_numbers):
            yield match


def blanked(text: str, pattern: re.Pattern[str]) -> str:
    """With a mark of the same length in place of each match, so that what stands on both sides stays apart."""
    return pattern.sub(lambda match: "\n" * len(match.group()), text)


def is_dialled(written: str, digits: str, before: str, after: str) -> bool:
    if not SHORTEST <= len(digits) <= LONGEST:
        return False
    if patterns.SAYS_TELEPHONE.search(before):
        return True
    if written.startswith("+") or digits.startswith("00"):
        return len(digits) >= WITH_COUNTRY
    if patterns.COUNTED.match(after):
        return False
    if digits.startswith("0") and len(digits) >= WITH_ZERO:
        return True
    return is_grouped_as_dialled(written, digits)


def is_grouped_as_dialled(written: str, digits: str) -> bool:
    """Whether the digits stand together as in 612 34 56 78 or (55) 5658 1111, not as in 12 345 678 or 2010-1134."""
    groups = re.findall(r"\d+", written)
    if len(groups) == 1:
        return len(digits) >= WITHOUT_GROUPS
    if "(" in written:
        return written.startswith("(") and len(digits) >= WITH_COUNTRY
    if any(re.fullmatch(patterns.YEAR, group) for group in groups):
        return False
    lengths = tuple(map(len, groups))
    return lengths in patterns.DIALLED or (
        lengths == (3, 3, 3) and digits[0] in "6789" and not digits.endswith("000") and "." not in written
    )


def is_help(digits: str, help_numbers: Collection[str]) -> bool:
    """One of ours, with or without its country's code in front."""
    shown = digits.lstrip("0")
    for number in help_numbers:
        known = re.sub(r"\D", "", number).lstrip("0")
        shorter, longer = sorted((shown, known), key=len)
        if shown == known or (len(shorter) >= KNOWN_BY_ITS_END and longer.endswith(shorter)):
            return True
    return False
