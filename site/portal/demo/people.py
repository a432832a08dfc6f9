"""The demonstration's accounts: no password, they sign in by a code that the mailbox page shows."""

from django.contrib.auth.models import Group

from core.accounts import confirm
from core.models import User
from core.permissions import EDITORS, SECRETARIAT
from network.enums import RepresentativeRole, RepresentativeStatus
from network.models import LocalGovernment, Representative

DOMAIN = "caring-territories.example"
REPRESENTED = "exampleville"
PEOPLE = {
    "secretariat": ("Samira", "Secretariat", SECRETARIAT),
    "editor": ("Elif", "Editor", EDITORS),
    "representative": ("Robin", "Representative", None),
}


def address(name: str) -> str:
    return f"{name}@{DOMAIN}"


def load_people() -> int:
    """The three accounts; returns how many were missing."""
    missing = [name for name in PEOPLE if not User.objects.filter(email=address(name)).exists()]
    for name in missing:
        first, last, group = PEOPLE[name]
        user = User.objects.create_user(address(name), first_name=first, last_name=last, is_demonstration=True)
        if group:
            user.groups.add(Group.objects.get(name=group))
        confirm(user)
    return len(missing)


def load_representative() -> None:
    """One account speaks for a fictional local government, if nobody has changed that since."""
    user, local_government = User.objects.get(email=address("representative")), LocalGovernment.objects.get(slug=REPRESENTED)
    Representative.objects.get_or_create(
        user=user,
        local_government=local_government,
        defaults={"role": RepresentativeRole.OWNER, "status": RepresentativeStatus.ACTIVE, "position": "Adviser"},
    )
