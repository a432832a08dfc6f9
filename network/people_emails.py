"""Mails about people: to the invited, to whom a role concerns, to the owners, to the secretariat. Each once, through the outbox."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core import outbox
from core.models import User
from core.models.mail import Priority
from network.emails import secretariat
from network.enums import RepresentativeRole
from network.models import Invitation, LocalGovernment, OwnerNotice, Representative, RepresentativeEvent
from network.people_enums import NoticeKind, PeopleEvent
from network.people_words import actor_of, facts_of, named

ABOUT_ONESELF = (PeopleEvent.JOINED, PeopleEvent.LEFT, PeopleEvent.HANDED_OVER)  # confirmed also to who did it


def write(
    purpose: str,
    mail: str,
    recipient: str,
    language: str,
    local_government: LocalGovernment,
    priority: int = Priority.NOTICE,
    **context: Any,
) -> None:
    outbox.write(purpose, f"network/emails/{mail}", recipient, language, {"local_government": local_government, **context}, priority)


def address(name: str, *args: Any, language: str) -> str:
    """A full address in the reader's language."""
    with translation.override(language):
        return settings.PORTAL_URL + reverse(name, args=args)


def to_users(users: Iterable[User], purpose: str, mail: str, local_government: LocalGovernment, **context: Any) -> None:
    for user in users:
        context |= {
            "people_url": address("space:people", local_government.slug, language=user.language),
            "space_url": address("space", language=user.language),
        }
        write(f"{purpose}:{user.pk}", mail, user.email, user.language, local_government, **context)


def owners_of(local_government: LocalGovernment) -> list[User]:
    return [row.user for row in local_government.representatives.owners().select_related("user").order_by("pk")]


def invitation(invitation: Invitation, token: str, words: str = "") -> None:
    url = address("space:invitation", token, language=invitation.language)
    with translation.override(invitation.language):
        write(
            f"invitation:{invitation.pk}:{invitation.times_sent}",
            "invitation",
            invitation.email,
            invitation.language,
            invitation.local_government,
            Priority.NOTICE,
            invitation=invitation,
            inviter=inviter_of(invitation),
            may=Representative(role=invitation.role).may,
            url=url,
            words=words,
        )


def inviter_of(invitation: Invitation) -> str:
    """A name for the invited person; empty when the secretariat invites."""
    user = invitation.invited_by
    own = user and invitation.local_government.representatives.filter(user=user).exists()
    return named(user) if own else ""


def role_changed(event: RepresentativeEvent) -> None:
    """To the person whose role it is, unless they did it and need no confirmation."""
    representative = event.representative
    if representative is None or not representative.user.is_active:
        return
    user = representative.user
    if event.by_id == user.pk and event.kind not in ABOUT_ONESELF:
        return
    with translation.override(user.language):
        write(
            f"people:{event.pk}:person",
            "role_changed",
            user.email,
            user.language,
            event.local_government,
            representative=representative,
            event=event,
            actor=actor_of(event),
            space_url=address("space", language=user.language),
        )


def people_changed(event: RepresentativeEvent) -> None:
    """To the owners, less who did it and whom it concerns: they know."""
    concerned = {event.by_id, event.representative.user_id if event.representative else None}
    for user in owners_of(event.local_government):
        if user.pk not in concerned:
            with translation.override(user.language):
                facts = list(facts_of(event))
            to_users([user], f"people:{event.pk}", "people_changed", event.local_government, event=event, facts=facts)


def role_ends(representative: Representative, days: int) -> None:
    """To the person whose role ends soon, and to the owners."""
    local_government = representative.local_government
    owners = owners_of(local_government)
    is_last = representative.is_owner and not any(user.pk != representative.user_id for user in owners)
    purpose = f"role_ends:{representative.pk}:{representative.until}:{days}"
    context = {"representative": representative, "person": named(representative.user), "is_last": is_last}
    to_users([representative.user], purpose, "role_ends", local_government, is_yours=True, **context)
    others = [user for user in owners if user.pk != representative.user_id]
    to_users(others, purpose, "role_ends", local_government, is_yours=False, **context)


def owner_notice(notice: OwnerNotice) -> None:
    """To the secretariat; and to the colleagues who are left when nobody owns the file any more."""
    local_government, purpose = notice.local_government, f"owner_notice:{notice.pk}:{notice.raised_at:%Y%m%d%H%M%S%f}"
    url = settings.PORTAL_URL + reverse("owner_notice", args=[notice.pk])
    person = named(notice.representative.user) if notice.representative else ""
    for user in secretariat():
        write(
            f"{purpose}:{user.pk}",
            "owner_notice",
            user.email,
            user.language,
            local_government,
            notice=notice,
            person=person,
            admin_url=url,
        )
    if notice.kind == NoticeKind.ENDED:
        left = local_government.representatives.speaking().filter(user__is_active=True).exclude(role=RepresentativeRole.OWNER)
        to_users([row.user for row in left.select_related("user")], f"{purpose}:left", "no_owner", local_government)


def notice_answered(notice: OwnerNotice) -> None:
    """To whom it came from, or else to everybody who speaks for the local government."""
    local_government = notice.local_government
    speaking = [row.user for row in local_government.representatives.speaking().select_related("user") if row.user.is_active]
    asked = [notice.representative.user] if notice.representative else []
    to_users(
        asked or speaking,
        f"owner_notice:{notice.pk}:answer:{notice.answered_at:%Y%m%d%H%M%S%f}",
        "owner_notice_answered",
        local_government,
        notice=notice,
    )
