"""What waits for the secretariat: the files by what is to be done with them, found by name, and how many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Min, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from charter.doubts import Doubt, doubts_of
from charter.enums import ENDED, OPEN, MandateState, Status
from charter.models import Signature
from charter.models.signatures import SignatureQuerySet
from core.admin_frame import is_for_secretariat
from network.models import LocalGovernment, Representative
from network.names import words

SOON = timedelta(days=30)
IN_REGISTER_NOW = (Status.ACCEPTED, Status.SUSPENDED)


@dataclass(frozen=True)
class Pile:
    """Files that call for the same, in the order in which to take them."""

    name: str
    label: Promise
    order: str

    @property
    def condition(self) -> Q:
        return CONDITIONS[self.name] if self.name != "due" else due()


def due() -> Q:
    """In force on the promise of a decision that is overdue, or expected within thirty days."""
    awaited = Q(status__in=IN_REGISTER_NOW, mandate_state=MandateState.PENDING, mandate_received_at=None)
    return awaited & Q(mandate_until__lte=timezone.localdate() + SOON)


CONDITIONS = {
    "waiting": Q(status=Status.SUBMITTED),
    "decisions": Q(status__in=IN_REGISTER_NOW, mandate_received_at__isnull=False),
    "open": Q(status__in=OPEN),
    "in_force": Q(status=Status.ACCEPTED),
    "suspended": Q(status=Status.SUSPENDED),
    "ended": Q(status__in=ENDED),
}
PILES = {
    pile.name: pile
    for pile in (
        Pile("waiting", _("Waiting"), "signed_at"),
        Pile("decisions", _("Decisions received"), "mandate_received_at"),
        Pile("due", _("Decisions due"), "mandate_until"),
        Pile("open", _("With the local government"), "-changed_at"),
        Pile("in_force", pgettext_lazy("signatures", "In force"), "-accepted_at"),
        Pile("suspended", pgettext_lazy("signatures", "Suspended"), "-decided_at"),
        Pile("ended", pgettext_lazy("signatures", "Ended"), "-ended_at"),
    )
}


@dataclass(frozen=True)
class Desk:
    """How much waits, by pile, and the requests to represent a local government."""

    counts: dict[str, int]
    oldest: datetime | None
    requests: int

    @property
    def waiting(self) -> int:
        """What the badge of the menu counts: files and decisions that only the secretariat can move."""
        return self.counts["waiting"] + self.counts["decisions"]

    @property
    def oldest_days(self) -> int:
        return days_since(self.oldest)


def desk_of(request: HttpRequest) -> Desk | None:
    """What waits for the person who asks; None for everybody but the secretariat. Read once per request."""
    if not hasattr(request, "signature_desk"):
        request.signature_desk = read_desk() if is_for_secretariat(request) else None  # type: ignore[attr-defined]
    return request.signature_desk  # type: ignore[attr-defined]


def read_desk() -> Desk:
    found = count_piles(Signature.objects.all(), oldest=Min("signed_at", filter=CONDITIONS["waiting"]))
    oldest = found.pop("oldest")
    return Desk(found, oldest, Representative.objects.waiting().count())


def count_piles(signatures: SignatureQuerySet, **others: Any) -> dict[str, Any]:
    """How many of them are in each pile, in one query."""
    counts: dict[str, Any] = {name: Count("pk", filter=pile.condition) for name, pile in PILES.items()}
    return signatures.order_by().aggregate(**counts, **others)


def files(pile: Pile | None = None, query: str = "") -> SignatureQuerySet:
    """The files of a pile in its order, or of all, with what a list shows of them; `query` is a name in any script, or a reference."""
    found = Signature.objects.select_related("local_government", "version", "text", "signatory")
    if pile:
        found = found.filter(pile.condition)
    if query:
        named = Q(local_government__in=LocalGovernment.objects.named_like(query)) if words(query) else Q(pk__in=[])
        found = found.filter(named | Q(reference__icontains=query))
    return found.order_by(pile.order if pile else "-changed_at", "pk")


@dataclass
class Row:
    """One file in a list."""

    signature: Signature
    doubts: list[Doubt]

    @cached_property
    def days(self) -> int:
        """For how long the file, or the decision it waited for, has been with the secretariat."""
        return days_since(self.signature.mandate_received_at or self.signature.signed_at)

    @property
    def is_overdue(self) -> bool:
        until = self.signature.mandate_until
        return self.signature.mandate_is_pending and until is not None and until < timezone.localdate()


def rows(signatures: Iterable[Signature]) -> list[Row]:
    """Rows of a list, each with what to look at before deciding, whatever their number in the same few queries."""
    found = list(signatures)
    doubts = doubts_of([signature for signature in found if signature.status == Status.SUBMITTED])
    return [Row(signature, doubts.get(signature.pk, [])) for signature in found]


def days_since(moment: datetime | None) -> int:
    return (timezone.localdate() - timezone.localdate(moment)).days if moment else 0
