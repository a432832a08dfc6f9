"""One signature as the public register shows it: its standing, its mandate, its history and its evidence, in words."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from charter.enums import EventKind, Reason, Status
from charter.models import Signatory, Signature, SignatureEvent
from core.languages import long_date
from network.profiles import Profile
from network.prose import Words


class State(models.TextChoices):
    """What the public is told of a signature: its status, and whether its decision is still to come."""

    IN_FORCE = "in_force", pgettext_lazy("signature", "In force")
    PENDING = "pending", pgettext_lazy("signature", "In force, decision pending")
    SUSPENDED = "suspended", pgettext_lazy("signature", "Suspended")
    WITHDRAWN = "withdrawn", pgettext_lazy("signature", "Withdrawn")
    SUPERSEDED = "superseded", pgettext_lazy("signature", "Superseded")

    @classmethod
    def of_status(cls, status: str) -> "State":
        return cls.IN_FORCE if status == Status.ACCEPTED else cls(status)

    @property
    def lookup(self) -> dict[str, str]:
        """How the database finds such signatures; those with a pending decision are in force, too."""
        if self == State.PENDING:
            return {"status": Status.ACCEPTED, "mandate_state": "pending"}
        return {"status": Status.ACCEPTED if self == State.IN_FORCE else self.value}


LOOKS = {
    State.IN_FORCE: ("done", "good"),
    State.PENDING: ("pending", ""),
    State.SUSPENDED: ("paused", "bad"),
    State.WITHDRAWN: ("ended", "none"),
    State.SUPERSEDED: ("ended", "none"),
}
HISTORY = (
    EventKind.ACCEPTED,
    EventKind.MANDATE_RECEIVED,
    EventKind.SUSPENDED,
    EventKind.REINSTATED,
    EventKind.WITHDRAWN,
    EventKind.SUPERSEDED,
)


class Step(NamedTuple):
    """Something that happened to a signature, and why if a reason was given."""

    label: str
    at: datetime
    reason: str
    by: str  # the reference of the signature that took its place


@dataclass(frozen=True)
class Entry:
    signature: Signature

    @property
    def state(self) -> State:
        pending = self.signature.status == Status.ACCEPTED and self.signature.mandate_is_pending
        return State.PENDING if pending else State.of_status(self.signature.status)

    @property
    def icon(self) -> str:
        return LOOKS[self.state][0]

    @property
    def tone(self) -> str:
        return LOOKS[self.state][1]

    @property
    def is_in_force(self) -> bool:
        return self.signature.status == Status.ACCEPTED

    @property
    def since(self) -> date | None:
        """The day on which it was suspended, withdrawn or superseded."""
        moment = self.signature.decided_at if self.state == State.SUSPENDED else self.signature.ended_at
        return timezone.localdate(moment) if moment else None

    @property
    def state_label(self) -> str:
        """The state, with its day when the signature is not in force."""
        sentences = {
            State.SUSPENDED: _("Suspended since %(date)s"),
            State.WITHDRAWN: _("Withdrawn on %(date)s"),
            State.SUPERSEDED: _("Superseded on %(date)s"),
        }
        if self.state in sentences and self.since:
            return sentences[self.state] % {"date": long_date(self.since)}
        return str(self.state.label)

    @property
    def mandate(self) -> str:
        """The kind of decision; while it is pending, by when it is expected or that it did not come."""
        signature = self.signature
        if not signature.mandate_is_pending or signature.mandate_until is None:
            return signature.get_mandate_kind_display()
        lapsed = signature.status == Status.SUSPENDED and signature.reason == Reason.MANDATE_LAPSED
        sentence = _("Decision not received by %(date)s") if lapsed else _("Decision expected by %(date)s")
        return sentence % {"date": long_date(signature.mandate_until)}

    @property
    def signed_on(self) -> date | None:
        return timezone.localdate(self.signature.signed_at) if self.signature.signed_at else None

    @property
    def accepted_on(self) -> date | None:
        return timezone.localdate(self.signature.accepted_at) if self.signature.accepted_at else None

    @property
    def ended_on(self) -> date | None:
        return timezone.localdate(self.signature.ended_at) if self.signature.ended_at else None

    # --- Only for its own page: these read the database
    @property
    def signatory(self) -> Signatory | None:
        return self.signature.person

    @property
    def other_names(self) -> list[Words]:
        return Profile(self.signature.local_government).other_names

    @cached_property
    def events(self) -> list[SignatureEvent]:
        return list(self.signature.events.all())

    @property
    def history(self) -> list[Step]:
        """From the last signing on: what came before was between the authority and the secretariat."""
        signed = [event for event in self.events if event.kind == EventKind.SIGNED][-1:]
        return [step(event) for event in [*signed, *(event for event in self.events if event.kind in HISTORY)]]


def step(event: SignatureEvent) -> Step:
    payload: dict[str, Any] = event.payload
    return Step(event.get_kind_display(), event.at, public_reason(payload.get("reason", "")), payload.get("superseded_by", ""))


def public_reason(code: str) -> str:
    """The reason in words; the message that may go with it is for the local government alone."""
    if code == Reason.OTHER:
        return _("Another reason")
    return str(Reason(code).label) if code in Reason.values else ""
