"""Decisions that were pending when the signature was accepted."""

import datetime
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from charter import emails, evidence
from charter.actions.decisions import refuse_others, reinstate, suspend
from charter.actions.files import add_note, store_file, touch
from charter.actions.locking import locked_in
from charter.enums import EventKind, MandateState, Reason, Side, Status
from charter.models import Signature
from core.models import User

IN_FORCE_OR_SUSPENDED = [Status.ACCEPTED, Status.SUSPENDED]


@transaction.atomic
def provide_decision(
    signature: Signature, *, by: User, kind: str, date: datetime.date, reference: str, file: tuple[bytes, str, str]
) -> Signature:
    """The authority sends the decision it had announced; the secretariat confirms it."""
    signature = locked_in(signature, IN_FORCE_OR_SUSPENDED)
    signature.mandate_kind, signature.mandate_date, signature.mandate_reference = kind, date, reference
    signature.mandate_received_at = timezone.now()
    store_file(signature, *file)
    touch(signature, "mandate_kind", "mandate_date", "mandate_reference", "mandate_received_at")
    emails.decision_received(signature)
    return signature


def with_decision(signature: Signature) -> Signature:
    """The signature, locked, refused unless a decision came for it that nobody has answered yet."""
    signature = locked_in(signature, IN_FORCE_OR_SUSPENDED)
    if signature.mandate_received_at is None:
        raise ValidationError(_("No decision waits for an answer in this file."), code="decided")
    return signature


@transaction.atomic
def confirm_decision(signature: Signature, *, by: User) -> Signature:
    """The secretariat confirms the decision: the mandate is complete, and a signature suspended for want of it is in force again."""
    refuse_others(by)
    signature = with_decision(signature)
    signature.mandate_state = MandateState.DECIDED
    signature.mandate_received_at = None
    touch(signature, "mandate_state", "mandate_received_at")
    decision = {"kind": signature.mandate_kind, "date": str(signature.mandate_date), "reference": signature.mandate_reference}
    evidence.record(signature, EventKind.MANDATE_RECEIVED, by, mandate=decision | {"file_sha256": signature.mandate_sha256})
    if signature.status == Status.SUSPENDED and signature.reason == Reason.MANDATE_LAPSED:
        return reinstate(signature, by=by)
    return signature


@transaction.atomic
def refuse_decision(signature: Signature, *, by: User, message: str) -> Signature:
    """The secretariat does not accept what was sent: the decision is still pending."""
    refuse_others(by)
    signature = with_decision(signature)
    signature.mandate_received_at = None
    add_note(signature, Side.SECRETARIAT, message, by, Reason.MANDATE_MISSING)
    touch(signature, "mandate_received_at")
    emails.decision_refused(signature, message)
    return signature


def suspend_lapsed() -> int:
    """Suspend every signature whose announced decision did not come in time. Run by the worker; returns how many."""
    suspended = 0
    for signature in Signature.objects.lapsed():
        with suppress(ValidationError):  # another worker, or the secretariat, was faster
            suspend(signature, by=None, reason=Reason.MANDATE_LAPSED)
            suspended += 1
    return suspended
