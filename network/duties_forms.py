"""The editor's form of a duty."""

from typing import Any

from babel import Locale
from django import forms
from django.core.validators import URLValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from core.languages import current


def months() -> list[tuple[int | str, str]]:
    """January to December in the editor's language, after none."""
    names = Locale.parse(current()).months["stand-alone"]["wide"]
    return [("", "---------"), *((number, str(names[number])) for number in range(1, 13))]


class DutyForm(WagtailAdminModelForm):
    month = forms.TypedChoiceField(label=capfirst(_("month")), choices=months, coerce=int, empty_value=None, required=False)

    def clean_sources(self) -> Any:
        """One address a line."""
        addresses = self.cleaned_data["sources"].split()
        for address in addresses:
            URLValidator(schemes=["http", "https"])(address)
        return "\n".join(dict.fromkeys(addresses))
