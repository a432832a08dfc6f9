"""How forms look and what their fields understand: one renderer, and fields that take what people really type."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

# Characters nobody types on purpose: controls, marks and overrides of direction, invisible spaces. Joiners stay, Persian and Hindi need them.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TOO_LONG = _("This is too long: %(limit_value)d characters at most, this has %(show_value)d.")


class PortalRenderer(TemplatesSetting):
    """Widgets and fields from site/templates/core/forms/ where we have our own, Django's elsewhere."""

    field_template_name = "core/forms/field.html"


def cleaned_text(text: str, *, lines: bool = False) -> str:
    """Text without invisible characters, in one form of Unicode; one line unless `lines`."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))
    text = UNSEEN.sub("", text)
    return re.sub(r"\n{3,}", "\n\n", text) if lines else re.sub(r"\s+", " ", text)


class CleanCharField(forms.CharField):
    """Text as people mean it: a NUL or a direction override disappears, what is too long is said with both lengths."""

    def __init__(self, *, lines: bool = False, **kwargs: Any) -> None:
        self.lines = lines
        if lines:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 5, "dir": "auto"}))
        kwargs["error_messages"] = {"max_length": TOO_LONG, **(kwargs.get("error_messages") or {})}
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str | None:
        return super().to_python(cleaned_text(str(value), lines=self.lines) if value else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without `maxlength`: a browser would cut what is pasted, without saying so."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class DayInput(forms.DateInput):
    """The browser's own date field; what it could not show (text that is no date) stands in a plain one and is not lost."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not ISO_DAY.fullmatch(shown):
            day = read_day(shown)
            context["widget"] |= {"value": day.isoformat()} if day else {"type": "text"}
        return context


DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"]


class DayField(forms.DateField):
    """A day: from the browser's date field, or typed as day, month, year in any digits."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        invalid = _("Write a date that exists, as day, month, year: 28/02/2026.")
        kwargs["error_messages"] = {"invalid": invalid, **(kwargs.get("error_messages") or {})}
        super().__init__(input_formats=DAY_FORMATS, **kwargs)

    def to_python(self, value: Any) -> date | None:
        return super().to_python(plain_day(value) if isinstance(value, str) else value)


def plain_day(text: str) -> str:
    """A typed day with digits 0-9 and without spaces."""
    return re.sub(r"\s+", "", UNSEEN.sub("", text.translate(DIGITS)))[:30]


def read_day(text: str) -> date | None:
    try:
        return DayField(required=False).to_python(text)
    except forms.ValidationError:
        return None


def in_plain_digits(typed: Any) -> str:
    """A typed code with digits 0-9 and without spaces or dashes."""
    return re.sub(r"[\s\-\u2010-\u2015]+", "", UNSEEN.sub("", str(typed or "").translate(DIGITS)))


class CodeField(forms.CharField):
    """A code of six digits, in any digits, with or without spaces."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}
        digits = _("The code has six digits. Look for it in the latest mail.")
        kwargs["error_messages"] = {"digits": digits, **(kwargs.get("error_messages") or {})}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> str:
        code = in_plain_digits(value)
        if code and not re.fullmatch(r"[0-9]{6}", code):
            raise forms.ValidationError(self.error_messages["digits"], code="code")
        return code
