"""Mails about changes to a profile: one to the secretariat per proposal, and the answers to those who keep the profile."""

from django.conf import settings
from django.urls import reverse

from core import outbox
from core.models import User
from core.models.mail import Priority
from network.emails import secretariat
from network.models import ProfileChange
from network.profile_enums import KEEPING_PROFILE
from network.profile_parts import Values
from network.profile_words import PartChange, part_changes


def keepers(change: ProfileChange) -> list[User]:
    """Those who may change the profile today."""
    found = change.local_government.representatives.speaking().filter(role__in=KEEPING_PROFILE, user__is_active=True)
    return [row.user for row in found.select_related("user").order_by("pk")]


def write(change: ProfileChange, event: str, user: User, priority: int = Priority.NOTICE, **context: object) -> None:
    context |= {"change": change, "local_government": change.local_government}
    outbox.write(f"profile:{change.pk}:{event}:{user.pk}", f"network/emails/profile_{event}", user.email, user.language, context, priority)


def proposed(change: ProfileChange, by: User) -> None:
    """Once per proposal, however often representatives add to it."""
    url = settings.PORTAL_URL + reverse("profile_change", args=[change.pk])
    for user in secretariat():
        write(change, "proposed", user, person=by, url=url)


def decided(change: ProfileChange, public: Values) -> None:
    parts = part_changes(change, public)
    accepted = [part for part in parts if part.part not in change.left_out]
    refused = [part for part in parts if part.part in change.left_out]
    for user in keepers(change):
        write(change, "decided", user, accepted=accepted, refused=refused)


def taken_back(change: ProfileChange, parts: list[PartChange], restored: list[str]) -> None:
    kept = [part for part in parts if part.part in change.kept]
    for user in keepers(change):
        write(change, "taken_back", user, restored=[part for part in parts if part.part in restored], kept=kept)
