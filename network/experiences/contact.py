"""A reader writes to those who did it: to the contact of the page, else to who speaks for the authority, else to the secretariat.

Their addresses stand nowhere that a reader sees. What was written is kept only in the outbox, as long as every mail is.
"""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import outbox
from core.models import User
from network.emails import secretariat
from network.enums import RepresentativeStatus
from network.models import ExperiencePage

CONTACT, AUTHORITY, SECRETARIAT = "contact", "authority", "secretariat"


@dataclass(frozen=True)
class Addressee:
    email: str
    language: str


@dataclass(frozen=True)
class Addressees:
    """Who gets what a reader writes; `kind` says who they are without naming them, and is empty when there is nobody."""

    kind: str
    all: list[Addressee]

    def __bool__(self) -> bool:
        return bool(self.all)


def addressees(page: ExperiencePage) -> Addressees:
    if page.contact_email:
        return Addressees(CONTACT, [Addressee(page.contact_email, language_of(page))])
    for kind, users in ((AUTHORITY, representatives), (SECRETARIAT, lambda _page: secretariat())):
        if found := [Addressee(user.email, user.language) for user in users(page)]:
            return Addressees(kind, found)
    return Addressees("", [])


def language_of(page: ExperiencePage) -> str:
    """That of the contact's account, else that in which the page was written first."""
    user = User.objects.filter(email=page.contact_email).first()
    return user.language if user else page.original_language or settings.LANGUAGE_CODE


def representatives(page: ExperiencePage) -> list[User]:
    if page.local_government is None:
        return []
    rows = page.local_government.representatives.speaking().filter(status=RepresentativeStatus.ACTIVE, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("pk")]


@transaction.atomic
def write(page: ExperiencePage, *, name: str, email: str, authority: str, message: str) -> None:
    """Send a reader's words, once however often the button is pressed; the answer goes straight to the reader."""
    found = addressees(page)
    if not found:
        raise ValidationError(_("There is nobody to write to at the moment. Please try again later."))
    written = hashlib.sha256("\0".join([email, message, str(timezone.localdate())]).encode()).hexdigest()[:20]
    for place, addressee in enumerate(found.all):
        with translation.override(addressee.language):
            url = settings.PORTAL_URL + page.get_absolute_url()
            context = {"page": page, "name": name, "email": email, "authority": authority, "quoted": quoted(message), "url": url}
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
