"""Mails about a signature: to whom, in which language, once. All go through the outbox, in the transaction of the change."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from charter.models import Signature, SignatureEvent, SigningLink
from charter.models.signatories import CODE_LASTS, LINK_LASTS
from core import outbox
from core.models import SealedDocument, User
from core.models.mail import Priority
from network.emails import secretariat


def address(name: str, *args: Any) -> str:
    """A full address in the active language."""
    return settings.PORTAL_URL + reverse(name, args=args)


def write(
    purpose: str,
    event: str,
    recipient: str,
    language: str,
    signature: Signature,
    priority: int = Priority.NOTICE,
    attached: tuple[SealedDocument, str] | None = None,
    **context: Any,
) -> None:
    with translation.override(language):
        context |= {
            "signature": signature,
            "local_government": signature.local_government,
            "person": signature.person,
            "file_url": address("charter:sign_file", signature.public_id),
            "register_url": address("charter:register_entry", signature.reference) if signature.is_in_register else "",
        }
        outbox.write(purpose, f"charter/emails/{event}", recipient, language, context, priority, attached)


def preparers(signature: Signature) -> list[User]:
    """Who prepared the file while they still may, else all who may."""
    speaking = [row.user for row in signature.local_government.representatives.preparing().select_related("user") if row.user.is_active]
    mine = [user for user in speaking if user.pk == signature.prepared_by_id]
    return mine or speaking


def to_preparers(signature: Signature, purpose: str, event: str, **context: Any) -> None:
    for user in preparers(signature):
        write(f"{purpose}:preparer:{user.pk}", event, user.email, user.language, signature, **context)


def to_signatory(signature: Signature, purpose: str, event: str, **context: Any) -> None:
    """Also to the signatory, unless that is the preparer, who has the mail already."""
    person = signature.person
    if person and person.email.lower() not in {user.email.lower() for user in preparers(signature)}:
        write(f"{purpose}:signatory", event, person.email, person.language, signature, **context)


def to_secretariat(signature: Signature, purpose: str, event: str, **context: Any) -> None:
    for user in secretariat():
        context["admin_url"] = settings.PORTAL_URL + reverse("signature_detail", args=[signature.public_id])
        write(f"{purpose}:secretariat:{user.pk}", event, user.email, user.language, signature, **context)


def purpose(signature: Signature, event: SignatureEvent) -> str:
    return f"{event.kind}:{signature.public_id}:{event.sequence}"


def signing_link(link: SigningLink, token: str) -> None:
    signature = link.signature
    person = signature.signatory
    with translation.override(person.language):
        url = address("charter:signing", token)
    write(f"link:{link.pk}", "signing_link", person.email, person.language, signature, Priority.CODE, url=url, days=LINK_LASTS.days)


def signing_code(link: SigningLink, code: str) -> None:
    person = link.signature.signatory
    minutes = int(CODE_LASTS.total_seconds() // 60)
    write(
        f"code:{link.pk}:{link.codes_sent}",
        "signing_code",
        person.email,
        person.language,
        link.signature,
        Priority.CODE,
        code=code,
        minutes=minutes,
    )


def submitted(signature: Signature, event: SignatureEvent) -> None:
    """Tell preparer and signatory what happens next, and the secretariat that a file waits."""
    why = purpose(signature, event)
    to_preparers(signature, why, "submitted_preparer")
    to_signatory(signature, why, "submitted_signatory")
    to_secretariat(signature, why, "submitted_secretariat")


def sent_back(signature: Signature, link: SigningLink, remark: str) -> None:
    to_preparers(signature, f"sent_back:{link.pk}", "sent_back", remark=remark)


def changes_requested(signature: Signature, event: SignatureEvent, message: str) -> None:
    to_preparers(signature, purpose(signature, event), "changes_requested", message=message)


def declined(signature: Signature, event: SignatureEvent, message: str) -> None:
    to_preparers(signature, purpose(signature, event), "declined", message=message)
    to_signatory(signature, purpose(signature, event), "declined", message=message)


def accepted(signature: Signature, event: SignatureEvent) -> None:
    to_preparers(signature, purpose(signature, event), "accepted")
    to_signatory(signature, purpose(signature, event), "accepted")


def certificate(signature: Signature, document: SealedDocument, name: str) -> None:
    """The sealed certificate, to who prepared the file and to who signed."""
    context = {"attached": (document, name), "code": document.written_code, "check_url": settings.PORTAL_URL + document.get_absolute_url()}
    to_preparers(signature, f"certificate:{signature.public_id}", "certificate", **context)
    to_signatory(signature, f"certificate:{signature.public_id}", "certificate", **context)


def suspended(signature: Signature, event: SignatureEvent, message: str) -> None:
    to_preparers(signature, purpose(signature, event), "suspended", message=message)
    to_signatory(signature, purpose(signature, event), "suspended", message=message)


def reinstated(signature: Signature, event: SignatureEvent, message: str) -> None:
    to_preparers(signature, purpose(signature, event), "reinstated", message=message)


def withdrawn(signature: Signature, event: SignatureEvent, message: str) -> None:
    """A draft that ends concerns its preparer only; what was sent or in force, everybody."""
    why = purpose(signature, event)
    to_preparers(signature, why, "withdrawn", message=message)
    if signature.signed_at:
        to_signatory(signature, why, "withdrawn", message=message)
        to_secretariat(signature, why, "withdrawn_secretariat", message=message)


def decision_received(signature: Signature) -> None:
    to_secretariat(signature, f"decision:{signature.public_id}:{signature.mandate_received_at:%Y%m%d%H%M%S%f}", "decision_received")


def decision_refused(signature: Signature, message: str) -> None:
    to_preparers(
        signature, f"decision_refused:{signature.public_id}:{signature.changed_at:%Y%m%d%H%M%S%f}", "decision_refused", message=message
    )
