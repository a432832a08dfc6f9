"""Files that people send as pictures, some of them hostile."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def jpeg(width=1200, height=800, colour=(20, 120, 60), exif=None) -> bytes:
    return drawn("JPEG", width, height, colour, **({"exif": exif} if exif else {}))


def drawn(kind, width=1200, height=800, colour=(20, 120, 60), **options) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind, **options)
    return out.getvalue()


def with_place(width=1200, height=800) -> bytes:
    """A photograph as a phone makes it: lying on its side, with the place, the camera and a comment inside."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned
    exif[0x010F] = "Phone of Marie Exemple"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 56.0, 8.0), 3: "E", 4: (2.0, 21.0, 24.0)})
    return jpeg(width, height, exif=exif)


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def bomb(width=20_000, height=20_000) -> bytes:
    """A whole PNG of 400 million pixels in fifty thousand bytes."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + width // 8)
    packed = b"".join(packer.compress(row) for _number in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def upload(content: bytes | None = None, name="hall.jpg", kind="image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg() if content is None else content, kind)
