"""Pictures of profiles: kept in private, copied among the public images when accepted, deleted when nobody wants them."""

from secrets import token_hex
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.languages import CODES
from core.models import PortalImage, User
from network.models import LocalGovernment, ProfilePicture
from network.profile_parts import ALT
from network.profile_shown import RENDITION

MOST_PRIVATE = 20  # pictures of one local government that are not public


def keep(local_government: LocalGovernment, content: bytes, by: User) -> ProfilePicture:
    """Put a new picture in private storage. Nobody but its representatives and the secretariat sees it."""
    if local_government.pictures.filter(image=None).count() >= MOST_PRIVATE:
        raise ValidationError(_("Too many pictures are waiting already. Describe or remove those first."), code="too_many")
    picture = ProfilePicture(local_government=local_government, added_by=by)
    picture.file.save("picture.jpg", ContentFile(content), save=False)
    picture.save()
    return picture


def show(local_government: LocalGovernment, public_id: UUID | str, value: dict[str, str]) -> None:
    """Make a picture public, or put another description under one that is."""
    picture = local_government.pictures.filter(public_id=public_id).select_related("image").first()
    if picture is None:
        raise gone()
    image = picture.image or public_copy(picture)
    for name in ALT:
        setattr(image, name, value[name])
    image.save()
    image.get_rendition(RENDITION)
    picture.image, picture.credit, picture.people, picture.changed_at = image, value["credit"], value["people"], timezone.now()
    picture.save(update_fields=["image", "credit", "people", "changed_at"])


def gone() -> ValidationError:
    return ValidationError(_("The file of this picture is no longer there."), code="gone")


def public_copy(picture: ProfilePicture) -> PortalImage:
    """A new image of the portal, with the same pixels."""
    try:
        with picture.file.open("rb") as kept:
            content = kept.read()
    except (ValueError, FileNotFoundError):
        raise gone() from None
    titles = {f"title_{code}": picture.local_government.name_local for code in CODES}
    name = f"{picture.local_government.slug[:60]}-{token_hex(6)}.jpg"
    return PortalImage(file=ContentFile(content, name=name), file_size=len(content), uploaded_by_user=picture.added_by, **titles)


def hide(local_government: LocalGovernment, public_id: UUID | str) -> None:
    """Take the public copy away, file and all; the private one stays until it is forgotten."""
    picture = local_government.pictures.filter(public_id=public_id).select_related("image").first()
    if picture and picture.image:
        image, picture.image, picture.changed_at = picture.image, None, timezone.now()
        picture.save(update_fields=["image", "changed_at"])
        image.delete()


def mark_proposed(picture: ProfilePicture) -> None:
    """It was described and is part of a proposal."""
    picture.proposed_at = picture.proposed_at or timezone.now()
    picture.save(update_fields=["proposed_at"])


def erase(picture: ProfilePicture) -> None:
    """Delete a picture, public copy and all, with the local government that goes."""
    if picture.image:
        picture.image.delete()
        picture.image = None
    forget(picture)


def forget(picture: ProfilePicture) -> None:
    """Delete a picture that is not public, and its file once that is certain."""
    storage, name = picture.file.storage, picture.file.name
    picture.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
