"""What somebody who checks a document gives: its code, a name, a file."""

from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import CleanCharField
from core.models.sealed import LENGTH
from core.verifying import LONGEST_TYPED, read_code

SLACK = 10_000  # bytes of a request around its file


class CodeForm(forms.Form):
    code = CleanCharField(
        label=gettext_lazy("Code of the document"),
        help_text=gettext_lazy("It stands beside the square pattern. Spaces and capital letters make no difference."),
        max_length=LONGEST_TYPED,
        error_messages={"required": gettext_lazy("Type the code that stands on the document.")},
        widget=forms.TextInput(
            attrs={"class": "mono", "dir": "ltr", "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if code is None:
            said = _("This is not a whole code. It has %(count)d letters and digits. Compare what you typed with the document.")
            raise ValidationError(said % {"count": LENGTH}, code="malformed")
        return code


class UnwrittenInput(forms.TextInput):
    """Never shows again what was typed."""

    def format_value(self, value: Any) -> None:
        return None


class NameForm(forms.Form):
    """A name is compared and forgotten: it is never written back into the page."""

    name = CleanCharField(
        label=gettext_lazy("Full name, as on the document"),
        max_length=200,
        error_messages={"required": gettext_lazy("Type the name that stands on the document.")},
        widget=UnwrittenInput(attrs={"dir": "auto", "autocomplete": "off", "spellcheck": "false"}),
    )


class HashForm(forms.Form):
    """What verify.js computed in the browser."""

    sha256 = forms.RegexField(r"\A[0-9a-f]{64}\Z", max_length=64, strip=False)


class InMemory(FileUploadHandler):
    """Keeps the file named `file` in memory, up to the limit, without the name it had. Nothing is written to a disk."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.limit = settings.MAX_UPLOAD_MB * 1_000_000
        self.content = BytesIO()
        self.is_too_large = False

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *_args: Any, **_kwargs: Any) -> None:  # noqa: N803 -- Django's
        self.is_too_large = content_length > self.limit + SLACK

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, *args, **kwargs)
        if self.is_too_large:
            raise StopUpload(connection_reset=True)
        if field_name != "file" or self.content.tell():
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.is_too_large = self.content.tell() + len(raw_data) > self.limit
        if self.is_too_large:
            raise StopUpload(connection_reset=True)
        self.content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.content.seek(0)
        return InMemoryUploadedFile(self.content, self.field_name, "file.pdf", "application/pdf", file_size, None)


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("PDF file"),
        error_messages={
            "required": gettext_lazy("Choose the file to check."),
            "empty": gettext_lazy("This file is empty."),
            "invalid": gettext_lazy("Choose the file to check."),
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )

    @classmethod
    def read(cls, request: HttpRequest) -> "FileForm":
        """The form with the file of a request, which nothing has read yet."""
        handler = InMemory(request)
        request.upload_handlers = [handler]
        form = cls(request.POST, request.FILES)
        if handler.is_too_large:
            form.fields["file"].required = False
            form.add_error("file", _("This file is too large. The limit is %(limit)s MB.") % {"limit": settings.MAX_UPLOAD_MB})
        return form
