"""Who gets what a reader writes about an experience: its contact, else who speaks for the authority, else the secretariat."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from core.models import User
from core.permissions import SECRETARIAT as SECRETARIAT_GROUP
from network.enums import RepresentativeStatus

if TYPE_CHECKING:
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


def addressees(page: "ExperiencePage") -> Addressees:
    if page.contact_email:
        return Addressees(CONTACT, [Addressee(page.contact_email, language_of(page))])
    for kind, users in ((AUTHORITY, representatives), (SECRETARIAT, secretariat)):
        if found := [Addressee(user.email, user.language) for user in users(page)]:
            return Addressees(kind, found)
    return Addressees("", [])


def language_of(page: "ExperiencePage") -> str:
    """That of the contact's account, else that in which the page was written first."""
    user = User.objects.filter(email=page.contact_email).first()
    return user.language if user else page.original_language or settings.LANGUAGE_CODE


def secretariat(_page: "ExperiencePage") -> list[User]:
    return list(User.objects.filter(groups__name=SECRETARIAT_GROUP, is_active=True).order_by("pk"))


def representatives(page: "ExperiencePage") -> list[User]:
    if page.local_government is None:
        return []
    rows = page.local_government.representatives.speaking().filter(status=RepresentativeStatus.ACTIVE, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("pk")]
