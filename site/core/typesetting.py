"""Documents on paper: templates of Typst, with our own fonts and nothing of the machine's.

A template stands in site/documents/<application>/<name>.typ and reads its values from `sys.inputs.data` (JSON), so that
what people typed is never part of a program. Every PDF is PDF/A-3 (ISO 19005-3) and PDF/UA-1 (ISO 14289-1): archived, tagged.
"""

import json
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
STANDARDS = ["a-3a", "ua-1"]
SCRIPTS = {"LATIN", "ARABIC", "GREEK", "CYRILLIC"}  # what our two faces have


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Libertinus, which Typst carries, and Amiri for Arabic."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FOLDER / "fonts")])


def typeset(template: str, language: str, values: dict[str, Any], made_at: datetime) -> bytes:
    """A PDF of `<template>.typ` in a language. The same values and moment give the same bytes.

    Raises typst.TypstError when the template cannot be typeset.
    """
    held = {"language": language, "direction": direction(language), **values}
    compiled = typst.compile(
        str(FOLDER / f"{template}.typ"),
        root=str(FOLDER),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(held, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=int(made_at.timestamp()),
        format="pdf",
    )
    return bytes(compiled)


def printable(text: str) -> str:
    """A text that our faces can show: letters of scripts they lack are written in Latin ones."""
    return "".join(letter if shows(letter) else anyascii(letter) for letter in unicodedata.normalize("NFC", text))


def shows(letter: str) -> bool:
    if not letter.isalpha():
        return ord(letter) < 0x3000 and letter.isprintable()
    return unicodedata.name(letter, "").partition(" ")[0] in SCRIPTS


def qr(address: str) -> list[list[int]]:
    """The modules of a QR code, 1 for dark, without its quiet zone: the template draws them."""
    return [[int(bool(module)) for module in row] for row in segno.make(address, error="m", micro=False).matrix]


def script_direction(text: str) -> str:
    """`rtl` or `ltr`, by the first letter that has a direction (UAX 9, rules P2 and P3)."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return "rtl" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L" else "ltr"
