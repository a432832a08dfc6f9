"""The certificate of adhesion: a sealed document for each accepted signature."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charter import emails
from charter.entries import Entry, State
from charter.models import Signature
from core import sealed
from core.languages import direction, language_name, long_date
from core.models import SealedDocument
from core.sealed import Attestation, Standing
from core.typesetting import printable, qr, script_direction, typeset

KEY = "charter-certificate"
SIZES = ((24, 3.1), (48, 2.5), (90, 2.0))  # a name of so many letters is set so many times larger than plain words
SMALLEST = 1.6
STANDINGS = {
    State.IN_FORCE: Standing.IN_FORCE,
    State.PENDING: Standing.PENDING,
    State.SUSPENDED: Standing.SUSPENDED,
    State.WITHDRAWN: Standing.WITHDRAWN,
    State.SUPERSEDED: Standing.SUPERSEDED,
}


def ask(signature: Signature) -> SealedDocument:
    """Have the certificate made, in the transaction of the acceptance and in the language that was signed."""
    assert signature.text is not None  # noqa: S101 -- a signature that was sent has its text
    return sealed.ask(KEY, str(signature.public_id), signature.text.language, is_demonstration=signature.is_demonstration)


def of(signature: Signature) -> SealedDocument | None:
    """Its certificate, made or being made; None when it was never accepted."""
    return SealedDocument.objects.filter(kind=KEY, subject=str(signature.public_id)).first()


def signature_of(subject: str) -> Signature | None:
    related = ("local_government", "version", "text", "signatory")
    return Signature.objects.select_related(*related).filter(public_id=subject).first()


def file_name(signature: Signature) -> str:
    return f"certificate-{signature.reference}.pdf"


# --- What it attests
def attest(subject: str) -> Attestation | None:
    """What holds today. It names no person."""
    signature = signature_of(subject)
    if signature is None or not signature.is_in_register or signature.text is None:
        return None
    facts = [
        (_("Local government"), signature.local_government.display_name),
        (_("Charter"), signature.version.title),
        (_("Version and language"), version_and_language(signature)),
        (_("Text (SHA-256)"), signature.text.fingerprint),
        (_("Signed on"), long_date(signature.signed_at.date()) if signature.signed_at else ""),
        (_("Accepted on"), long_date(signature.accepted_at.date()) if signature.accepted_at else ""),
        (_("Reference"), signature.reference or ""),
    ]
    return Attestation(STANDINGS[Entry(signature).state], _("Certificate of adhesion"), facts, signature.get_absolute_url())


def names(subject: str) -> list[str]:
    """The signatory; nobody once the person's data is erased."""
    signature = signature_of(subject)
    return [signature.person.name] if signature and signature.person else []


# --- The sheet
def typeset_certificate(document: SealedDocument, made_at: datetime) -> bytes:
    """The PDF, in the active language, which is the document's."""
    signature = signature_of(document.subject)
    if signature is None or signature.text is None:
        raise ValueError("The signature of this certificate is gone.")
    return typeset("charter/certificate", document.language, {**sheet(signature), **check(document)}, made_at)


def sheet(signature: Signature) -> dict[str, Any]:
    authority = signature.local_government
    name = printable(authority.display_name)
    own = printable(authority.other_local_name) if authority.other_local_name else ""
    return {
        "title": _("Certificate of adhesion"),
        "portal": _("Caring Territories"),
        "network": _("Global network of local governments committed to fight violence against women"),
        "demonstration": _("Demonstration: this certificate commits nobody.") if signature.is_demonstration else "",
        "authority": words(name, authority.display_language),
        "authority_size": next((size for letters, size in SIZES if len(name) <= letters), SMALLEST),
        "authority_own": words(own, authority.name_local_language) if own and own != name else None,
        "statement": _("has adopted and signed the charter"),
        "charter": words(signature.version.title),
        "signed": signed(signature),
        "record": record(signature),
    }


def signed(signature: Signature) -> list[dict[str, Any]]:
    """Who signed, when, and when the signature was accepted."""
    person = signature.person
    days = ((_("Signed on"), signature.signed_at), (_("Accepted on"), signature.accepted_at))
    return [
        {"label": _("Signed by"), "words": [words(person.name), words(person.function)] if person else [words(_("Erased on request"))]},
        *({"label": label, "words": [words(long_date(moment.date()) if moment else "")]} for label, moment in days),
    ]


def record(signature: Signature) -> list[dict[str, Any]]:
    """What identifies the signature in the register, and its text."""
    assert signature.text is not None  # noqa: S101 -- a signature that was sent has its text
    return [
        {"label": _("Version and language"), "words": [words(version_and_language(signature))]},
        {"label": _("Reference"), "code": signature.reference},
        {"label": _("Text (SHA-256)"), "code": f"{signature.text.sha256[:32]} {signature.text.sha256[32:]}"},
    ]


def check(document: SealedDocument) -> dict[str, Any]:
    """How anyone checks it."""
    return {
        "check_title": _("Check this document"),
        "check_text": _("Anyone can see at this address whether it is genuine and what holds today."),
        "address": settings.PORTAL_URL + reverse("verify:start"),
        "code": document.written_code,
        "qr": qr(settings.PORTAL_URL + document.get_absolute_url()),
        "qr_alt": _("QR code that leads to the address where this document is checked"),
    }


def version_and_language(signature: Signature) -> str:
    language = language_name(signature.text.language if signature.text else "")
    return _("Version %(number)s, signed in %(language)s") % {"number": signature.version.number, "language": language}


def words(text: str, language: str = "") -> dict[str, str]:
    """A text for the template: what a person typed has the direction of its own letters."""
    shown = printable(text)
    return {"text": shown, "language": language or "", "direction": direction(language) if language else script_direction(shown)}


# --- The mail
def deliver(document: SealedDocument) -> None:
    """To the signatory and to who prepared the file, with the certificate."""
    signature = signature_of(document.subject)
    if signature:
        emails.certificate(signature, document, file_name(signature))


KIND = sealed.Kind(KEY, gettext_lazy("Certificate of adhesion"), typeset_certificate, attest, names, deliver)
