"""What the secretariat sees of representatives: notices, files without an owner, end dates to come, and everybody by place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from network.enums import SPEAKING
from network.models import LocalGovernment, OwnerNotice, Representative, RepresentativeEvent
from network.names import words
from network.people.notices import NEVER_SPOKE
from network.people_enums import OF_INVITATIONS

AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Pile:
    name: str
    label: Promise


PILES = {
    pile.name: pile
    for pile in (
        Pile("notices", _("Waiting for an answer")),
        Pile("without", _("Without an owner")),
        Pile("ending", _("Roles that end soon")),
        Pile("all", _("All with people")),
    )
}


def waiting(request: HttpRequest) -> int:
    """How many notices nobody has answered. Read once per request."""
    if not hasattr(request, "owner_notices_waiting"):
        request.owner_notices_waiting = OwnerNotice.objects.waiting().count()  # type: ignore[attr-defined]
    return request.owner_notices_waiting  # type: ignore[attr-defined]


def found_in(pile: Pile, query: str = "") -> QuerySet[Any]:
    """What a tab lists, in the order in which to take it; `query` is a name in any script."""
    lists: dict[str, Callable[[], QuerySet[Any]]] = {"notices": notices, "without": without_owner, "ending": ending, "all": with_people}
    found = lists[pile.name]()
    if not query:
        return found
    named = LocalGovernment.objects.named_like(query) if words(query) else LocalGovernment.objects.none()
    return found.filter(**{"pk__in" if found.model is LocalGovernment else "local_government__in": named})


def notices() -> QuerySet[OwnerNotice]:
    return OwnerNotice.objects.waiting().select_related("local_government", "representative__user").order_by("raised_at", "pk")


def ending() -> QuerySet[Representative]:
    rows = Representative.objects.speaking().filter(until__lte=timezone.localdate() + AHEAD)
    return rows.select_related("local_government", "user").order_by("until", "pk")


def without_owner() -> QuerySet[LocalGovernment]:
    """Members, and those that have or had people; the members first, for they stand in the register."""
    here = {"local_government": OuterRef("pk")}
    spoke = Exists(Representative.objects.exclude(status__in=NEVER_SPOKE).filter(**here))
    remembered = Exists(RepresentativeEvent.objects.exclude(kind__in=OF_INVITATIONS).filter(**here))
    owned = Exists(Representative.objects.owners().filter(**here))
    found = counted().filter(spoke | remembered | Q(member_since__isnull=False)).exclude(owned)
    return found.order_by("-member_since", "slug")


def with_people() -> QuerySet[LocalGovernment]:
    return counted().filter(people__gt=0).order_by("slug")


def counted() -> QuerySet[Any]:
    """Each with how many people speak for it today."""
    going_on = Q(representatives__until=None) | Q(representatives__until__gte=timezone.localdate())
    return LocalGovernment.objects.annotate(
        people=Count("representatives", filter=Q(representatives__status__in=SPEAKING) & going_on, distinct=True)
    )
