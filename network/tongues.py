"""The languages in which a local government may have its own name, in the reader's language."""

from functools import lru_cache

from babel import Locale

from core.languages import CODES, current
from network.countries import fold

# Official languages of states and regions whose local governments may join; any other is written to the secretariat.
_OFFICIAL = (
    "af sq am hy ay az eu be bn bs bg my ca ceb ny zh hr cs da dv nl dz et fo fil fi gl ka de el gn ht ha he hi hu is ig id ga it ja jv "
    "kk km rw rn ko ku ky lo lv ln lt lb mk mg ms ml mt mi mr mn ne no oc or om ps fa pl pt pa qu ro ru sm sg sr st sn sd si sk sl so sw sv tg ta te th "
    "ti to ts tn tr tk uk ur uz vi cy wo xh yo zu"
)
OFFICIAL = tuple(_OFFICIAL.split())


def choices() -> list[tuple[str, str]]:
    """Codes and names: the portal's languages first, then the others in alphabetical order."""
    return list(_choices(current()))


@lru_cache
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    names = Locale.parse(language).languages
    others = sorted(((code, names.get(code, code)) for code in OFFICIAL if code not in CODES), key=lambda item: fold(item[1]))
    return (*((code, names.get(code, code)) for code in CODES), *others)
