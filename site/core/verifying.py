"""Checking a sealed document: its code as people type it, the name on the paper, the file itself."""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass

from core import sealed, sealing
from core.folding import fold
from core.forms import DIGITS, UNSEEN
from core.models import SealedDocument
from core.models.sealed import ALPHABET, LENGTH
from core.sealed import Attestation, Standing
from core.typesetting import printable

# Letters of other keyboards that look like those of a code, and the one that is taken for another
ALIKE = str.maketrans("авсекмнпртух" + "αβκνρτυχ" + "u", "abcekmhnptyx" + "abkvptvx" + "v")
LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "œ": "oe", "æ": "ae", "ی": "ي", "ې": "ي", "ک": "ك", "ە": "ه"})
APOSTROPHES = re.compile("['’‘ʼ`´]")
LONGEST_TYPED = 500

LOOKS = {  # of what holds today: its icon and its tone, as in the register
    Standing.IN_FORCE: ("done", "good"),
    Standing.PENDING: ("pending", ""),
    Standing.SUSPENDED: ("paused", "bad"),
    Standing.WITHDRAWN: ("ended", "bad"),
    Standing.SUPERSEDED: ("ended", ""),
}


# --- The code
def read_code(typed: str) -> str | None:
    """The code in what was typed, whatever its case, spaces, hyphens and digits, also within a whole address; None when there is none."""
    if len(typed) > LONGEST_TYPED:
        return None
    text = UNSEEN.sub("", unicodedata.normalize("NFKC", typed)).translate(DIGITS).casefold()
    text = re.sub(r"^.*/verify/([^/?#]*).*$", r"\1", text.strip())
    code = re.sub(r"[\s\W_]+", "", text).translate(ALIKE)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def find(code: str) -> SealedDocument | None:
    return SealedDocument.objects.sealed().filter(code=code).first()


@dataclass(frozen=True)
class Shown:
    """A document as the page shows it: what it attests and what holds now. It names no person."""

    document: SealedDocument
    attestation: Attestation | None

    @classmethod
    def of(cls, document: SealedDocument) -> "Shown":
        return cls(document, sealed.attestation(document))

    @property
    def kind_name(self) -> str:
        kind = sealed.KINDS.get(self.document.kind)
        return str(kind.name) if kind else ""

    @property
    def icon(self) -> str:
        return LOOKS[self.attestation.standing][0] if self.attestation else "none"

    @property
    def tone(self) -> str:
        return LOOKS[self.attestation.standing][1] if self.attestation else ""


# --- The name
def is_named(document: SealedDocument, typed: str) -> bool:
    """Whether the paper names this person, whole. Every name is compared, so that the time taken tells nothing."""
    asked = written_ways(typed)
    printed = [one for name in sealed.names(document) for one in (name, printable(name))]
    matches = [hmac.compare_digest(*pair) for name in printed for pair in zip(written_ways(name), asked, strict=True)]
    return any(matches) and bool(fold(typed))


def written_ways(name: str) -> tuple[bytes, ...]:
    """A name as hashes: its words in whatever order, once with apostrophes between words, once within; its letters in whatever words."""
    plain = name.casefold().translate(LETTERS)
    words, whole = fold(plain).split(), fold(APOSTROPHES.sub("", plain)).split()
    return digest(" ".join(sorted(words))), digest(" ".join(sorted(whole))), digest("".join(words))


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


# --- The file
@dataclass(frozen=True)
class Answer:
    """What a file is: `same` as one that we sealed, `genuine` but in no register, `changed`, `not_ours`, `not_pdf`, or `unknown` by its hash."""

    finding: str
    shown: Shown | None = None


def by_hash(sha256: str) -> Answer:
    """What is known of a file by its SHA-256 alone."""
    document = SealedDocument.objects.sealed().filter(sha256=sha256).first()
    return Answer("same", Shown.of(document)) if document else Answer("unknown")


def by_content(pdf: bytes) -> Answer:
    """What a file is: compared with ours byte for byte, else judged by the seal it carries."""
    answer = by_hash(hashlib.sha256(pdf).hexdigest())
    return answer if answer.shown else Answer(sealing.verdict(pdf).finding.value)
