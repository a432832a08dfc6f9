"""The charter's texts, its signatures, and their evidence."""

from charter.models.evidence import ChainHead, SignatureEvent
from charter.models.signatories import Signatory, SigningLink
from charter.models.signatures import Note, Signature
from charter.models.texts import Article, CharterText, CharterVersion, Declaration

__all__ = [
    "Article",
    "ChainHead",
    "CharterText",
    "CharterVersion",
    "Declaration",
    "Note",
    "Signatory",
    "Signature",
    "SignatureEvent",
    "SigningLink",
]
