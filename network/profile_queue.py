"""What the secretariat sees of changes to profiles: those that wait, and what became of the others."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.models import LocalGovernment, ProfileChange
from network.names import words
from network.profile_enums import ChangeStatus


@dataclass(frozen=True)
class Pile:
    name: str
    label: Promise
    statuses: tuple[ChangeStatus, ...]


PILES = {
    pile.name: pile
    for pile in (
        Pile("waiting", _("Waiting for an answer"), (ChangeStatus.PROPOSED,)),
        Pile("accepted", pgettext_lazy("changes to profiles", "Accepted"), (ChangeStatus.ACCEPTED,)),
        Pile("refused", pgettext_lazy("changes to profiles", "Refused"), (ChangeStatus.REFUSED,)),
        Pile("withdrawn", pgettext_lazy("changes to profiles", "Withdrawn"), (ChangeStatus.WITHDRAWN,)),
        Pile("taken_back", pgettext_lazy("changes to profiles", "Taken back"), (ChangeStatus.TAKEN_BACK,)),
    )
}
OF_ONE = Pile("of", _("Every change"), tuple(ChangeStatus))


def waiting(request: HttpRequest) -> int:
    """How many proposals wait. Read once per request."""
    if not hasattr(request, "profile_changes_waiting"):
        request.profile_changes_waiting = ProfileChange.objects.waiting().count()  # type: ignore[attr-defined]
    return request.profile_changes_waiting  # type: ignore[attr-defined]


def found_in(pile: Pile, query: str = "", of: LocalGovernment | None = None) -> QuerySet[Any]:
    """The changes of a pile in the order in which to take them; `query` is a name in any script."""
    found = ProfileChange.objects.filter(status__in=pile.statuses).select_related("local_government", "ended_by")
    if of:
        found = found.filter(local_government=of)
    elif query:
        named = LocalGovernment.objects.named_like(query) if words(query) else LocalGovernment.objects.none()
        found = found.filter(local_government__in=named)
    order = ("proposed_at", "pk") if pile.name == "waiting" else ("-changed_at", "-pk")
    return found.prefetch_related("contributions__by").order_by(*order)
