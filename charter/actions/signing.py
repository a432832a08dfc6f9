"""The signatory's act: a link in their own mailbox, a code typed by hand, a button pressed."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from charter import emails, evidence
from charter.actions.files import add_note, cancel_links, touch
from charter.actions.locking import locked_in, locked_link
from charter.enums import OPEN, EventKind, Side, Status
from charter.models import Signature, SigningLink

PAUSE = timedelta(seconds=30)  # between two codes
CODES_PER_LINK = 12


def link_for(token: str) -> SigningLink | None:
    """The link that a token opens, whether or not it can still be used."""
    related = ("signature__local_government", "signature__version", "signature__text", "signature__prepared_by", "signature__signatory")
    return SigningLink.objects.with_token(token).select_related(*related).first()


def code_hash(link: SigningLink, code: str) -> str:
    """Six digits are few: keyed with the portal's secret, they cannot be found from the database alone."""
    return salted_hmac(f"signing code {link.pk}", code, algorithm="sha256").hexdigest()


@transaction.atomic
def send_code(link: SigningLink) -> SigningLink:
    """Send a new code to the signatory's mailbox; the one before no longer works."""
    link = locked_link(link)
    if link.code_sent_at and link.code_sent_at > timezone.now() - PAUSE:
        raise ValidationError(_("A code was sent a moment ago. Please wait half a minute before asking for another."), code="wait")
    if link.codes_sent >= CODES_PER_LINK:
        raise ValidationError(_("Too many codes were sent. Ask the person who prepared the file for a new link."), code="too_many")
    code = f"{secrets.randbelow(1_000_000):06}"
    link.code_hash, link.code_sent_at, link.tries = code_hash(link, code), timezone.now(), 0
    link.codes_sent += 1
    link.save(update_fields=["code_hash", "code_sent_at", "codes_sent", "tries"])
    emails.signing_code(link, code)
    return link


def sign(link: SigningLink, *, code: str, declared: Collection[str]) -> Signature:
    """Sign and send. A wrong code counts as a try, also when everything else is right.

    Raises ValidationError with the code `declared`, `code`, `link` or `status`.
    """
    with transaction.atomic():
        signature = locked_in(link.signature, OPEN)
        link = locked_link(link)
        if signature.missing:
            raise ValidationError(_("The file is not complete yet."), code="incomplete")
        if missing := [d.code for d in signature.declarations() if d.code not in declared]:
            raise ValidationError(_("Please confirm each declaration."), code="declared", params={"missing": missing})
        right = try_code(link, code)
        if right:
            conclude(signature, link)
    if not right:
        raise ValidationError(_("This code is not right, or no longer valid. Check the latest mail, or ask for a new code."), code="code")
    return signature


def try_code(link: SigningLink, code: str) -> bool:
    """Whether the code is the one sent; counts the try and ends the code when right."""
    if not link.has_live_code:
        return False
    right = constant_time_compare(link.code_hash, code_hash(link, code))
    link.tries += 1
    if right:
        link.code_hash, link.used_at = "", timezone.now()
    link.save(update_fields=["tries", "code_hash", "used_at"])
    return right


def conclude(signature: Signature, link: SigningLink) -> None:
    """The signature is given: fix what was signed, record it, tell everybody what happens next."""
    signature.declared = sorted(declaration.code for declaration in signature.declarations())
    signature.signed_digest = signature.content_digest()
    signature.signed_at = timezone.now()
    signature.status = Status.SUBMITTED
    signature.typed = {}
    touch(signature, "declared", "signed_digest", "signed_at", "status", "typed")
    event = evidence.record(signature, EventKind.SIGNED, None, **evidence.signed_payload(signature))
    emails.submitted(signature, event)


@transaction.atomic
def send_back(link: SigningLink, *, remark: str) -> Signature:
    """The signatory does not sign: the file goes back to the preparer with a remark."""
    signature = locked_in(link.signature, OPEN)
    link = locked_link(link)
    add_note(signature, Side.SIGNATORY, remark)
    cancel_links(signature)
    touch(signature)
    emails.sent_back(signature, link, remark)
    return signature
