"""Files from visitors are hostile until checked."""

import hashlib
import re
from io import BytesIO

import pikepdf
import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

ACTIVE_IN_CATALOG = ("/AA", "/JavaScript")
ACTIVE_IN_NAMES = ("/JavaScript", "/EmbeddedFiles")
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff/\\]")


def checked_pdf(upload: UploadedFile) -> tuple[bytes, str]:
    """The bytes of an uploaded PDF and their SHA-256.

    Raises ValidationError, in the reader's language, for a file that is too large, empty, no PDF, broken, locked, or
    that holds programs or other files. Nothing is unpacked, so a file that would swell when opened does no harm.
    """
    content = read_whole(upload)
    if not content.startswith(b"%PDF-") or "application/pdf" not in {match.mime_type for match in puremagic.magic_string(content[:4096])}:
        raise ValidationError(_("This file is not a PDF."), code="not_pdf")
    refuse_active(content)
    return content, hashlib.sha256(content).hexdigest()


def read_whole(upload: UploadedFile, limit: int | None = None) -> bytes:
    """The bytes of an uploaded file. Raises ValidationError for one that is too large (in MB) or empty."""
    limit = limit or settings.MAX_UPLOAD_MB
    if upload.size is None or upload.size > limit * 1_000_000:
        raise ValidationError(_("This file is too large. The limit is %(limit)s MB.") % {"limit": limit}, code="too_large")
    content = upload.read()
    if not content:
        raise ValidationError(_("This file is empty."), code="empty")
    return content


def refuse_active(content: bytes) -> None:
    """Refuse a PDF that cannot be opened by everybody, or that does something when opened."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            root = pdf.Root
            names = root.get("/Names", pikepdf.Dictionary())
            form = root.get("/AcroForm", pikepdf.Dictionary())
            active = any(name in root for name in ACTIVE_IN_CATALOG) or any(name in names for name in ACTIVE_IN_NAMES) or "/XFA" in form
            active = active or not only_shows_a_place(root.get("/OpenAction"))
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise ValidationError(_("This PDF is locked with a password. Upload one that everybody can open."), code="locked") from None
    except Exception:  # noqa: BLE001 -- a broken file may fail anywhere in the parser
        raise ValidationError(_("This PDF is damaged and cannot be opened."), code="damaged") from None
    if active or not pages:
        raise ValidationError(
            _("This PDF holds programs or other files. Upload a plain one, for example a scan or a print to PDF."), code="active"
        )


def only_shows_a_place(action: pikepdf.Object | None) -> bool:
    """Whether what happens on opening is nothing, or that a page is shown, as in most printed reports."""
    if action is None or isinstance(action, pikepdf.Array):
        return True
    return isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo" and "/Next" not in action


def shown_name(name: str) -> str:
    """What a visitor's file was called, fit to be shown: no path, no invisible or direction-changing characters."""
    return UNSEEN.sub("", name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1])[:100] or "decision.pdf"
