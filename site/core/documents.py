"""Documents that editors put on the portal are as hostile as anybody's file: judged by their content, size and name."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from core.uploads import read_whole, refuse_active

MOST_UNPACKED = 500_000_000  # bytes in all, of an office document
MOST_PARTS = 10_000
OFFICE = {  # kind: a part that each file of it has
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
PROGRAMS = ("vbaproject.bin", "vbadata.xml", "basic/", "scripts/", "/activex/", "/embeddings/oleobject")
NOT_WHAT_IT_SAYS = "not_what_it_says"


class DocumentForm(BaseDocumentForm):
    """Wagtail's form of a document, in every place where one is uploaded."""

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check(file)
        return file


def check(file: UploadedFile) -> None:
    """Raise ValidationError, in the reader's language, for a file that is not what its name says or that could do harm."""
    kind = Path(file.name or "").suffix.removeprefix(".").lower()
    judge = JUDGES.get(kind)
    if judge is None:
        kinds = ", ".join(name.upper() for name in JUDGES)
        raise ValidationError(_("Files of this kind are not taken. These are: %(kinds)s.") % {"kinds": kinds}, code="kind")
    content = read_whole(file, limit=settings.MAX_DOCUMENT_MB)
    file.seek(0)
    judge(kind, content)


def mismatch() -> ValidationError:
    return ValidationError(
        _("This file is not what the end of its name says. Save it again from the program that made it."), NOT_WHAT_IT_SAYS
    )


def judge_pdf(_kind: str, content: bytes) -> None:
    if not content.startswith(b"%PDF-"):
        raise mismatch()
    refuse_active(content)


def judge_office(kind: str, content: bytes) -> None:
    """Its parts are listed, not unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as held:
            parts = held.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise mismatch() from None
    names = [part.filename for part in parts]
    if OFFICE[kind] not in names or any(part.flag_bits & 1 for part in parts):
        raise mismatch()
    if kind in ("odt", "ods") and not content[30:120].startswith(b"mimetypeapplication/vnd.oasis.opendocument."):
        raise mismatch()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED or any(is_outside(name) for name in names):
        raise ValidationError(_("This file swells when it is opened, or holds what it should not. It is not taken."), code="bomb")
    if any(program in name.lower() for name in names for program in PROGRAMS):
        raise ValidationError(_("This document holds programs (macros). Save it without them, or as a PDF."), code="active")


def is_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")


def judge_text(_kind: str, content: bytes) -> None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise ValidationError(_("This file is not plain text in UTF-8. Save it again with that encoding."), code="encoding") from None
    if any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text):
        raise mismatch()


JUDGES: dict[str, Callable[[str, bytes], None]] = {
    "pdf": judge_pdf,
    **dict.fromkeys(OFFICE, judge_office),
    "csv": judge_text,
    "txt": judge_text,
}
