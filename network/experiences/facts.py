"""The facts of an experience in the reader's language: the same beside its page, side by side with others, and on paper.

Names that are known in other languages only carry theirs. A fact without words is not documented.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from core.languages import current, language_name, long_date, number
from network.prose import Words

if TYPE_CHECKING:
    from network.experiences.reading import Reading


@dataclass(frozen=True)
class Fact:
    name: str
    label: str
    words: list[Words]


def here(*texts: object) -> list[Words]:
    """Texts in the reader's language, without the empty ones."""
    return [Words(str(text), current()) for text in texts if text]


def terms(facet: str) -> "Callable[[Reading], list[Words]]":
    return lambda reading: here(*(term.display_name for term in reading.terms[facet]))


def chosen(name: str) -> "Callable[[Reading], list[Words]]":
    """The label of a choice, nothing when none was made."""
    return lambda reading: here(getattr(reading.page, f"get_{name}_display")() if getattr(reading.page, name) else "")


def staff(reading: "Reading") -> list[Words]:
    posts = reading.page.staff
    if posts is None:
        return []
    shown = posts.normalize()
    return here(ngettext("%(posts)s full-time post", "%(posts)s full-time posts", int(posts)) % {"posts": number(shown)})


def checked(reading: "Reading") -> list[Words]:
    day = reading.page.checked_on
    return here(long_date(day) if day else _("Not yet"))


FACTS: "dict[str, tuple[Any, Callable[[Reading], list[Words]]]]" = {
    "place": (_("Place"), lambda reading: [*filter(None, [reading.place])]),
    "country": (_("Country"), lambda reading: here(reading.page.country_name)),
    "region": (_("Region"), lambda reading: here(reading.region)),
    "years": (_("Years"), lambda reading: here(reading.page.years)),
    "form": (_("Forms of violence"), terms("form")),
    "measure": (_("Kinds of measure"), terms("measure")),
    "public": (_("Publics"), terms("public")),
    "policy": (_("Policy areas"), terms("policy")),
    "partners": (_("Partners"), lambda reading: reading.partners),
    "status": (_("Status"), chosen("status")),
    "scale": (_("Scale"), chosen("scale")),
    "cost": (_("Cost"), chosen("cost_band")),
    "staff": (_("Staff"), staff),
    "transfer": (_("Transfer"), chosen("transfer_status")),
    "checked": (pgettext_lazy("label of a date", "Checked on"), checked),
    "languages": (_("Languages"), lambda reading: here(*map(language_name, reading.page.ready_languages))),
}
BESIDE = (
    "place",
    "country",
    "region",
    "public",
    "policy",
    "partners",
    "status",
    "scale",
    "cost",
    "staff",
    "transfer",
    "checked",
    "languages",
)
COMPARED = (
    "country",
    "years",
    "status",
    "scale",
    "form",
    "measure",
    "public",
    "policy",
    "partners",
    "cost",
    "staff",
    "transfer",
    "checked",
)
ON_PAPER = tuple(name for name in FACTS if name not in ("country", "years"))


def facts_of(reading: "Reading", names: Iterable[str]) -> list[Fact]:
    return [Fact(name, str(FACTS[name][0]), FACTS[name][1](reading)) for name in names]
