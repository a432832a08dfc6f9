"""Who speaks for which local government."""

from django.contrib.auth.models import AnonymousUser

from core.models import User
from core.permissions import is_secretariat
from network.models import LocalGovernment

Visitor = User | AnonymousUser


def represents(user: Visitor, local_government: LocalGovernment) -> bool:
    """Whether the user may act for this local government today."""
    return user.is_authenticated and local_government.representatives.speaking().filter(user=user).exists()


def can_see(user: Visitor, local_government: LocalGovernment) -> bool:
    """Listed ones are public; a provisional one is seen by its representatives and the secretariat only."""
    return local_government.is_listed or represents(user, local_government) or is_secretariat(user)


def can_check_numbers(user: Visitor) -> bool:
    """Secretariat and editors may say that they have checked a help number."""
    return user.is_active and user.has_perm("network.change_helpnumber")
