"""Holding a signature while it changes."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from charter.enums import Status
from charter.models import Signature, SigningLink


def locked(signature: Signature) -> Signature:
    """The signature as it stands in the database now, held until the transaction ends."""
    rows = Signature.objects.select_for_update(of=("self",)).select_related(
        "local_government", "version", "text", "prepared_by", "signatory"
    )
    return rows.get(pk=signature.pk)


def locked_in(signature: Signature, statuses: Collection[Status]) -> Signature:
    """The same, refused unless it is in one of the statuses."""
    signature = locked(signature)
    if signature.status not in statuses:
        message = _("This file has changed meanwhile: it is now “%(status)s”.") % {"status": signature.get_status_display()}
        raise ValidationError(message, code="status")
    return signature


def locked_link(link: SigningLink) -> SigningLink:
    """The signing link as it stands now, held until the transaction ends, refused when it can no longer be used."""
    link = SigningLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if not link.is_active:
        raise ValidationError(_("This link can no longer be used."), code="link")
    return link
