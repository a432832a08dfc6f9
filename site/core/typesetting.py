"""Documents on paper: templates of Typst, with our own fonts and nothing of the machine's.

A template stands in site/documents/<application>/<name>.typ and reads its values from `sys.inputs.data` (JSON), so that
what people typed is never part of a program. Every PDF is PDF/A-3 (ISO 19005-3) and PDF/UA-1 (ISO 14289-1): archived, tagged.
"""

import json
import re
import unicodedata
from datetime import datetime
from functools import lru_cache
from typing import Any

import segno
import typst
from anyascii import anyascii
from django.conf import settings

from core.languages import direction

FOLDER = settings.BASE_DIR / "site/documents"
SHOWN = (  # Unicode blocks that our two faces have, first and last character
    ("\u0020", "\u024f"),  # Latin
    ("\u0300", "\u036f"),  # accents
    ("\u0370", "\u0482"),  # Greek, Cyrillic
    ("\u048a", "\u04ff"),
    ("\u0600", "\u061b"),  # Arabic
    ("\u061e", "\u06ff"),
    ("\u0750", "\u077f"),
    ("\u1e00", "\u1fff"),  # Latin and Greek with accents
    ("\u2010", "\u2027"),  # dashes, quotation marks
    ("\u2030", "\u203a"),
    ("\u20ac", "\u20ac"),
    ("\u2116", "\u2116"),
)
NON_JOINER = "\u200c"  # Persian needs it within words
VOWELS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]")
LOST_ACCENTS = re.compile("(?<![A-Za-z\u00c0-\u04ff\u1e00-\u1fff])[\u0300-\u036f]+")  # on no letter: no face shows them
CONTEXTUAL = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")  # Arabic letters by their shape


class TypesettingError(Exception):
    """A document cannot be typeset. What it says holds none of its values."""


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Libertinus, which Typst carries, and Amiri for Arabic."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FOLDER / "fonts")])


def typeset(template: str, language: str, values: dict[str, Any], made_at: datetime) -> bytes:
    """A PDF of `<template>.typ` in a language. The same values and moment give the same bytes. Raises TypesettingError."""
    held = {"language": language, "direction": direction(language), **all_printable(values)}
    try:
        compiled = typst.compile(
            str(FOLDER / f"{template}.typ"),
            root=str(FOLDER),
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(held, ensure_ascii=False)},
            pdf_standards=["a-3a", "ua-1"],
            timestamp=int(made_at.timestamp()),
            format="pdf",
        )
    except typst.TypstError as error:
        raise TypesettingError(template) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of Rust: no Exception, which would end the worker's thread
            raise
        raise TypesettingError(template) from error
    return bytes(compiled)


def all_printable(value: Any) -> Any:
    """The same values with every text as it can be shown."""
    if isinstance(value, dict):
        return {key: all_printable(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [all_printable(held) for held in value]
    return printable(str(value)) if isinstance(value, str) else value


def printable(text: str) -> str:
    """A text that our faces can show: letters of scripts they lack are written in Latin ones.

    Arabic loses its vowel signs, which print seldom has: programs that read a PDF put them beside the wrong letter.
    """
    whole = CONTEXTUAL.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    shown = "".join(map(in_our_faces, VOWELS.sub("", unicodedata.normalize("NFC", whole))))
    return " ".join(LOST_ACCENTS.sub("", shown).split())


def in_our_faces(letter: str) -> str:
    if letter.isspace():
        return " "
    return letter if shows(letter) else "".join(filter(str.isprintable, anyascii(letter)))


def shows(letter: str) -> bool:
    if letter == NON_JOINER:
        return True
    return unicodedata.category(letter)[0] != "C" and any(first <= letter <= last for first, last in SHOWN)


def script_direction(text: str) -> str:
    """`rtl` or `ltr`, by the first letter that has a direction (UAX 9, rules P2 and P3)."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return "rtl" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


def qr(address: str) -> list[list[int]]:
    """The modules of a QR code, 1 for dark, without its quiet zone: the template draws them."""
    return [[int(bool(module)) for module in row] for row in segno.make(address, error="m", micro=False).matrix]
