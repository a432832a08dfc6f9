"""Countries in the reader's language, and the region of the world each belongs to."""

import unicodedata

from core.countries import CODES, country_name, names
from core.languages import current
from network.enums import Region

__all__ = ["CODES", "REGION_OF", "choices", "country_name", "fold", "names", "region_of"]


def choices() -> list[tuple[str, str]]:
    """Codes and names, in the alphabetical order of the active language's names without accents."""
    return sorted(names(current()).items(), key=lambda item: fold(item[1]))


def fold(text: str) -> str:
    """For sorting names: letters without accents, in lower case; other scripts as they are."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


_REGIONS = {
    Region.AFRICA: "DZ AO BJ BW BF BI CV CM CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU YT MA MZ NA NE NG RE RW SH ST SN SC SL SO ZA SS SD TZ TG TN UG EH ZM ZW",
    Region.ASIA_PACIFIC: "AF AS AU BD BT BN KH CN CX CC CK FJ PF GU HK HM IN ID IO JP KI KP KR LA MO MY MV MH FM MN MM NR NP NC NZ NU NF MP PK PW PG PH PN WS SG SB LK TW TH TL TK TO TV UM VU VN WF KZ KG TJ TM UZ",
    Region.LATIN_AMERICA: "AG AI AR AW BS BB BZ BO BQ BR BV VG KY CL CO CR CU CW DM DO EC SV FK GF GD GP GT GY HT HN JM MQ MX MS NI PA PY PE PR BL KN LC MF VC SX SR TT TC UY VE VI GS",
    Region.MIDDLE_EAST_WEST_ASIA: "AM AZ BH GE IR IQ IL JO KW LB OM PS QA SA SY TR AE YE",
    Region.NORTH_AMERICA: "BM CA GL PM US",
}
REGION_OF = {code: region for region, codes in _REGIONS.items() for code in codes.split()}


def region_of(code: str) -> Region:
    """The region a country is counted in; Europe when no other list has it."""
    return REGION_OF.get(code, Region.EUROPE)
