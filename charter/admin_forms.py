"""What the secretariat types with a decision: a reason from the list, and a message to the people concerned."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from charter.enums import Reason
from core.forms import CleanCharField
from network.enums import RepresentativeRole
from network.people_forms import role_field

LONGEST_MESSAGE = 5000


class DecisionForm(forms.Form):
    """A decision that needs no words."""


class MessageForm(DecisionForm):
    message = CleanCharField(
        label=_("Message"), max_length=LONGEST_MESSAGE, lines=True, widget=AdminAutoHeightTextInput(attrs={"rows": 4, "dir": "auto"})
    )

    def __init__(self, *args: Any, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].help_text = help_text


class OptionalMessageForm(MessageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].required = False


class ReasonForm(MessageForm):
    """A message and one of the reasons that make sense for this decision."""

    reasons: tuple[Reason, ...] = ()
    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    field_order = ("reason", "message")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(reason.value, reason.label) for reason in self.reasons]


class ChangesForm(ReasonForm):
    reasons = (
        Reason.MANDATE_MISSING,
        Reason.MANDATE_UNREADABLE,
        Reason.SIGNATORY_UNCLEAR,
        Reason.AUTHORITY_UNCLEAR,
        Reason.OTHER,
    )


class DeclineForm(ReasonForm):
    reasons = (
        Reason.NOT_ELIGIBLE,
        Reason.DUPLICATE,
        Reason.MANDATE_MISSING,
        Reason.SIGNATORY_UNCLEAR,
        Reason.AUTHORITY_UNCLEAR,
        Reason.OWN_REQUEST,
        Reason.OTHER,
    )


class SuspendForm(ReasonForm):
    reasons = (Reason.MANDATE_LAPSED, Reason.MANDATE_MISSING, Reason.COMMITMENT_BROKEN, Reason.OTHER)


class WithdrawForm(ReasonForm):
    reasons = (Reason.OWN_REQUEST, Reason.COMMITMENT_BROKEN, Reason.NOT_ELIGIBLE, Reason.DUPLICATE, Reason.OTHER)


class AnswerForm(OptionalMessageForm):
    """The answer to a person who asks to represent a local government; a refusal says why."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        widget=forms.RadioSelect,
        choices=[("grant", _("Grant")), ("refuse", _("Refuse"))],
    )
    role = role_field(required=False)
    field_order = ("answer", "role", "message")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].help_text = _("If you grant it.")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values["role"] = values.get("role") or self.initial.get("role") or RepresentativeRole.OWNER
        if values.get("answer") == "refuse" and not values.get("message"):
            self.add_error("message", _("Say why, so that the person knows what to do next."))
        return values
