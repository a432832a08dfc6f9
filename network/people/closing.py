"""What an account means for the local governments its owner speaks for: closing it (core.closing), a copy of it (core.personal_data)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.models import User
from network import people_emails
from network.models import Invitation, Representative
from network.people.holding import finish, hold, others_stay, write_down
from network.people.notices import look_after
from network.people_enums import NoticeKind, PeopleEvent


def refuse_last_owner(user: User) -> str | None:
    """Whoever is the last owner of a file hands it over first, or tells the secretariat."""
    last = [row.local_government for row in roles_of(user) if would_be_missed(row)]
    if not last:
        return None
    names = pgettext("between the items of a list", ", ").join(local_government.display_name for local_government in last)
    return _("Nobody else owns the file of %(names)s. Hand it over first, or tell the secretariat that you are leaving.") % {"names": names}


def leave_all(user: User) -> None:
    """End every role with the account. Refused if another owner left meanwhile."""
    for row in roles_of(user):
        hold(row.local_government)
        if would_be_missed(row):
            raise ValidationError(refuse_last_owner(user) or "", code="last_owner")
        finish(row)
        details = {"representative": row, "role": row.role, "until": row.until}
        people_emails.people_changed(write_down(PeopleEvent.LEFT, row.local_government, by=user, **details))
        look_after(row.local_government)


def copy_of(user: User) -> dict[str, Any]:
    """Everything this application keeps about who they speak for."""
    roles = user.representations.select_related("local_government").order_by("pk")
    asked = Invitation.objects.addressed_to(user).order_by("pk")
    return {
        "roles": [
            {
                "local_government": row.local_government.name_local,
                "role": row.role,
                "status": row.status,
                "position": row.position,
                "message": row.message,
                "since": row.since.isoformat(),
                "until": row.until and row.until.isoformat(),
            }
            for row in roles
        ],
        "invitations": [{"email": row.email, "role": row.role, "position": row.position, "state": row.state} for row in asked],
    }


def roles_of(user: User) -> list[Representative]:
    rows = user.representations.speaking().select_related("local_government", "user").order_by("local_government")
    return list(rows)


def would_be_missed(representative: Representative) -> bool:
    """The last owner, of whose leaving the secretariat does not know."""
    told = representative.local_government.owner_notices.standing().filter(kind=NoticeKind.LEAVING, representative=representative)
    return representative.is_owner and not others_stay(representative) and not told.exists()
