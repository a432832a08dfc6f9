"""Changing, ending and handing over a role."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from network.enums import RepresentativeRole
from network.models import Representative
from network.people.holding import (
    SOON,
    close,
    finish,
    held,
    must_be_ahead,
    must_be_secretariat,
    must_leave_an_owner,
    must_manage,
    others_stay,
    record,
    record_invitation,
)
from network.people.notices import look_after, tell_secretariat
from network.people_enums import InvitationState, NoticeKind, PeopleEvent

LONGEST_GOODBYE = timedelta(days=60)


@transaction.atomic
def change_role(representative: Representative, *, by: User, role: str, words: str = "") -> Representative:
    """An owner or the secretariat gives a colleague another role; the last owner keeps theirs."""
    representative = held(representative)
    must_manage(by, representative.local_government)
    before = representative.role
    if role == before:
        return representative
    must_leave_an_owner(representative, by)
    representative.role = role
    representative.save(update_fields=["role"])
    record(PeopleEvent.ROLE_CHANGED, representative, by=by, role_before=before, words=words)
    look_after(representative.local_government)
    return representative


@transaction.atomic
def set_until(representative: Representative, *, by: User, until: date | None, words: str = "") -> Representative:
    """The last day of a role, or none. The last owner's may be far off, for the secretariat is told in time; a near one is refused."""
    representative = held(representative)
    must_manage(by, representative.local_government)
    must_be_ahead(until)
    if until == representative.until:
        return representative
    if until and until <= timezone.localdate() + SOON:
        must_leave_an_owner(representative, by, after=until)
    representative.until = until
    representative.save(update_fields=["until"])
    record(PeopleEvent.UNTIL_CHANGED, representative, by=by, words=words)
    look_after(representative.local_government)
    return representative


@transaction.atomic
def hand_over(successor: Representative, *, by: User, stays: bool) -> Representative:
    """`by`, an owner, makes a colleague owner in their place, and ends or stays as an editor. Returns the former role."""
    successor = held(successor)
    former = successor.local_government.representatives.owners().filter(user=by).select_related("user", "local_government").first()
    if former is None:
        raise ValidationError(_("Only an owner can hand over."), code="forbidden")
    if successor.pk == former.pk or not successor.user.is_active:
        raise ValidationError(_("Choose somebody else."), code="self")
    pass_on(former, successor, stays=stays)
    look_after(successor.local_government)
    return former


def pass_on(former: Representative, successor: Representative, *, stays: bool) -> None:
    """Give one person's ownership to another. Both are held."""
    former.successor = successor
    if successor.role != RepresentativeRole.OWNER:
        before, successor.role = successor.role, RepresentativeRole.OWNER
        successor.save(update_fields=["role"])
        record(PeopleEvent.ROLE_CHANGED, successor, by=former.user, role_before=before)
    before = former.role
    if stays:
        former.role = RepresentativeRole.EDITOR
        former.save(update_fields=["role", "successor"])
    else:
        finish(former)
    record(PeopleEvent.HANDED_OVER, former, by=former.user, role_before=before)


@transaction.atomic
def leave(representative: Representative, *, by: User) -> Representative:
    """Somebody ends their own role today; the last owner is refused."""
    representative = own(representative, by)
    must_leave_an_owner(representative, by)
    finish(representative)
    record(PeopleEvent.LEFT, representative, by=by)
    look_after(representative.local_government)
    return representative


@transaction.atomic
def announce_leaving(representative: Representative, *, by: User, day: date, message: str) -> Representative:
    """An owner without a successor tells the secretariat; the role ends by itself on that day."""
    representative = own(representative, by)
    must_be_ahead(day)
    if day > timezone.localdate() + LONGEST_GOODBYE:
        raise ValidationError({"day": _("Choose a day within the next sixty days.")})
    representative.until = day
    representative.save(update_fields=["until"])
    if others_stay(representative, day) or not representative.is_owner:
        record(PeopleEvent.UNTIL_CHANGED, representative, by=by, words=message)
    else:
        tell_secretariat(NoticeKind.LEAVING, representative, by=by, message=message)
    return representative


def own(representative: Representative, by: User) -> Representative:
    representative = held(representative)
    if representative.user_id != by.pk:
        raise ValidationError(_("This is the role of somebody else."), code="forbidden")
    return representative


@transaction.atomic
def end(representative: Representative, *, by: User, words: str = "") -> Representative:
    """An owner or the secretariat ends somebody's role, and withdraws what that person had sent out."""
    representative = held(representative)
    must_manage(by, representative.local_government)
    if representative.user_id == by.pk:
        raise ValidationError(_("To end your own role, leave."), code="self")
    must_leave_an_owner(representative, by)
    finish(representative)
    record(PeopleEvent.ENDED, representative, by=by, words=words)
    for invitation in representative.local_government.invitations.unanswered().filter(invited_by=representative.user_id):
        close(invitation, InvitationState.WITHDRAWN)
        record_invitation(PeopleEvent.WITHDRAWN, invitation, by=by)
    look_after(representative.local_government)
    return representative


@transaction.atomic
def appoint(representative: Representative, *, by: User, words: str) -> Representative:
    """The secretariat makes somebody who speaks for the local government its owner, without an end."""
    must_be_secretariat(by)
    representative = held(representative)
    before = representative.role
    representative.role, representative.until = RepresentativeRole.OWNER, None
    representative.save(update_fields=["role", "until"])
    record(PeopleEvent.APPOINTED, representative, by=by, role_before=before, words=words)
    look_after(representative.local_government)
    return representative
