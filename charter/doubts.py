"""What the secretariat should look at before it decides on a file: pieces that are missing or do not fit together."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from charter.models import Signature
from network.duplicates import ALIKE, MOST_COMPARED, MOST_SHOWN, alike, domain_of
from network.models import LocalGovernment

OLD_DECISION = timedelta(days=2 * 365)


@dataclass(frozen=True)
class Doubt:
    """Something to look at. `others` are records that may be the same local government."""

    code: str
    text: str
    others: tuple[LocalGovernment, ...] = ()


def doubts_of(signatures: Collection[Signature]) -> dict[int, list[Doubt]]:
    """What to look at in each file, by its key. Reads the database once, whatever their number."""
    likely = likely_duplicates([signature.local_government for signature in signatures])
    return {signature.pk: doubts(signature, likely.get(signature.local_government_id, [])) for signature in signatures}


def doubts(signature: Signature, likely: Collection[LocalGovernment] = ()) -> list[Doubt]:
    """What to look at in one file, given the records that its local government may repeat."""
    found = [*mandate_doubts(signature)]
    if signature.local_government.is_provisional:
        found.append(Doubt("provisional", _("New in the network: check that this local government exists")))
    if likely:
        found.append(Doubt("duplicate", _("May be the same as:"), tuple(likely)))
    person = signature.person
    if person and (domains := domains_that_differ(person.email, signature.local_government.website)):
        found.append(Doubt("domain", _("The signatory writes from %(email)s, the website is %(website)s") % domains))
    return found


def mandate_doubts(signature: Signature) -> list[Doubt]:
    today = timezone.localdate()
    if signature.mandate_is_pending:
        return [Doubt("overdue", _("The decision is overdue"))] if before(signature.mandate_until, today) else []
    found = []
    if not signature.mandate_file:
        found.append(Doubt("no_file", _("No file of the decision")))
    if before(today, signature.mandate_date):
        found.append(Doubt("future", _("The decision is dated in the future")))
    if before(signature.mandate_date, today - OLD_DECISION):
        found.append(Doubt("old", _("The decision is more than two years old")))
    return found


def before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def domains_that_differ(email: str, website: str) -> dict[str, str]:
    """The domains of an address and of a website when both are known and neither is a part of the other, else nothing."""
    mine, theirs = email.rpartition("@")[2].lower(), domain_of(website)
    same = mine == theirs or mine.endswith(f".{theirs}") or theirs.endswith(f".{mine}")
    return {"email": mine, "website": theirs} if mine and theirs and not same else {}


def likely_duplicates(local_governments: Collection[LocalGovernment]) -> dict[int, list[LocalGovernment]]:
    """The records that each of these may repeat, by its key: a name alike in the same country, or the same website."""
    if not local_governments:
        return {}
    wanted = Q(country__in={row.country for row in local_governments})
    for domain in {domain_of(row.website) for row in local_governments} - {""}:
        wanted |= Q(website__icontains=domain)
    known = list(LocalGovernment.objects.filter(wanted).order_by("slug")[:MOST_COMPARED])
    return {row.pk: list(islice((other for other in known if is_alike(row, other)), MOST_SHOWN)) for row in local_governments}


def is_alike(one: LocalGovernment, other: LocalGovernment) -> bool:
    """Two records that may be of the same local government."""
    if one.pk == other.pk:
        return False
    domain = domain_of(one.website)
    if domain and domain_of(other.website) == domain:
        return True
    return one.country == other.country and any(alike(other, name) >= ALIKE for name in {one.name_local, *one.known_names.values()})
