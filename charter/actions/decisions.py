"""The secretariat's decisions, and the end of a signature."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from charter import certificates, emails, evidence
from charter.actions.files import add_note, cancel_links, touch
from charter.actions.locking import locked_in
from charter.enums import LIVE, EventKind, Reason, Side, Status
from charter.models import Signature, SignatureEvent
from charter.permissions import can_decide, can_prepare
from core.locks import lock
from core.models import User
from network.actions import set_membership


def refuse_others(by: User) -> None:
    if not can_decide(by):
        raise ValidationError(_("Only the secretariat can do this."), code="permission")


def decide(
    signature: Signature, status: Status, kind: EventKind, by: User | None, reason: str = "", message: str = "", **payload: str
) -> SignatureEvent:
    """Put a decision of the secretariat on a locked signature and in the evidence."""
    signature.status, signature.reason = status, reason
    signature.decided_at, signature.decided_by = timezone.now(), by
    add_note(signature, Side.SECRETARIAT, message, by, reason)
    touch(signature, "status", "reason", "decided_at", "decided_by", "ended_at", "accepted_at", "reference")
    if reason:
        payload["reason"] = reason
    return evidence.record(signature, kind, by, **payload)


@transaction.atomic
def request_changes(signature: Signature, *, by: User, reason: str, message: str) -> Signature:
    """Give the file back to the authority."""
    refuse_others(by)
    signature = locked_in(signature, [Status.SUBMITTED])
    event = decide(signature, Status.CHANGES_REQUESTED, EventKind.CHANGES_REQUESTED, by, reason, message)
    emails.changes_requested(signature, event, message)
    return signature


@transaction.atomic
def decline(signature: Signature, *, by: User, reason: str, message: str) -> Signature:
    """End the file without accepting it."""
    refuse_others(by)
    signature = locked_in(signature, [Status.SUBMITTED, Status.CHANGES_REQUESTED])
    signature.ended_at = timezone.now()
    event = decide(signature, Status.DECLINED, EventKind.DECLINED, by, reason, message)
    cancel_links(signature)
    emails.declined(signature, event, message)
    return signature


@transaction.atomic
def accept(signature: Signature, *, by: User) -> Signature:
    """Put the signature in force: it enters the register, its local government is a member, an older one is superseded."""
    refuse_others(by)
    signature = locked_in(signature, [Status.SUBMITTED])
    signature.accepted_at = timezone.now()
    signature.reference = next_reference(signature)
    event = decide(signature, Status.ACCEPTED, EventKind.ACCEPTED, by, reference=signature.reference)
    supersede_older(signature, by)
    update_membership(signature)
    certificates.ask(signature)
    emails.accepted(signature, event)
    return signature


def next_reference(signature: Signature) -> str:
    """CT-2026-0001 and so on, by year and chain; demonstration ones begin with DEMO."""
    lock(f"reference {signature.chain}")
    stem = f"{'DEMO' if signature.is_demonstration else 'CT'}-{timezone.localdate().year}-"
    last = Signature.objects.filter(reference__startswith=stem).order_by("-reference").values_list("reference", flat=True).first()
    return f"{stem}{int(last.removeprefix(stem)) + 1 if last else 1:04}"


def supersede_older(signature: Signature, by: User) -> None:
    """An accepted signature of an earlier version gives way to this one, and stays in the register as superseded."""
    older = Signature.objects.filter(
        local_government=signature.local_government,
        version__number__lt=signature.version.number,
        status__in=[Status.ACCEPTED, Status.SUSPENDED],
    )
    for row in older.order_by("pk"):
        old = locked_in(row, [Status.ACCEPTED, Status.SUSPENDED])
        old.ended_at = timezone.now()
        decide(old, Status.SUPERSEDED, EventKind.SUPERSEDED, by, superseded_by=signature.reference or "")


def update_membership(signature: Signature) -> None:
    """A member has a signature in force; since when is the date of its first acceptance."""
    accepted = Signature.objects.filter(local_government=signature.local_government, accepted_at__isnull=False)
    in_force = accepted.filter(status=Status.ACCEPTED).exists()
    first = accepted.order_by("accepted_at").values_list("accepted_at", flat=True).first()
    set_membership(signature.local_government, first.date() if in_force and first else None)


@transaction.atomic
def suspend(signature: Signature, *, by: User | None, reason: str, message: str = "") -> Signature:
    """Take the signature out of force for a time. `by` is None when a pending decision did not come (the worker does it)."""
    if by:
        refuse_others(by)
    signature = locked_in(signature, [Status.ACCEPTED])
    event = decide(signature, Status.SUSPENDED, EventKind.SUSPENDED, by, reason, message)
    update_membership(signature)
    emails.suspended(signature, event, message)
    return signature


@transaction.atomic
def reinstate(signature: Signature, *, by: User, message: str = "") -> Signature:
    """Put a suspended signature in force again."""
    refuse_others(by)
    signature = locked_in(signature, [Status.SUSPENDED])
    event = decide(signature, Status.ACCEPTED, EventKind.REINSTATED, by, "", message)
    update_membership(signature)
    emails.reinstated(signature, event, message)
    return signature


@transaction.atomic
def withdraw(signature: Signature, *, by: User, reason: str = Reason.OWN_REQUEST, message: str = "") -> Signature:
    """End the signature, by the authority at any time or by the secretariat once it is in the register.

    What was accepted stays in the register, shown as withdrawn.
    """
    own = can_prepare(by, signature)
    if not own:
        refuse_others(by)
    signature = locked_in(signature, LIVE if own else [Status.ACCEPTED, Status.SUSPENDED])
    signature.ended_at = timezone.now()
    signature.status, signature.reason = Status.WITHDRAWN, reason
    add_note(signature, Side.AUTHORITY if own else Side.SECRETARIAT, message, by, reason)
    touch(signature, "status", "reason", "ended_at")
    cancel_links(signature)
    event = evidence.record(signature, EventKind.WITHDRAWN, by, reason=reason)
    update_membership(signature)
    emails.withdrawn(signature, event, message)
    return signature
