"""How mailboxes, telephones, streets and small counts of people are written, in the portal's languages and some neighbours'."""

import re
from functools import cache

YEAR = r"(?:19|20)\d\d"
ADDRESS_OF_A_PAGE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
DATES = re.compile(
    rf"(?<![\d./-])(?:{YEAR}\s?[-/]\s?(?:{YEAR}|\d\d)|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d\d)?\d\d|{YEAR}-\d\d-\d\d|\d{{1,2}}[:h]\d\d)(?![./-]?\d)"
)

MAILBOX = re.compile(
    r"[\w.+'-]+\s?(?:@|[(\[{]\s?(?:at|arobase|arroba|@)\s?[)\]}])\s?[\w-]+(?:(?:\.|\s?[(\[](?:dot|point|punto)[)\]]\s?)[\w-]+)+",
    re.IGNORECASE,
)

NUMBER = re.compile(r"(?<![\w@/.,=&#%-])(?:\+|\()?\d[\d ().\-/]{3,24}\d(?!\w|[.,]\d)")
SAYS_TELEPHONE = re.compile(
    r"(?:\bt[eé]l(?:\.|[eé]phone?|[eé]fono)?|\bphone|\bmobile|\bcell|whatsapp|\bsms\b|\bfax|\bcall\b|\bring\b|\bappel(?:ez|er)\b|"
    r"\bllam(?:e|en|a|ar|ando)\b|m[oó]vil|celular|هاتف|اتصل|الاتصال|جوال|واتساب)\W[^.\d]{0,30}$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\s*(?:%|€|\$|euros?\b|dollars?\b|pesos?\b|soles\b|reais\b|francs?\b|habitants?\b|inhabitants\b|habitantes\b|people\b|women\b|"
    r"femmes\b|mujeres\b|personas\b|personnes\b|million|نسمة|امرأة|يورو)",
    re.IGNORECASE,
)
# how the digits are grouped in numbers that are dialled and, unlike 12 345 678, never in counts
DIALLED = {
    *((3, 4), (4, 4), (5, 4), (2, 4, 4), (2, 5, 4), (3, 3, 4), (4, 3, 3), (3, 2, 2), (2, 3, 2, 2)),
    *((2, 2, 2, 2), (1, 2, 2, 2, 2), (2, 2, 2, 2, 2), (3, 2, 2, 2), (3, 2, 2, 2, 2)),
}

CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ]"
NAME = rf"{CAPITAL}[\w’'.-]*"
HOUSE = r"(?<![\w.,/-])(?!(?:19|20)\d\d\b)\d{1,4}(?:\s?(?:bis|ter|quater|[a-zA-Z]))?"
LINKS = r"(?:de|du|des|del|de\s+la|de\s+los|de\s+las|la|las|los|el|y|e|da|do|dos|das|d[’'])"
FRENCH = r"(?:rue|avenue|av\.|boulevard|bd\.?|impasse|allée|allées|chemin|quai|cours|square|passage|place|esplanade|villa|résidence)"
ENGLISH = r"(?:Street|St\.|Road|Rd\.?|Avenue|Ave\.?|Lane|Drive|Boulevard|Blvd\.?|Square|Court|Terrace|Way|Crescent)"
SPANISH = r"(?:calle|c/|avenida|avda\.?|av\.|plaza|pza\.?|paseo|carrera|cra\.|calzada|carretera|pasaje|rua|praça|travessa|carrer|avinguda|via|viale|piazza)"
NUMBERED = r"(?:,?\s*(?:n\.?[º°o]\.?\s*|n\.\s*|núm\.?\s*|número\s+|#\s*)|,\s*|\s+)"
ARABIC_STREET = r"(?:شارع|زنقة|نهج|زقاق|جادة)"

STREETS = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (rf"{HOUSE},?\s+(?i:{FRENCH})\s+(?:(?i:{LINKS})\s*)*(?:{NAME}|\d{{1,2}}\s+\w+)", 0),
        (rf"{HOUSE},?\s+(?:{NAME}\s+){{1,3}}{ENGLISH}(?!\w)", 0),
        (
            rf"(?<!\w)(?i:{SPANISH})\s*(?:(?i:{LINKS})\s+)*(?:{NAME}|\d{{1,3}})(?:\s+(?:{LINKS}|{NAME})){{0,5}}"
            rf"{NUMBERED}(?!{YEAR}\b)\d{{1,4}}(?:\s?-\s?\d{{1,3}})?(?!\s?(?:%|de\b|d[’']|h\b)|[\w.,]\d)",
            0,
        ),
        (
            rf"{ARABIC_STREET}\s+(?!من\b|في\b)(?:[^\W\d]+\s*){{1,3}}[،,]?\s*(?:(?:رقم|بناية|مبنى|عمارة)\s*){{0,2}}(?!{YEAR}\b)\d{{1,4}}(?!\d)",
            0,
        ),
        (rf"(?<!\d)(?!{YEAR}\b)\d{{1,4}}[،,]?\s+{ARABIC_STREET}\s+[^\W\d]+", 0),
    )
)

FEW = {
    "en": (r"[1-4]|two|three|four", r"wom[ae]n|girls?|victims?|survivors?|child(?:ren)?|people|persons?|mothers?|deaths|femicides"),
    "fr": (r"[1-4]|deux|trois|quatre", r"femmes?|filles?|victimes?|survivantes?|enfants?|personnes?|mères?|décès|féminicides?"),
    "es": (r"[1-4]|dos|tres|cuatro", r"mujer(?:es)?|niñas?|niños?|víctimas?|sobrevivientes?|personas?|madres?|muertes?|feminicidios?"),
    "ar": (
        r"[1-4]|ثلاث|ثلاثة|أربع|أربعة",
        r"نساء|امرأة|سيدات|فتيات|ضحايا|ناجيات|أطفال|أشخاص|شخص|أمهات|حالات",
    ),
}
ARABIC_PAIRS = r"امرأتان|امرأتين|طفلان|طفلين|فتاتان|فتاتين|ضحيتان|ضحيتين|شخصان|شخصين"
SHARE = r"(?!\s+(?:in|out\s+of|of\s+every|sur|de\s+cada|من\s+كل|من\s+بين|of\s+the)\b)"  # three women in ten is a rate, not three women


@cache
def few(language: str) -> re.Pattern[str]:
    """A count of one to four people, in the language; digits in every language."""
    numbers, people = FEW.get(language, FEW["en"])
    pairs = f"|{ARABIC_PAIRS}" if language == "ar" else ""
    return re.compile(rf"(?<![\w.,-])(?<!\d\s)(?:(?:{numbers})\s+(?:{people}){pairs})(?![\w’']){SHARE}", re.IGNORECASE)
