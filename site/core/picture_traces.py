"""What a camera or a program writes into a picture beside its pixels: place, time, owner. None of it is kept."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from core.pictures import MOST_PIXELS, opened, too_many_pixels

if TYPE_CHECKING:
    from core.models import PortalImage

QUALITY = 90
TRACES = ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "mp")  # as Pillow names them
ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82"}

SAVED: dict[str, dict[str, Any]] = {
    "JPEG": {"format": "JPEG", "quality": QUALITY, "optimize": True, "progressive": True},
    "PNG": {"format": "PNG", "optimize": True},
    "WEBP": {"format": "WEBP", "quality": QUALITY},
}


def has_traces(content: bytes) -> bool:
    """Whether anything but pixels is in the file, or hides behind its end (phones put a film there)."""
    picture = opened(content)
    written = any(name in picture.info for name in TRACES)
    return written or bool(getattr(picture, "text", None)) or picture.format not in SAVED or not ends_where_it_should(picture, content)


def ends_where_it_should(picture: Image.Image, content: bytes) -> bool:
    if picture.format == "WEBP":
        return len(content) == int.from_bytes(content[4:8], "little") + 8
    return content.endswith(ENDS[str(picture.format)])


def without_traces(content: bytes) -> bytes:
    """The same picture, upright, in the same format, drawn anew. One that holds nothing but pixels is left as it is.

    Raises ValidationError, in the reader's language, for a file that is no picture, damaged or too large.
    """
    if not has_traces(content):
        return content
    picture = opened(content)
    if picture.width * picture.height > MOST_PIXELS:
        raise too_many_pixels()
    try:
        upright = ImageOps.exif_transpose(picture)
        for name in TRACES:
            upright.info.pop(name, None)
        out = BytesIO()
        upright.save(out, **SAVED.get(str(picture.format), SAVED["JPEG"]))
    except Exception:  # noqa: BLE001 -- a hostile file may fail anywhere in the parser
        raise ValidationError(_("This picture is damaged and cannot be shown."), code="damaged") from None
    return out.getvalue()


def cleaned(file: File) -> File:
    """A file that was just given, without traces; the same when there was nothing to take out."""
    file.open()
    content = file.read()
    file.seek(0)
    bare = without_traces(content)
    return file if bare is content else ContentFile(bare, name=file.name)


def stored_with_traces(file: Any) -> bool:
    """Whether a field's file that is stored still tells more than its pixels. One that is gone or unreadable tells nothing."""
    try:
        with file.storage.open(str(file.name)) as stored:
            return has_traces(stored.read())
    except (OSError, ValidationError):
        return False


def redraw(image: "PortalImage") -> None:
    """Put a clean file in place of a stored one, and forget every copy that was made of it."""
    field: Any = image.file
    storage, old = field.storage, str(field.name)
    with storage.open(old) as stored:
        image.file = ContentFile(stored.read(), name=old.rsplit("/", 1)[-1])
    image.save()  # which draws it anew
    for rendition in image.renditions.all():
        rendition.delete()
    transaction.on_commit(lambda: storage.delete(old))
