"""The authority's side: opening a file, filling it in, asking the signatory to sign."""

import secrets
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from charter import emails, evidence
from charter.actions.locking import locked_in
from charter.enums import LIVE, OPEN, Chain, EventKind, MandateState, Side, Status
from charter.models import CharterVersion, Note, Signatory, Signature, SigningLink
from charter.models.signatories import LINK_LASTS
from core.locks import lock
from core.models import User
from core.secrets import token_digest
from network.models import LocalGovernment

LINKS_PER_DAY = 5


@transaction.atomic
def start(local_government: LocalGovernment, *, by: User) -> Signature:
    """The live file of a local government for the version in force: opened now, or the one that is already there."""
    if not local_government.can_sign:
        raise ValidationError(_("Networks and associations are partners; they cannot sign."), code="not_eligible")
    version = CharterVersion.objects.in_force()
    if version is None:
        raise ValidationError(_("There is no charter to sign yet."), code="no_version")
    lock(f"file {local_government.pk}")
    signature = Signature.objects.filter(local_government=local_government, version=version, status__in=LIVE).first()
    if signature:
        return signature
    chain = Chain.DEMONSTRATION if version.is_demonstration else Chain.REGISTER
    signature = Signature.objects.create(local_government=local_government, version=version, chain=chain, prepared_by=by)
    evidence.record(signature, EventKind.STARTED, by, authority=str(local_government.public_id), version=version.number)
    return signature


@transaction.atomic
def keep_typed(signature: Signature, step: str, typed: dict[str, list[str]]) -> None:
    """Keep a step that is not right yet, as it was typed, so that it can be finished later or elsewhere."""
    signature = locked_in(signature, OPEN)
    signature.typed = {**signature.typed, step: typed}
    touch(signature, "typed")


@transaction.atomic
def save_mandate(
    signature: Signature,
    *,
    by: User,
    state: str,
    kind: str,
    date: date | None = None,
    reference: str = "",
    until: date | None = None,
    file: tuple[bytes, str, str] | None = None,
    remove_file: bool = False,
) -> Signature:
    """The decision that allows the signature, or the date by which it will come. `file` is content, SHA-256, shown name."""
    signature = locked_in(signature, OPEN)
    pending = state == MandateState.PENDING
    signature.mandate_state, signature.mandate_kind = state, kind
    signature.mandate_date, signature.mandate_reference = (None, "") if pending else (date, reference)
    signature.mandate_until = until if pending else None
    if pending or remove_file:
        file = (b"", "", "")
    if file is not None:
        store_file(signature, *file)
    return changed(signature, "mandate", "mandate_state", "mandate_kind", "mandate_date", "mandate_reference", "mandate_until")


@transaction.atomic
def keep_file(signature: Signature, *, by: User, file: tuple[bytes, str, str]) -> Signature:
    """Keep the decision's file while the rest of the mandate is not right yet, so that it need not be chosen again."""
    signature = locked_in(signature, OPEN)
    store_file(signature, *file)
    touch(signature)
    cancel_links(signature)
    return signature


def store_file(signature: Signature, content: bytes, sha256: str, name: str) -> None:
    """Put the decision's file in private storage, in place of the one before; empty content removes it."""
    old, storage = signature.mandate_file.name, signature.mandate_file.storage
    signature.mandate_sha256, signature.mandate_file_name = sha256, name
    if content:
        signature.mandate_file.save("decision.pdf", ContentFile(content), save=False)
    else:
        signature.mandate_file = ""
    signature.save(update_fields=["mandate_file", "mandate_sha256", "mandate_file_name"])
    if old:
        transaction.on_commit(lambda: storage.delete(old))


@transaction.atomic
def save_text(signature: Signature, *, by: User, language: str) -> Signature:
    """The language, hence the exact text, in which the charter will be signed."""
    signature = locked_in(signature, OPEN)
    text = signature.version.texts.filter(language=language).first()
    if text is None:
        raise ValidationError(_("This version does not exist in that language."), code="language")
    signature.text = text
    return changed(signature, "text", "text")


@transaction.atomic
def save_signatory(signature: Signature, *, by: User, name: str, function: str, capacity: str, email: str, language: str) -> Signature:
    """The person who will sign."""
    signature = locked_in(signature, OPEN)
    values = {"name": name, "function": function, "capacity": capacity, "email": email, "language": language}
    signature.signatory, _made = Signatory.objects.update_or_create(signature=signature, defaults=values)
    return changed(signature, "signatory")


def changed(signature: Signature, step: str, *fields: str) -> Signature:
    """After a step is right: forget what was typed wrongly, and stop a link that showed something else."""
    signature.typed = {name: typed for name, typed in signature.typed.items() if name != step}
    touch(signature, "typed", *fields)
    cancel_links(signature)
    return signature


def touch(signature: Signature, *fields: str) -> None:
    signature.changed_at = timezone.now()
    signature.save(update_fields=["changed_at", *fields])


def cancel_links(signature: Signature) -> None:
    """No link sent before can be used any more."""
    signature.links.filter(used_at=None, cancelled_at=None).update(cancelled_at=timezone.now())


@transaction.atomic
def ask_signatory(signature: Signature, *, by: User) -> SigningLink:
    """Send the signatory a link to read and sign, in place of any sent before."""
    signature = locked_in(signature, OPEN)
    if signature.missing:
        raise ValidationError(_("The file is not complete yet."), code="incomplete")
    if signature.links.filter(created_at__gt=timezone.now() - timedelta(days=1)).count() >= LINKS_PER_DAY:
        raise ValidationError(_("The link was already sent several times today. Please try again tomorrow."), code="too_many")
    cancel_links(signature)
    token = secrets.token_urlsafe(32)
    link = SigningLink.objects.create(signature=signature, token_hash=token_digest(token), expires_at=timezone.now() + LINK_LASTS)
    emails.signing_link(link, token)
    return link


@transaction.atomic
def resubmit(signature: Signature, *, by: User, answer: str = "") -> Signature:
    """Answer the secretariat without a new signature, when nothing that was signed has changed."""
    signature = locked_in(signature, [Status.CHANGES_REQUESTED])
    if signature.missing or signature.must_be_signed_again:
        raise ValidationError(_("What was signed has changed: the signatory has to sign again."), code="sign_again")
    add_note(signature, Side.AUTHORITY, answer, by)
    signature.status = Status.SUBMITTED
    touch(signature, "status")
    cancel_links(signature)
    event = evidence.record(signature, EventKind.RESUBMITTED, by)
    emails.submitted(signature, event)
    return signature


def add_note(signature: Signature, side: Side, text: str, by: User | None = None, reason: str = "") -> None:
    if text or reason:
        Note.objects.create(signature=signature, side=side, text=text, by=by, reason=reason)
