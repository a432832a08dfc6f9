"""A form of the admin that overwrites nothing that changed since it was opened."""

import hashlib
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm


def fingerprint(value: Any) -> str:
    """Of a column's value, however it was typed."""
    text = "" if value is None else str(value).replace("\r\n", "\n")
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class MergingForm(WagtailAdminModelForm):
    """Remembers field by field what it was opened with. What only somebody else changed stays; what both did is said, once."""

    opened_with = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stands = self.what_stands() if self.instance.pk else {}
        self.initial["opened_with"] = " ".join(f"{name}={mark}" for name, mark in self.stands.items())

    def what_stands(self) -> dict[str, str]:
        """Fingerprints of the record as it is in the database now."""
        names = [name for name in self.fields if any(field.name == name for field in self.instance._meta.concrete_fields)]
        return {name: fingerprint(getattr(self.instance, name)) for name in names}

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        marks = (item.partition("=") for item in str(self.data.get(self.add_prefix("opened_with"), "")).split())
        for name, _sign, began in marks:
            if name in self.stands and self.stands[name] != began:
                self.settle(values, name, began)
        return values

    def settle(self, values: dict[str, Any], name: str, began: str) -> None:
        """A field that changed meanwhile: as it stands, unless it was typed too."""
        if name in self.fields and fingerprint(values.get(name)) == began:
            values[name] = getattr(self.instance, name)
        elif name not in self.fields or fingerprint(values.get(name)) != self.stands[name]:
            self.tell(name)

    def tell(self, name: str) -> None:
        """Say it at the field; the form then begins with what stands, so that saving again is a decision."""
        said = _(
            "This was changed since you opened the page. It says now: “%(now)s”. What you typed is still here; saving again replaces the other."
        )
        self.add_error(name if name in self.fields else None, said % {"now": self.now(name)})
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("opened_with")] = " ".join(f"{key}={mark}" for key, mark in self.stands.items())
        self.data: Any = data

    def now(self, name: str) -> str:
        """What stands, in words."""
        return str(getattr(self.instance, name) or "")
