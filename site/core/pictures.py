"""Pictures from visitors: read once, drawn anew, nothing of the file itself is kept."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from core.uploads import read_whole

FORMATS = ("JPEG", "PNG", "WEBP")
ACCEPT = "image/jpeg,image/png,image/webp"
MOST_PIXELS = 50_000_000  # a few thousand bytes can promise a picture that fills the memory
SMALLEST = 600  # of the longer side
LARGEST = 2000
QUALITY = 85


def checked_picture(upload: UploadedFile) -> bytes:
    """An uploaded picture as a new JPEG, upright, 2,000 pixels at most, without what the camera wrote (place, time, owner).

    Raises ValidationError, in the reader's language, for a file that is too large, empty, no picture, damaged, or whose
    picture is too large or too small. The size is read before anything is unpacked.
    """
    picture = opened(read_whole(upload))
    refuse_size(picture)
    return drawn_anew(picture)


def opened(content: bytes) -> Image.Image:
    """The picture, its header read and nothing else."""
    try:
        return Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_many_pixels() from None
    except Exception:  # noqa: BLE001 -- a hostile file may fail anywhere in the parser
        raise ValidationError(
            _("This file is not a picture that we can read. Send a JPEG, PNG or WebP file."), code="not_picture"
        ) from None


def too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture is too large: %(limit)s million pixels at most. Make it smaller and send it again.")
        % {"limit": MOST_PIXELS // 1_000_000},
        code="too_many_pixels",
    )


def refuse_size(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise too_many_pixels()
    if max(picture.size) < SMALLEST:
        raise ValidationError(
            _("This picture is too small: its longer side needs %(limit)s pixels or more.") % {"limit": SMALLEST}, code="too_small"
        )


def drawn_anew(picture: Image.Image) -> bytes:
    """Pixels only: no metadata, no second picture, nothing hidden behind the end."""
    try:
        picture.draft("RGB", (LARGEST, LARGEST))  # a large JPEG is unpacked smaller at once
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LARGEST, LARGEST))
        clear = upright.convert("RGBA")
        paper = Image.new("RGB", clear.size, "white")
        paper.paste(clear, mask=clear.getchannel("A"))
        out = BytesIO()
        paper.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    except Exception:  # noqa: BLE001 -- as above
        raise ValidationError(_("This picture is damaged and cannot be shown."), code="damaged") from None
    return out.getvalue()
