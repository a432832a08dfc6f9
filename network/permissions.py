"""Who speaks for which local government."""

from django.contrib.auth.models import AnonymousUser

from core.models import BasePage, User
from core.permissions import is_secretariat
from network.models import ExperiencePage, LocalGovernment
from network.profile_enums import KEEPING_PROFILE

Visitor = User | AnonymousUser


def represents(user: Visitor, local_government: LocalGovernment) -> bool:
    """Whether the user may act for this local government today."""
    return user.is_authenticated and local_government.representatives.speaking().filter(user=user).exists()


def is_owner(user: Visitor, local_government: LocalGovernment) -> bool:
    """Whether the user owns its file today: its people, its page, its signature."""
    return user.is_authenticated and local_government.representatives.owners().filter(user=user).exists()


def can_prepare_file(user: Visitor, local_government: LocalGovernment) -> bool:
    """Owners and signing delegates prepare the file of the charter and send it; editors neither do so nor see it."""
    return user.is_authenticated and local_government.representatives.preparing().filter(user=user).exists()


def can_see_people(user: Visitor, local_government: LocalGovernment) -> bool:
    """Colleagues know who speaks for the local government with them; so does the secretariat."""
    return represents(user, local_government) or is_secretariat(user)


def can_manage_people(user: Visitor, local_government: LocalGovernment) -> bool:
    """Invite, change roles, end them: its owners and the secretariat."""
    return is_owner(user, local_government) or is_secretariat(user)


def can_see(user: Visitor, local_government: LocalGovernment) -> bool:
    """Listed ones are public; a provisional one is seen by its representatives and the secretariat only."""
    return local_government.is_listed or represents(user, local_government) or is_secretariat(user)


def can_edit_profile(user: Visitor, local_government: LocalGovernment) -> bool:
    """Propose changes to its profile: its owners and editors today; a signing delegate may not."""
    speaking = local_government.representatives.speaking()
    return user.is_authenticated and speaking.filter(user=user, role__in=KEEPING_PROFILE).exists()


def can_check_numbers(user: Visitor) -> bool:
    """Secretariat and editors may say that they have checked a help number."""
    return user.is_active and user.has_perm("network.change_helpnumber")


def can_edit_experience(user: Visitor, page: ExperiencePage | None = None) -> bool:
    """Editors and the secretariat: those whom Wagtail lets change this page, or any page of the portal."""
    if not isinstance(user, User) or not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return False
    tree = page or BasePage.objects.filter(depth=2).first()  # Wagtail lets nobody edit the root above it
    return tree is not None and bool(tree.permissions_for_user(user).can_edit())


def can_have_pdfs_read(user: Visitor) -> bool:
    """Secretariat and editors see which PDFs could not be read, and have them read again."""
    return user.is_active and user.has_perm("network.change_documenttext")


def can_tell_adaptations(user: Visitor, local_government: LocalGovernment) -> bool:
    """Say that it adapted a measure: whoever keeps its profile, once it is listed."""
    return local_government.is_listed and can_edit_profile(user, local_government)


def can_tell_for(user: Visitor) -> list[LocalGovernment]:
    """The local governments for which the user may say so, by name."""
    if not user.is_authenticated:
        return []
    roles = user.representations.speaking().filter(role__in=KEEPING_PROFILE).select_related("local_government")
    found = {row.local_government for row in roles if row.local_government.is_listed}
    return sorted(found, key=lambda local_government: local_government.sorting_name)


def can_confirm_adaptations(user: Visitor) -> bool:
    """Secretariat and editors answer what representatives tell of adaptations."""
    return user.is_active and user.has_perm("network.change_adaptationreport")
