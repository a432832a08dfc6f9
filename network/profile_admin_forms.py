"""What the secretariat ticks and types about a change to a profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.people_admin_forms import DeskForm, words_field
from network.profile_words import PartChange


class Ticks(forms.MultipleChoiceField):
    """Of a part that is gone meanwhile the action says so."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:
        pass


class DecideForm(DeskForm):
    """The parts to accept, all ticked at first; a reason when one is left out, or all are refused by the other button."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    accept = Ticks(required=False)
    reason = words_field(_("Why the others are not accepted"), _("The representatives read it, in the language in which you write it."))

    def __init__(self, data: Any = None, *, parts: list[PartChange], seen: str) -> None:
        self.parts = [one.part for one in parts]
        super().__init__(data, initial={"accept": self.parts, "seen": seen})
        self.fields["reason"].required = False
        self.fields["accept"].choices = [(one.part, one.label) for one in parts]  # type: ignore[attr-defined]

    @property
    def ticked(self) -> list[str]:
        """As it is shown: what was ticked, or everything."""
        return list(self["accept"].value() or [])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "refuse" in self.data:
            values["accept"] = []
        left_out = set(self.parts) - set(values.get("accept") or [])
        if left_out and not values.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why, so that the representatives know what to do next."))
        return values


class TakeBackForm(DeskForm):
    reason = words_field(_("Reason"), _("The representatives read it, in the language in which you write it."))
