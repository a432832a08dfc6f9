"""What is kept how long."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from charter import certificates, evidence
from charter.actions.files import cancel_links
from charter.enums import OPEN, Chain, EventKind, Status
from charter.models import ChainHead, Signatory, Signature, SignatureEvent
from core import sealed
from core.locks import lock
from network.actions import set_membership

KEEP_UNFINISHED = timedelta(days=365)


def forget_abandoned() -> int:
    """End files that nobody touched for a year and erase the people and typed text in them. Run by the worker."""
    old = Signature.objects.filter(status__in=OPEN, changed_at__lt=timezone.now() - KEEP_UNFINISHED)
    for signature in old:
        forget(signature)
    return len(old)


@transaction.atomic
def forget(signature: Signature) -> None:
    signature.status, signature.ended_at, signature.typed = Status.WITHDRAWN, timezone.now(), {}
    signature.save(update_fields=["status", "ended_at", "typed"])
    Signatory.objects.filter(signature=signature).delete()
    cancel_links(signature)
    evidence.record(signature, EventKind.WITHDRAWN, None, reason="abandoned")


@transaction.atomic
def remove_demonstration() -> int:
    """Remove the demonstration chain, whole, with its signatures; returns how many. Real ones are never touched."""
    lock(f"chain {Chain.DEMONSTRATION}")
    signatures = Signature.objects.filter(chain=Chain.DEMONSTRATION)
    authorities = {signature.local_government for signature in signatures.select_related("local_government")}
    SignatureEvent.objects.filter(chain=Chain.DEMONSTRATION).delete()
    ChainHead.objects.filter(chain=Chain.DEMONSTRATION).delete()
    count = signatures.count()
    for signature in signatures:
        if signature.mandate_file:
            signature.mandate_file.delete(save=False)
    sealed.remove(certificates.KEY, [str(signature.public_id) for signature in signatures])
    signatures.delete()
    for authority in authorities:
        set_membership(authority, None)
    return count
