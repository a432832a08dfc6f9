"""The directory as files: CSV for spreadsheets, JSON for programs, Atom for news of members. No person is named in any."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.feeds import BYTE_ORDER_MARK, LICENCE, NOT_IN_XML, Feed, address, cell, opened, tag
from core.languages import CODES, current, long_date
from network.filters import Filters
from network.models.records import LocalGovernment, LocalGovernmentQuerySet, Source
from network.sorting import InPlainOrder, by_name
from network.standing import with_standing

NEWEST = 50  # entries in the Atom feed
AT_A_TIME = 500  # rows read and sent together
FACTS = ("population", "population_year", "population_source")
COLUMNS: dict[str, str | Promise] = {
    "public_id": gettext_lazy("Identifier of the local government, which never changes."),
    "name": gettext_lazy("Name, in the language of this file where it is known, else its own."),
    "name_local": gettext_lazy("Name in its own language and script."),
    "name_local_language": gettext_lazy("Language of that name, as a code (BCP 47)."),
    **{f"name_{code}": gettext_lazy("Name in one language of the portal, where it is known.") for code in CODES},
    "level": gettext_lazy("Level of the local government, as a code."),
    "country": gettext_lazy("Country, as a code (ISO 3166-1, two letters)."),
    "country_name": gettext_lazy("Name of the country, in the language of this file."),
    "region": gettext_lazy("Region of the world, as a code."),
    "role": gettext_lazy("Role in the programme, as a code; empty for none."),
    "membership": gettext_lazy("member by a signature in force, demonstration for one made to try the portal, or empty."),
    "member_since": gettext_lazy("Day since which it is a member."),
    "population": gettext_lazy("Population, approximate; empty when it is not known."),
    "population_year": gettext_lazy("Year of the population."),
    "population_source": gettext_lazy("Source of the population; empty when it is not documented."),
    "latitude": gettext_lazy("Latitude in degrees, approximate."),
    "longitude": gettext_lazy("Longitude in degrees, approximate."),
    "coordinates_source": gettext_lazy("Source of the position; empty when it is not documented."),
    "website": gettext_lazy("Website of the local government."),
    "sources": gettext_lazy("Addresses of the pages that say so, separated by spaces in the CSV file."),
    "demonstration": gettext_lazy("Whether it is made up, or was added while trying the portal."),
    "url": gettext_lazy("Address of its profile; empty when it has none."),
}


def asked(filters: Filters) -> LocalGovernmentQuerySet:
    """What is made up comes last."""
    found = with_standing(filters.narrow(LocalGovernment.objects.listed()))
    return found.order_by("is_demonstration", by_name(), InPlainOrder("slug"))


def rows(filters: Filters) -> Iterator[dict[str, Any]]:
    """What is public of each, a batch at a time. The language is the one in which the file was asked for."""
    language, records = current(), asked(filters).iterator(chunk_size=AT_A_TIME)

    def make() -> Iterator[dict[str, Any]]:
        while batch := list(islice(records, AT_A_TIME)):
            yield from in_language(language, batch)

    return make()


def in_language(language: str, batch: list[LocalGovernment]) -> list[dict[str, Any]]:
    sources: dict[int, list[str]] = {}
    for owner, url in Source.objects.filter(local_government__in=[one.pk for one in batch]).values_list("local_government", "url"):
        sources.setdefault(owner, []).append(url)
    with translation.override(language):
        return [row(one, sources.get(one.pk, [])) for one in batch]


def row(one: Any, sources: list[str]) -> dict[str, Any]:
    """In the order of COLUMNS."""
    values = (
        *(str(one.public_id), one.display_name, one.name_local, one.name_local_language),
        *(one.known_names.get(code, "") for code in CODES),
        *(one.level, one.country, one.country_name, one.region, "" if one.role == "reference" else one.role),
        *(membership(one), one.member_since, *(getattr(one, name) for name in FACTS)),
        *(None if degrees is None else float(degrees) for degrees in (one.latitude, one.longitude)),
        *(one.coordinates_source, one.website, sources, one.is_demonstration),
        address(one.get_absolute_url()) if one.has_page else "",
    )
    return dict(zip(COLUMNS, values, strict=True))


def membership(one: Any) -> str:
    if one.has_real_signature:
        return "member"
    return "demonstration" if one.is_member else ""


def own_address(kind: str, filters: Filters) -> str:
    """The address of a file or of the list, with the filters and nothing else of the request."""
    path = reverse(f"directory:{kind}") if kind else reverse("wagtail_serve", args=["network/"])
    return address(path) + (f"?{filters.query}" if filters.query else "")


# --- CSV
def as_csv(filters: Filters) -> Iterator[str]:
    """One line each."""
    return lines(rows(filters))


def lines(found: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + line(list(COLUMNS))
    while batch := list(islice(found, AT_A_TIME)):
        yield "".join(line([flat(value) for value in one.values()]) for one in batch)


def line(values: list[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(values)
    return out.getvalue()


def flat(value: object) -> str:
    return cell(" ".join(value) if isinstance(value, list) else value)


# --- JSON
def as_json(filters: Filters) -> Iterator[str]:
    head = {
        "title": _("Directory of the network"),
        "url": own_address("json", filters),
        "language": current(),
        "generated": timezone.now().isoformat(timespec="seconds"),
        "license": LICENCE,
        "note": _(
            "Who took part in the programme, and members. Those marked as demonstration are made up, or were added to try the portal."
        ),
        "columns": {name: str(meaning) for name, meaning in COLUMNS.items()},
    }
    return pieces(json.dumps(head, ensure_ascii=False, indent=1), rows(filters))


def pieces(head: str, found: Iterator[dict[str, Any]]) -> Iterator[str]:
    """One document, sent as it is read."""
    yield head.removesuffix("\n}") + ',\n "local_governments": ['
    count = 0
    while batch := list(islice(found, AT_A_TIME)):
        yield ("," if count else "") + ",".join("\n  " + as_text(one) for one in batch)
        count += len(batch)
    yield f'\n ],\n "count": {count}\n}}\n'


def as_text(one: dict[str, Any]) -> str:
    default: Callable[[Any], str] = lambda value: value.isoformat()  # noqa: E731 -- days
    return json.dumps(one, ensure_ascii=False, default=default)


# --- Atom
def as_atom(filters: Filters) -> str:
    """The newest members, newest first."""
    feed = opened(
        title=_("New members of the network"),
        subtitle=_("Local governments whose signature of the charter was accepted."),
        link=own_address("", filters),
        own=own_address("atom", filters),
        guid=tag("members", filters.query),
    )
    members = with_standing(filters.narrow(LocalGovernment.objects.listed().members())).filter(page__live=True)
    for one in members.order_by("-member_since", InPlainOrder("slug"))[:NEWEST]:
        add_to(feed, one)
    return str(feed.writeString("utf-8"))


def add_to(feed: Feed, one: Any) -> None:
    title = _("%(name)s, %(country)s") % {"name": one.display_name, "country": one.country_name}
    since = _("Member since %(day)s.") % {"day": long_date(one.member_since)}
    if not one.has_real_signature:
        since += " " + _("The signature was made to try the portal and commits nobody.")
    feed.add_item(
        title=NOT_IN_XML.sub("", title),
        link=address(one.get_absolute_url()),
        description=f"<p>{escape(NOT_IN_XML.sub('', since))}</p>",
        unique_id=tag("member", str(one.public_id)),
        updateddate=datetime.combine(one.member_since, time(), UTC),
        pubdate=datetime.combine(one.member_since, time(), UTC),
        categories=[membership(one)],
    )
