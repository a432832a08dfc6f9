"""Taking out of the portal what is only made up; the real facts and the pages stay."""

from dataclasses import dataclass

from django.db import transaction

from charter import actions
from core.models import User
from network import profile_pictures
from network.models import LocalGovernment, ProfilePage, ProfilePicture
from portal.models import CallPage


@dataclass(frozen=True)
class Removed:
    signatures: int
    local_governments: int
    accounts: int


@transaction.atomic
def remove() -> Removed:
    """Remove the demonstration's chain of evidence, whole, with its signatures, its local governments, its calls and its accounts."""
    signatures = actions.remove_demonstration()
    fictional = LocalGovernment.objects.filter(is_demonstration=True)
    for page in ProfilePage.objects.filter(local_government__in=fictional):
        page.delete()
    for picture in ProfilePicture.objects.filter(local_government__in=fictional).select_related("image"):
        profile_pictures.erase(picture)
    for call in CallPage.objects.filter(is_demonstration=True):
        call.delete()
    accounts = User.objects.filter(is_demonstration=True)
    removed = Removed(signatures, fictional.count(), accounts.count())
    fictional.delete()
    accounts.delete()
    return removed
