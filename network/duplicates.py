"""Finding the record that somebody means, and those that a new one would repeat."""

import re
from heapq import nlargest
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db.models import Q

from network.names import distinctive, folded, likeness
from network.permissions import Visitor

if TYPE_CHECKING:
    from network.models.records import LocalGovernment, LocalGovernmentQuerySet

ALIKE = 75  # of 100: “Exempleville” and “Exampleville” are, “Paris” and “Parma” are not
MOST_COMPARED = 5000  # names of one country; more than any country has local governments in the network
MOST_SHOWN = 5
SHARED = ("facebook.com", "instagram.com", "x.com", "twitter.com", "linkedin.com", "youtube.com", "google.com", "wikipedia.org")


def known_to(user: Visitor, local_governments: "LocalGovernmentQuerySet") -> "LocalGovernmentQuerySet":
    """Those a visitor may find: a record somebody else is still preparing stays theirs."""
    seen = Q(is_provisional=False)
    if user.is_authenticated:
        seen |= Q(pk__in=user.representations.speaking().values("local_government"))
    return local_governments.filter(seen)


def domain_of(website: str) -> str:
    """The domain that says whose site it is; empty for none and for sites that many share."""
    try:
        domain = (urlsplit(website).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return "" if domain.endswith(SHARED) else domain


def likely(
    local_governments: "LocalGovernmentQuerySet", *, name: str, country: str, website: str = "", most: int = MOST_SHOWN
) -> "list[LocalGovernment]":
    """Records that a new one would probably repeat, the likeliest first: a name alike in the same country, or the same domain."""
    domain = domain_of(website)
    wanted = Q(country=country)
    if domain:
        wanted |= Q(website__icontains=domain)
    scored = ((resemblance(row, name, country, domain), row) for row in local_governments.filter(wanted).order_by("slug")[:MOST_COMPARED])
    best = nlargest(most, (pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: pair[0])
    return [row for _score, row in best]


def resemblance(row: "LocalGovernment", name: str, country: str, domain: str) -> float:
    """From 0 to 100; a shared domain says more than any name."""
    if domain and domain_of(row.website) == domain:
        return 100
    return alike(row, name) if row.country == country else 0


def alike(row: "LocalGovernment", name: str) -> float:
    """How alike the name is to the best of the record's names."""
    return max(max(likeness(name, known), sounds_alike(name, known)) for known in {row.name_local, *row.known_names.values()})


def sounds_alike(one: str, other: str) -> float:
    """How alike two names in different scripts are by their consonants: most scripts write vowels differently, or not at all."""
    if folded(one).isascii() == folded(other).isascii():
        return 0
    return likeness(consonants(one), consonants(other))


def consonants(name: str) -> str:
    return re.sub("[aeiouwy]", "", distinctive(name))


def closest(local_governments: "LocalGovernmentQuerySet", query: str, most: int = MOST_SHOWN) -> "list[LocalGovernment]":
    """What somebody may have meant by a name that is nowhere: the names most like it."""
    scored = ((alike(row, query), row) for row in local_governments.order_by("slug")[:MOST_COMPARED])
    return [row for _score, row in nlargest(most, (pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: pair[0])]
