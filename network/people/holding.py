"""Holding the people of a local government while they change, and what every change refuses or does."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.locks import lock
from core.models import User
from core.permissions import is_secretariat
from network import people_emails
from network.enums import RepresentativeStatus
from network.models import Invitation, LocalGovernment, Representative, RepresentativeEvent
from network.people_enums import InvitationState, PeopleEvent
from network.permissions import can_manage_people

SOON = timedelta(days=30)  # a role that ends within it is no lasting one


def hold(local_government: LocalGovernment) -> LocalGovernment:
    """Nobody else changes its people until the transaction ends. Returned as it stands now."""
    lock(f"people {local_government.pk}")
    return LocalGovernment.objects.get(pk=local_government.pk)


def held(representative: Representative) -> Representative:
    """A role as it stands now, held with all of its local government; refused once it is over."""
    hold(representative.local_government)
    representative = (
        Representative.objects.select_for_update(of=("self",)).select_related("user", "local_government").get(pk=representative.pk)
    )
    if not representative.is_speaking:
        raise ValidationError(_("This person does not speak for the local government any more."), code="over")
    return representative


def must_manage(by: User, local_government: LocalGovernment) -> None:
    if not can_manage_people(by, local_government):
        raise ValidationError(_("Only its owners and the secretariat can do this."), code="forbidden")


def must_be_secretariat(by: User) -> None:
    if not is_secretariat(by):
        raise ValidationError(_("Only the secretariat can do this."), code="forbidden")


def others_stay(representative: Representative, after: date | None = None) -> bool:
    """Whether somebody else still owns the file after that day, today if none is given."""
    others = representative.local_government.representatives.owners().exclude(user=representative.user_id)
    return others.beyond(after or timezone.localdate()).exists()


def must_leave_an_owner(representative: Representative, by: User, after: date | None = None) -> None:
    """Refuse to leave the local government without an owner; the secretariat, who then knows, may."""
    if representative.is_owner and not others_stay(representative, after) and not is_secretariat(by):
        raise ValidationError(
            _("Nobody else owns this file. Hand it over first, or tell the secretariat that you are leaving."), code="last_owner"
        )


def must_be_ahead(until: date | None) -> None:
    if until is not None and until < timezone.localdate():
        raise ValidationError({"until": _("Choose a day that is still to come, or none.")})


def finish(representative: Representative) -> None:
    """End a role today."""
    today = timezone.localdate()
    representative.status = RepresentativeStatus.ENDED
    representative.until = min(representative.until or today, today)
    representative.save(update_fields=["status", "until", "successor"])


def close(invitation: Invitation, state: InvitationState, by: User | None = None) -> None:
    """Nobody can use it any more."""
    invitation.state, invitation.answered_at, invitation.accepted_by = state, timezone.now(), by
    invitation.save(update_fields=["state", "answered_at", "accepted_by"])


def record(kind: PeopleEvent, representative: Representative, *, by: User | None, **details: Any) -> RepresentativeEvent:
    """Write down what happened to a role, and tell its owners and the person."""
    details = {"role": representative.role, "until": representative.until} | details
    event = write_down(kind, representative.local_government, by=by, representative=representative, **details)
    people_emails.role_changed(event)
    people_emails.people_changed(event)
    return event


def record_invitation(kind: PeopleEvent, invitation: Invitation, *, by: User, words: str = "") -> RepresentativeEvent:
    """Write down what became of an invitation, and tell the owners."""
    details = {"invitation": invitation, "role": invitation.role, "until": invitation.until, "words": words}
    event = write_down(kind, invitation.local_government, by=by, **details)
    people_emails.people_changed(event)
    return event


def write_down(kind: PeopleEvent, local_government: LocalGovernment, *, by: User | None, **details: Any) -> RepresentativeEvent:
    """One line of the history. `by` is nobody when a date passed by itself."""
    own = by is not None and local_government.representatives.filter(user=by).exists()
    return RepresentativeEvent.objects.create(
        local_government=local_government,
        kind=kind,
        by=by,
        by_itself=by is None,
        by_secretariat=by is not None and not own and is_secretariat(by),
        **details,
    )
