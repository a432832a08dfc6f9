"""Names of places in any script: a key for searching, and how alike two names are."""

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from core.folding import fold

folded = lru_cache(maxsize=4096)(fold)  # the same names are compared again and again


def romanised(text: str) -> str:
    """The same in Latin letters, whatever the script."""
    return folded(anyascii(text))


def search_key(*names: str) -> str:
    """What a search reads: each name as written and in Latin letters, once."""
    forms = {form for name in names if name for form in (folded(name), romanised(name))}
    return " | ".join(sorted(forms))


# Words that say what a body is, not which: they must not make two names look alike.
GENERIC = set(
    romanised(
        "municipality municipalité municipalidad municipio commune comuna city ville ciudad mairie ayuntamiento alcaldía town department département departamento "
        "province provincia region governorate gouvernorat gobernación gobierno government council conseil métropole metropolitan district island île isla autonome "
        "of the de du des la le les el los del d l demonstration demostración "
        "بلدية محافظة مدينة ولاية مقاطعة منطقة جهة عمالة مجلس جزيرة عرض تجريبي"
    ).split()
)


def words(query: str) -> list[str]:
    """The words of a query as `search_key` writes them, eight at most."""
    return folded(query).split()[:8]


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 100, whatever their scripts and without the words that say what a body is."""
    return fuzz.token_sort_ratio(distinctive(one), distinctive(other))


@lru_cache(maxsize=4096)
def distinctive(name: str) -> str:
    """The words of a name that say which place it is; all of them when nothing would remain."""
    parts = romanised(name).split()
    return " ".join(part for part in parts if part not in GENERIC) or " ".join(parts)


def place_name(name: str) -> str:
    """The place in a name, for a label: without the first words that say what the body is and without what stands in brackets."""
    parts = re.sub(r"\s*\([^)]*\)", "", name).replace("’", "'").replace("'", "' ").split()
    while parts and all(part in GENERIC for part in romanised(parts[0]).split()):
        parts.pop(0)
    return " ".join(parts).replace("' ", "'") or name
