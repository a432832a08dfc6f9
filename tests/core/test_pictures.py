"""Pictures from visitors are read once and drawn anew."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from core.pictures import LARGEST, checked_picture
from tests import pictures

UNREADABLE = "This file is not a picture that we can read. Send a JPEG, PNG or WebP file."
HOSTILE = {
    "SVG": (pictures.SVG, UNREADABLE),
    "HTML": (pictures.HTML, UNREADABLE),
    "GIF": (pictures.drawn("GIF"), UNREADABLE),
    "TIFF": (pictures.drawn("TIFF"), UNREADABLE),
    "PDF": (b"%PDF-1.4", UNREADABLE),
    "nothing": (b"", "This file is empty."),
    "a bomb": (pictures.bomb(), "This picture is too large: 50 million pixels at most. Make it smaller and send it again."),
    "many pixels": (pictures.bomb(8000, 8000), "This picture is too large: 50 million pixels at most. Make it smaller and send it again."),
    "one cut short": (pictures.jpeg()[:2000], "This picture is damaged and cannot be shown."),
    "a thumbnail": (pictures.jpeg(200, 100), "This picture is too small: its longer side needs 600 pixels or more."),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_good_picture_is_refused_in_words(name):
    content, said = HOSTILE[name]

    with pytest.raises(ValidationError) as refusal:
        checked_picture(pictures.upload(content, f"{name}.jpg"))

    assert refusal.value.messages == [said]


def test_file_too_large_is_refused_unread(settings):
    settings.MAX_UPLOAD_MB = 1
    upload = pictures.upload(b"x" * 1_000_001)

    with pytest.raises(ValidationError) as refusal:
        checked_picture(upload)

    assert refusal.value.code == "too_large"
    assert upload.tell() == 0


def test_place_camera_and_comment_are_gone_and_the_picture_stands_upright():
    found = Image.open(BytesIO(checked_picture(pictures.upload(pictures.with_place()))))

    assert found.format == "JPEG"
    assert found.size == (800, 1200)
    assert dict(found.getexif()) == {}
    assert b"Marie" not in checked_picture(pictures.upload(pictures.with_place()))


def test_what_hides_behind_the_end_is_gone():
    assert b"script" not in checked_picture(pictures.upload(pictures.jpeg() + pictures.HTML))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_large_pictures_become_smaller_jpegs(kind):
    found = Image.open(BytesIO(checked_picture(pictures.upload(pictures.drawn(kind, 3000, 1500)))))

    assert (found.format, found.mode, found.size) == ("JPEG", "RGB", (LARGEST, LARGEST // 2))


def test_what_is_transparent_becomes_white():
    out = BytesIO()
    Image.new("RGBA", (700, 700), (0, 0, 0, 0)).save(out, "PNG")

    found = Image.open(BytesIO(checked_picture(pictures.upload(out.getvalue()))))

    assert found.getpixel((10, 10)) == (255, 255, 255)
