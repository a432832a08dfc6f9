"""Finding pages by title and local governments by name, until the full-text engine exists.

Everything is compared without accents and in Latin letters too, whatever the script.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.languages import direction
from core.models import BasePage
from network.countries import fold
from network.models import LocalGovernment, ProfilePage
from network.names import search_key, words

LONGEST = 100  # characters read of a query
MOST = 50


@dataclass(frozen=True)
class Result:
    title: str
    language: str
    url: str
    kind: str
    summary: str = ""
    other_name: str = ""
    other_language: str = ""

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def other_direction(self) -> str:
        return direction(self.other_language)


def cleaned(text: str) -> str:
    """What is read of a query: printable, without doubled spaces, not too long."""
    printable = "".join(c if c.isprintable() else " " for c in text[: LONGEST * 4])
    return " ".join(printable.split())[:LONGEST].strip()


def find(text: str, request: HttpRequest) -> list[Result]:
    """Pages, then local governments, that have every word of the query; in the reader's language, alphabetical, 50 at most."""
    wanted = words(text)
    return (find_pages(wanted, request) + find_local_governments(text, wanted))[:MOST] if wanted else []


def find_pages(wanted: list[str], request: HttpRequest) -> list[Result]:
    """Readable pages by their titles in any language that is ready. Profiles are found by the names of their local government."""
    pages = BasePage.objects.readable().not_exact_type(ProfilePage).filter(depth__gt=1)
    found = [
        page.pk for page in pages if has_all(wanted, search_key(*(getattr(page, f"title_{code}") or "" for code in page.ready_languages)))
    ]
    whole = BasePage.objects.filter(pk__in=found).specific()  # their introductions stand in their own tables
    return in_order([page_result(page, request) for page in whole], wanted)


def in_order(results: list[Result], wanted: list[str]) -> list[Result]:
    """Those whose shown title has the words first, then those found by another name; each alphabetical."""
    return sorted(results, key=lambda result: (not has_all(wanted, search_key(result.title)), fold(result.title)))


def has_all(wanted: list[str], key: str) -> bool:
    return all(word in key for word in wanted)


def page_result(page: BasePage, request: HttpRequest) -> Result:
    return Result(title=page.t.title, language=page.display_language, url=page.get_url(request) or "", kind=_("Page"), summary=page.summary)


def find_local_governments(text: str, wanted: list[str]) -> list[Result]:
    listed = LocalGovernment.objects.listed().named_like(text).filter(page__live=True)
    return in_order([local_government_result(lg) for lg in listed], wanted)


def local_government_result(lg: LocalGovernment) -> Result:
    return Result(
        title=lg.display_name,
        language=lg.display_language,
        url=lg.get_absolute_url(),
        kind=lg.get_level_display(),
        summary=lg.country_name,
        other_name=lg.other_local_name,
        other_language=lg.name_local_language,
    )
