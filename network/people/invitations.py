"""Inviting somebody to speak for a local government, and what they answer."""

import secrets
from datetime import date, timedelta
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from core.permissions import is_secretariat
from core.secrets import token_digest
from network import people_emails
from network.enums import RepresentativeRole, RepresentativeStatus
from network.models import Invitation, LocalGovernment, Representative
from network.models.invitations import INVITATION_LASTS
from network.people.holding import close, hold, must_be_ahead, must_manage, record, record_invitation
from network.people.notices import look_after
from network.people.roles import pass_on
from network.people_enums import InvitationState, PeopleEvent
from network.permissions import is_owner

MOST_OPEN = 20  # invitations of one local government at a time
MOST_SENT = 5  # mails for one invitation
KEEP_ADDRESSES = timedelta(days=90)


class Terms(TypedDict, total=False):
    """What an invitation offers, and in which language its mail is."""

    role: Required[str]
    language: Required[str]
    position: str
    until: date | None
    hand_over: bool
    inviter_stays: bool


@transaction.atomic
def invite(local_government: LocalGovernment, *, by: User, email: str, words: str = "", **terms: Unpack[Terms]) -> Invitation:
    """Send somebody an invitation. With `hand_over` they take the place of `by`, who ends or stays as an editor."""
    local_government, email = hold(local_government), email.lower()
    must_manage(by, local_government)
    must_be_ahead(terms.get("until"))
    must_be_confirmed(local_government, by)
    must_be_new(local_government, email)
    if terms.get("hand_over"):
        must_own(local_government, by)
        terms["role"] = RepresentativeRole.OWNER
    token, now = secrets.token_urlsafe(32), timezone.now()
    invitation = Invitation.objects.create(
        local_government=local_government,
        email=email,
        invited_by=by,
        invited_at=now,
        expires_at=now + INVITATION_LASTS,
        token_digest=token_digest(token),
        **terms,
    )
    record_invitation(PeopleEvent.INVITED, invitation, by=by, words=words)
    people_emails.invitation(invitation, token, words)
    return invitation


def must_be_confirmed(local_government: LocalGovernment, by: User) -> None:
    """What the secretariat has not confirmed yet writes to nobody."""
    if local_government.is_provisional and not is_secretariat(by):
        raise ValidationError(_("You can invite colleagues once the secretariat has accepted the first file."), code="provisional")


def must_be_new(local_government: LocalGovernment, email: str) -> None:
    """One open invitation per address, twenty in all, none for those who are there."""
    speaking = local_government.representatives.speaking()
    if speaking.filter(user__emailaddress__email=email, user__emailaddress__verified=True).exists():
        raise at_address(_("This person speaks for it already. You can change their role in the list."), "there")
    unanswered = local_government.invitations.unanswered()
    if unanswered.usable().filter(email=email).exists():
        raise at_address(_("This address was invited already. You can send the invitation again from the list."), "invited")
    if unanswered.usable().count() >= MOST_OPEN:
        raise ValidationError(_("Many invitations are waiting for an answer. Withdraw some of them first."), code="too_many")
    unanswered.filter(email=email).update(state=InvitationState.WITHDRAWN, answered_at=timezone.now())  # it had expired


def at_address(message: str, code: str) -> ValidationError:
    return ValidationError({"email": ValidationError(message, code=code)})


def must_own(local_government: LocalGovernment, by: User) -> None:
    """Only what one has can be handed over, and to one person at a time."""
    if not is_owner(by, local_government):
        raise ValidationError(_("Only an owner can hand over."), code="forbidden")
    if local_government.invitations.usable().filter(hand_over=True, invited_by=by).exists():
        raise ValidationError(_("You have asked somebody to take over already. Withdraw that invitation first."), code="handing_over")


