"""Who may do what, wherever no application has a finer answer."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

if TYPE_CHECKING:
    from core.models import User

SECRETARIAT = "Secretariat"  # groups made by core's migration
EDITORS = "Editors"


def is_secretariat(user: "User | AnonymousUser") -> bool:
    """Members of the secretariat, and superusers."""
    return user.is_active and (user.is_superuser or user.groups.filter(name=SECRETARIAT).exists())
