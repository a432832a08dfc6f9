"""Countries and their names in the reader's language."""

from functools import lru_cache

import pycountry
from babel import Locale

from core.languages import current

# Names as the network's partners use them, where the Unicode names differ.
OURS = {"PS": {"en": "Palestine", "fr": "Palestine", "es": "Palestina", "ar": "فلسطين"}}
CODES = sorted(country.alpha_2 for country in pycountry.countries)


def country_name(code: str) -> str:
    """The country's name in the active language; the code itself when it is unknown."""
    return names(current()).get(code, code)


@lru_cache
def names(language: str) -> dict[str, str]:
    """Every country's name in a language, by ISO 3166-1 code."""
    territories = Locale.parse(language).territories
    return {code: OURS.get(code, {}).get(language) or territories.get(code, code) for code in CODES}
