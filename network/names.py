"""Names of places in any script: a key for searching, and how alike two names are."""

import re
import unicodedata

from anyascii import anyascii
from rapidfuzz import fuzz

# Words that say what a body is, not which: they must not make two names look alike.
GENERIC = set(
    "municipality municipalite municipalidad municipio commune comuna city ville ciudad mairie ayuntamiento alcaldia town department departement departamento "
    "province provincia region governorate gouvernorat gobernacion gobierno government council conseil metropole metropolitan district of the de du des la le les el los del d l "
    "blydya bldyh blda mhafzh mdyna mdynh demonstration demostracion".split()
)
ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})


def folded(text: str) -> str:
    """Lower case, without accents, vowel signs, punctuation or doubled spaces; Arabic letters in their plain form."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).translate(ARABIC)
    return re.sub(r"[\W_]+", " ", plain.casefold()).strip()


def romanised(text: str) -> str:
    """The same in Latin letters, whatever the script."""
    return folded(anyascii(text))


def search_key(*names: str) -> str:
    """What a search reads: each name as written and in Latin letters, once."""
    forms = {form for name in names if name for form in (folded(name), romanised(name))}
    return " | ".join(sorted(forms))


def words(query: str) -> list[str]:
    """The words of a query as `search_key` writes them, eight at most."""
    return folded(query).split()[:8]


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 100, whatever their scripts and without the words that say what a body is."""
    return fuzz.token_sort_ratio(distinctive(one), distinctive(other))


def distinctive(name: str) -> str:
    """The words of a name that say which place it is; all of them when nothing would remain."""
    parts = romanised(name).split()
    return " ".join(part for part in parts if part not in GENERIC) or " ".join(parts)
