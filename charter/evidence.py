"""Writing and checking the chains of evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from charter.enums import EventKind, Status
from charter.models import ChainHead, CharterText, Signature, SignatureEvent
from charter.models.evidence import GENESIS
from core.locks import lock
from core.models import User

STATUS_AFTER = {
    EventKind.SIGNED: Status.SUBMITTED,
    EventKind.RESUBMITTED: Status.SUBMITTED,
    EventKind.CHANGES_REQUESTED: Status.CHANGES_REQUESTED,
    EventKind.ACCEPTED: Status.ACCEPTED,
    EventKind.DECLINED: Status.DECLINED,
    EventKind.SUSPENDED: Status.SUSPENDED,
    EventKind.REINSTATED: Status.ACCEPTED,
    EventKind.WITHDRAWN: Status.WITHDRAWN,
    EventKind.SUPERSEDED: Status.SUPERSEDED,
    EventKind.STARTED: Status.DRAFT,
}


def record(signature: Signature, kind: EventKind, by: User | None = None, **payload: Any) -> SignatureEvent:
    """Add an event to the signature's chain, in the caller's transaction. `payload` must hold no personal data."""
    lock(f"chain {signature.chain}")
    head, _made = ChainHead.objects.get_or_create(chain=signature.chain)
    if by:
        payload["by"] = by.digest()
    event = SignatureEvent(
        chain=signature.chain,
        sequence=head.sequence + 1,
        signature=signature,
        kind=kind,
        at=timezone.now(),
        payload=payload,
        previous_hash=head.hash,
    )
    event.hash = event.compute_hash()
    event.save(force_insert=True)
    head.sequence, head.hash = event.sequence, event.hash
    head.save(update_fields=["sequence", "hash"])
    return event


def signed_payload(signature: Signature) -> dict[str, Any]:
    """What stands in evidence of a signing: the text by its hash, the mandate, people as salted digests."""
    person = signature.person
    return {
        "authority": str(signature.local_government.public_id),
        "version": signature.version.number,
        "language": signature.text.language if signature.text else "",
        "text_sha256": signature.text.sha256 if signature.text else "",
        "mandate": {
            "state": signature.mandate_state,
            "kind": signature.mandate_kind,
            "date": str(signature.mandate_date or ""),
            "reference": signature.mandate_reference,
            "until": str(signature.mandate_until or ""),
            "file_sha256": signature.mandate_sha256,
        },
        "declared": sorted(signature.declared),
        "capacity": person.capacity if person else "",
        "signatory": person.digest() if person else "",
        "preparer": signature.prepared_by.digest() if signature.prepared_by else "",
        "content": signature.content_digest(),
    }


@dataclass(frozen=True)
class Break:
    """A place where the evidence does not hold."""

    where: str
    what: str


def verify(chain: str) -> Iterator[Break]:
    """Walk a chain from its beginning and yield every place where it does not hold; nothing when it is whole."""
    previous, number = GENESIS, 0
    last: dict[int, SignatureEvent] = {}
    for event in SignatureEvent.objects.filter(chain=chain).select_related("signature").order_by("sequence").iterator(500):
        number += 1
        where = f"{chain} {event.sequence}"
        if event.sequence != number:
            yield Break(where, f"expected number {number}: an event is missing")
            number = event.sequence
        if event.previous_hash != previous:
            yield Break(where, "does not carry the hash of the event before it")
        if event.hash != event.compute_hash():
            yield Break(where, "its content does not match its hash")
        previous = event.hash
        if event.kind in STATUS_AFTER:
            last[event.signature_id] = event
    head = ChainHead.objects.filter(chain=chain).first() or ChainHead(chain=chain)
    if (head.sequence, head.hash) != (number, previous):
        yield Break(f"{chain} end", f"the chain should end at {head.sequence}, it ends at {number}")
    yield from verify_signatures(chain, last)


def verify_signatures(chain: str, last: dict[int, SignatureEvent]) -> Iterator[Break]:
    """Compare the rows that can change with the evidence that cannot."""
    signatures = Signature.objects.filter(chain=chain).select_related("text", "signatory", "local_government", "version", "prepared_by")
    for signature in signatures.iterator(500):
        where = f"signature {signature.public_id}"
        event = last.get(signature.pk)
        if event is None or STATUS_AFTER[EventKind(event.kind)] != signature.status:
            yield Break(where, f"is {signature.status}, its evidence says {STATUS_AFTER[EventKind(event.kind)] if event else 'nothing'}")
    signed = SignatureEvent.objects.filter(chain=chain, kind=EventKind.SIGNED).select_related("signature__text", "signature__signatory")
    newest: dict[int, SignatureEvent] = {event.signature_id: event for event in signed.order_by("sequence").iterator(500)}
    for event in newest.values():
        yield from verify_signed(event)


def verify_signed(event: SignatureEvent) -> Iterator[Break]:
    """The last signing of a signature against the text and the person on record (a person may have been erased)."""
    signature, where = event.signature, f"{event.chain} {event.sequence}"
    if signature.is_open:
        return  # being changed, to be signed again
    if signature.text is None or signature.text.sha256 != event.payload["text_sha256"]:
        yield Break(where, "the signature names another text than the one signed")
    person = getattr(signature, "signatory", None)
    if person and person.digest() != event.payload["signatory"]:
        yield Break(where, "the person on record is not the one who signed")


def verify_texts() -> Iterator[Break]:
    """Every text that can be signed against its own fingerprint."""
    for text in CharterText.objects.select_related("version"):
        if CharterText.digest(text.body) != text.sha256:
            yield Break(f"charter version {text.version.number} ({text.language})", "the text does not match its fingerprint")
