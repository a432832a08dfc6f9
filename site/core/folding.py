"""Text in any script, folded so that the ways of writing one thing agree."""

import re
import unicodedata

ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})


def fold(text: str) -> str:
    """Lower case, without accents, vowel signs, punctuation or doubled spaces; Arabic letters in their plain form."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).translate(ARABIC)
    return re.sub(r"[\W_]+", " ", plain.casefold()).strip()
