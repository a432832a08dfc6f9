"""What is kept how long of proposals that came to nothing."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from network import profile_pictures
from network.models import ProfileChange, ProfileContribution, ProfilePicture
from network.profile_actions import held, open_change
from network.profile_enums import CAME_TO_NOTHING
from network.profile_parts import PICTURE, part_of

KEEP_PICTURES = timedelta(days=30)  # refused, removed from a profile, or uploaded and never proposed
KEEP_TEXTS = timedelta(days=365)  # of refused and withdrawn proposals


def forget_refused() -> int:
    """Job: delete pictures that nobody shows or asks for, and erase the texts of proposals that came to nothing. Returns how many."""
    old = ProfilePicture.objects.filter(image=None, changed_at__lt=timezone.now() - KEEP_PICTURES).select_related("local_government")
    return sum(forget_picture(picture) for picture in old) + forget_texts()


@transaction.atomic
def forget_picture(picture: ProfilePicture) -> bool:
    """Unless it is asked for in a proposal that waits, or was shown again meanwhile."""
    change = open_change(held(picture.local_government))
    if change and part_of(PICTURE, picture.public_id) in change.fields:
        return False
    found = ProfilePicture.objects.filter(pk=picture.pk, image=None).first()
    if found:
        profile_pictures.forget(found)
    return found is not None


@transaction.atomic
def forget_texts() -> int:
    """That somebody proposed something, and when it ended, remains."""
    old = ProfileChange.objects.filter(status__in=CAME_TO_NOTHING, ended_at__lt=timezone.now() - KEEP_TEXTS).exclude(fields={})
    ProfileContribution.objects.filter(change__in=old).update(fields={})
    return old.update(fields={}, left_out=[], reason="")
