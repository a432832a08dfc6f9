"""The signatory's answers: declarations ticked one by one, a code typed by hand, or a remark."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from charter.models import Signature
from core.forms import CleanCharField, CodeField

WHY = [("wrong", _("Something in the file is not right")), ("other", _("Someone else should sign"))]


class SignForm(forms.Form):
    """The declarations, in the language of the text, and the code."""

    declared = forms.MultipleChoiceField(
        label=_("Your declarations"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Please confirm each declaration.")),
    )
    code = CodeField(
        label=_("Code received by email"),
        error_messages={"required": _("Type the six digits of the code that you received by email.")},
    )

    def __init__(self, data: QueryDict | None = None, *, signature: Signature, ticked: Sequence[str] = ()) -> None:
        super().__init__(data, initial={"declared": list(ticked)})
        self.declarations = declaration_choices(signature, signature.text.language if signature.text else settings.LANGUAGE_CODE)
        field = self.fields["declared"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = self.declarations

    def clean_declared(self) -> list[str]:
        declared: list[str] = self.cleaned_data["declared"]
        if len(set(declared)) < len(self.declarations):
            raise forms.ValidationError(_("Please confirm each declaration."), code="declared")
        return declared

    def code_is_over(self) -> None:
        """No code can be typed any more: there is another thing to do than to correct it."""
        self.errors.pop("code", None)
        self.add_error(
            None, _("The code can no longer be used: its half hour is over, or it was typed wrongly too often. Ask for a new one.")
        )


def declaration_choices(signature: Signature, language: str) -> list[tuple[str, str]]:
    """What is declared, by code, in the language of the text that is signed."""
    with translation.override(language):
        return [(declaration.code, str(declaration.text)) for declaration in signature.declarations()]


class RemarkForm(forms.Form):
    """Why the signatory does not sign."""

    why = forms.ChoiceField(
        label=_("Why do you send it back?"),
        choices=WHY,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose why you send it back.")),
    )
    remark = CleanCharField(
        label=_("Remark to the person who prepared the file"),
        help_text=_("What should change, or who should sign."),
        max_length=2000,
        lines=True,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("why") == "wrong" and not values.get("remark") and "remark" not in self.errors:
            self.add_error("remark", _("Write what should change."))
        return values

    def in_words(self, language: str) -> str:
        """What the preparer reads, in their language."""
        remark = self.cleaned_data["remark"]
        if self.cleaned_data["why"] != "other":
            return remark
        with translation.override(language):
            return f"{_('Someone else should sign')}. {remark}".strip()
