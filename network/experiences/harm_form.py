"""The five questions as a form: each a sentence to confirm, with a note for whoever asks later."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from network.harm_enums import WHY, Question
from network.models.safety import NOTE, HarmCheck
from network.people_admin_forms import DeskForm


class HarmForm(DeskForm):
    text_digest = forms.CharField(widget=forms.HiddenInput, max_length=64, error_messages={"required": _("Open this page again.")})

    def __init__(self, *args: Any, before: HarmCheck | None = None, **kwargs: Any) -> None:
        """`before`: the last answers, whose notes are shown again; what they confirmed is asked anew."""
        super().__init__(*args, **kwargs)
        for question in Question:
            self.fields[question] = forms.BooleanField(label=question.label, required=False)
            self.fields[f"{question}_note"] = CleanCharField(
                label=_("Note"),
                required=False,
                max_length=NOTE,
                initial=getattr(before, f"{question}_note", ""),
                widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            )

    @property
    def questions(self) -> Iterator[dict[str, Any]]:
        for question in Question:
            yield {"name": question.value, "tick": self[question], "note": self[f"{question}_note"], "why": WHY[question]}

    @property
    def confirmed(self) -> dict[str, bool]:
        return {question: self.cleaned_data[question] for question in Question}

    @property
    def notes(self) -> dict[str, str]:
        return {question: self.cleaned_data[f"{question}_note"] or "" for question in Question}
