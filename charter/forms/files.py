"""What an authority sends about a file that stands: an answer, a decision that was awaited, a withdrawal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.enums import MandateKind
from charter.forms.steps import checked, one_of, pdf_field, refuse_odd_date
from core.forms import CleanCharField, DayField

LONGEST_MESSAGE = 2000


class AnswerForm(forms.Form):
    """What the authority answers to the secretariat with a file that need not be signed again."""

    answer = CleanCharField(label=_("Your answer to the secretariat"), max_length=LONGEST_MESSAGE, lines=True, required=False)


class WithdrawForm(forms.Form):
    message = CleanCharField(
        label=_("Message to the secretariat"),
        help_text=_("It is not published."),
        max_length=LONGEST_MESSAGE,
        lines=True,
        required=False,
    )


class DecisionForm(forms.Form):
    """The decision that was awaited."""

    kind = one_of(MandateKind.choices, _("Choose the kind of decision."), label=_("What kind of decision is it?"))
    date = DayField(label=_("Date of the decision"), error_messages={"required": _("Write the date of the decision.")})
    reference = CleanCharField(
        label=_("Reference of the decision"),
        help_text=_("Its number in your register of decisions, for example 2026-014."),
        max_length=100,
        required=False,
    )
    file = pdf_field(
        label=_("The decision, as a PDF"),
        help_text=_("A scan will do. Only the secretariat and your local government see it."),
        error_messages=dict.fromkeys(("required", "missing"), _("Add the decision as a PDF.")),
    )

    def clean_file(self) -> tuple[bytes, str, str] | None:
        return checked(self.cleaned_data["file"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        refuse_odd_date(self, values)
        return values
