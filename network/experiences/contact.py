"""A reader writes to those who did it: to the contact of the page, else to who speaks for the authority, else to the secretariat.

Their addresses stand nowhere that a reader sees. What was written is kept only in the outbox, as long as every mail is.
"""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import outbox
from network.experiences.addressees import addressees
from network.models import ExperiencePage


@transaction.atomic
def write(page: ExperiencePage, *, name: str, email: str, authority: str, message: str) -> None:
    """Send a reader's words, once however often the button is pressed; the answer goes straight to the reader."""
    found = addressees(page)
    if not found:
        raise ValidationError(_("There is nobody to write to at the moment. Please try again later."))
    written = hashlib.sha256("\0".join([email, message, str(timezone.localdate())]).encode()).hexdigest()[:20]
    for place, addressee in enumerate(found.all):
        with translation.override(addressee.language):
            context = {"page": page, "name": name, "email": email, "authority": authority, "quoted": quoted(message), "url": page.address}
        outbox.write(
            f"experience_contact:{page.pk}:{written}:{place}",
            "network/emails/experience_contact",
            addressee.email,
            addressee.language,
            context | {"kind": found.kind},
            reply_to=email,
        )


def quoted(message: str) -> str:
    """Every line marked as somebody else's, so that none can pass for the portal's own."""
    return "\n".join(f"> {line}".rstrip() for line in message.splitlines())
