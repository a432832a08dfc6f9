"""Who gets what a reader writes about an experience: its contact, else who speaks for the authority, else the secretariat."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

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
    found = list(people(page))
    speaking = [user for user in found if user.speaks]  # type: ignore[attr-defined]
    kind = AUTHORITY if speaking else SECRETARIAT if found else ""
    return Addressees(kind, [Addressee(user.email, user.language) for user in speaking or found])


def somebody() -> Q:
    """For a question about experiences: whether anybody speaks for the authority or is of the secretariat."""
    speaking = apps.get_model("network", "Representative").objects.speaking()
    theirs = speaking.filter(status=RepresentativeStatus.ACTIVE, user__is_active=True, local_government=OuterRef("local_government"))
    return Q(Exists(theirs)) | Q(Exists(User.objects.filter(is_active=True, groups__name=SECRETARIAT_GROUP)))


def can_be_reached(page: "ExperiencePage") -> bool:
    """Whether somebody gets what a reader writes; known already of a page that was read `for_page`."""
    known = getattr(page, "reaches_somebody", None)
    return bool(page.contact_email) or (people(page).exists() if known is None else known)


def language_of(page: "ExperiencePage") -> str:
    """That of the contact's account, else that in which the page was written first."""
    user = User.objects.filter(email=page.contact_email).first()
    return user.language if user else page.original_language or settings.LANGUAGE_CODE


def people(page: "ExperiencePage") -> QuerySet[User]:
    """Those who speak for the authority, and the secretariat; `speaks` tells the first."""
    speaking = representatives(page).values("user") if page.local_government else []
    found = User.objects.filter(is_active=True).annotate(
        speaks=Case(When(pk__in=speaking, then=Value(True)), default=Value(False)),
        keeps=Exists(Group.objects.filter(name=SECRETARIAT_GROUP, user=OuterRef("pk"))),
    )
    return found.filter(Q(speaks=True) | Q(keeps=True)).order_by("pk")


def representatives(page: "ExperiencePage") -> Any:
    return (
        apps.get_model("network", "Representative")
        .objects.speaking()
        .filter(local_government=page.local_government, status=RepresentativeStatus.ACTIVE)
    )