@transaction.atomic
def resend(invitation: Invitation, *, by: User) -> Invitation:
    """Send it again with a new link, for two weeks from now; the old link stops working."""
    invitation = waiting(invitation, by)
    must_be_ahead(invitation.until)
    if invitation.times_sent >= MOST_SENT:
        raise ValidationError(
            _("This invitation was sent several times. Withdraw it, and ask the person for another address."), code="too_many"
        )
    token = secrets.token_urlsafe(32)
    invitation.token_digest, invitation.expires_at = token_digest(token), timezone.now() + INVITATION_LASTS
    invitation.times_sent += 1
    invitation.save(update_fields=["token_digest", "expires_at", "times_sent"])
    record_invitation(PeopleEvent.RESENT, invitation, by=by)
    people_emails.invitation(invitation, token)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> Invitation:
    """Its link stops working. The invited person gets no mail: they may never have read the first."""
    invitation = waiting(invitation, by)
    close(invitation, InvitationState.WITHDRAWN)
    record_invitation(PeopleEvent.WITHDRAWN, invitation, by=by)
    return invitation


def waiting(invitation: Invitation, by: User) -> Invitation:
    """An invitation as it stands now, to be changed by who manages the people; refused once it was answered."""
    must_manage(by, hold(invitation.local_government))
    return current(invitation)


def current(invitation: Invitation) -> Invitation:
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("local_government", "invited_by").get(pk=invitation.pk)
    if invitation.state != InvitationState.SENT:
        raise ValidationError(_("This invitation has been answered or withdrawn meanwhile."), code="over")
    return invitation


def invitation_for(token: str) -> Invitation | None:
    """The invitation that a link leads to, whatever became of it."""
    return Invitation.objects.with_token(token).select_related("local_government", "invited_by").first()


@transaction.atomic
def accept(invitation: Invitation, *, by: User) -> Representative:
    """The invited person speaks for the local government from now on."""
    invitation = addressed(invitation, by)
    former = invitation.local_government.representatives.speaking().filter(user=invitation.invited_by_id).select_related("user").first()
    made = take_place(invitation, by)
    close(invitation, InvitationState.ACCEPTED, by)
    record(PeopleEvent.JOINED, made, by=by, invitation=invitation)
    if invitation.hand_over and former and former.is_owner:
        pass_on(former, made, stays=invitation.inviter_stays)
    look_after(invitation.local_government)
    return made


@transaction.atomic
def decline(invitation: Invitation, *, by: User) -> Invitation:
    invitation = addressed(invitation, by)
    close(invitation, InvitationState.DECLINED)
    record_invitation(PeopleEvent.DECLINED, invitation, by=by)
    return invitation


def addressed(invitation: Invitation, by: User) -> Invitation:
    """An invitation as it stands now, to be answered by `by`; refused unless it was sent to them and is open."""
    hold(invitation.local_government)
    invitation = current(invitation)
    if invitation.is_expired:
        raise ValidationError(_("This invitation has expired."), code="expired")
    if not invitation.is_for(by):
        raise ValidationError(_("This invitation was sent to another address."), code="address")
    return invitation


def take_place(invitation: Invitation, by: User) -> Representative:
    """The role of the invited person: a new one, or in place of what they had asked for or what has lapsed."""
    local_government, now = invitation.local_government, timezone.now()
    standing = local_government.representatives.filter(user=by, status__in=["requested", "provisional", "active"]).first()
    if standing and standing.is_speaking:
        raise ValidationError(_("You speak for it already. Its owners can change your role."), code="there")
    made = standing or Representative(user=by, local_government=local_government, requested_at=now)
    made.role, made.until, made.position = invitation.role, invitation.until, invitation.position or made.position
    made.status = RepresentativeStatus.PROVISIONAL if local_government.is_provisional else RepresentativeStatus.ACTIVE
    made.answered_at, made.answered_by = now, invitation.invited_by
    made.save()
    return made


def forget_addresses() -> int:
    """Job, retention: erase address and position ninety days after an invitation was answered or expired."""
    before = timezone.now() - KEEP_ADDRESSES
    Invitation.objects.unanswered().filter(expires_at__lt=before).update(state=InvitationState.WITHDRAWN, answered_at=before)
    old = Invitation.objects.exclude(state=InvitationState.SENT).exclude(email="").filter(answered_at__lte=before)
    return old.update(email="", position="")
