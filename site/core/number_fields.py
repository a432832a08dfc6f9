"""Numbers as people type them: in any digits, with the spaces or points that their country puts between thousands."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DIGITS, UNSEEN

BETWEEN_THOUSANDS = "[ .,'’٬\u00a0\u202f]"
WHOLE = re.compile(rf"\d+|\d{{1,3}}(?:{BETWEEN_THOUSANDS}\d{{3}})+")
DEGREES = re.compile(r"([+-]?\d{1,3}(?:[.,٫]\d{1,10})?)°?")
MINUS = str.maketrans("−–", "--")


def digits(value: Any) -> str:
    """What was typed, with digits 0-9 and without what nobody sees."""
    return UNSEEN.sub("", str(value or "").translate(DIGITS)).strip()


def number_input(mode: str) -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": mode, "dir": "ltr", "autocomplete": "off"})


class WholeNumberField(forms.IntegerField):
    """50000, 50 000, 50.000, 50,000 or ٥٠٠٠٠."""

    def __init__(self, **kwargs: Any) -> None:
        invalid = _("Write a whole number in digits, for example 50000.")
        kwargs["error_messages"] = {"invalid": invalid, **(kwargs.get("error_messages") or {})}
        super().__init__(widget=number_input("numeric"), **kwargs)

    def to_python(self, value: Any) -> int | None:
        typed = digits(value)
        if typed and not WHOLE.fullmatch(typed[:40]):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(re.sub(BETWEEN_THOUSANDS, "", typed[:40]))


class DegreesField(forms.DecimalField):
    """Degrees of latitude or longitude: 48.9356, 48,9356 or -11.65°, kept to four decimals (about ten metres)."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        invalid = _("Write degrees as a number, for example 48.9356; south and west are negative.")
        kwargs["error_messages"] = {"invalid": invalid, **(kwargs.get("error_messages") or {})}
        super().__init__(widget=number_input("text"), min_value=-most, max_value=most, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs derive decimals from whole numbers
        typed = digits(value).translate(MINUS)
        if not typed:
            return None
        found = DEGREES.fullmatch(typed[:20])
        if not found:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(re.sub("[,٫]", ".", found.group(1))).quantize(Decimal("0.0001"))
