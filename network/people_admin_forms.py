"""What the secretariat types about people; always with words, which the people concerned read."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from core.account_forms import AddressField
from core.forms import CleanCharField
from network.models import Representative
from network.people_forms import LONGEST_WORDS, SOMEBODY_NEW, language_field


def words_field(label: Any, help_text: Any) -> CleanCharField:
    widget = AdminAutoHeightTextInput(attrs={"rows": 4, "dir": "auto"})
    return CleanCharField(label=label, help_text=help_text, max_length=LONGEST_WORDS, lines=True, widget=widget)


class DeskForm(forms.Form):
    has_been_refused = False

    def refuse(self, refusal: ValidationError) -> None:
        """What an action says against a form that was right."""
        self.has_been_refused = True
        for message in refusal.messages:
            self.add_error(None, message)


class ReasonForm(DeskForm):
    words = words_field(_("Reason"), _("The person and the owners read it, in the language in which you write it."))


class AnswerNoticeForm(DeskForm):
    answer = words_field(_("Answer"), _("Whoever told you reads it, or everybody who speaks for the local government."))


class AppointForm(DeskForm):
    to = forms.ChoiceField(label=_("Who becomes the owner?"), widget=forms.RadioSelect)
    email = AddressField(required=False, help_text=_("They become the owner when they accept."))
    language = language_field(required=False)
    words = words_field(_("Reason"), _("For example who confirmed it at the local government. The people concerned read it."))

    def __init__(self, data: QueryDict | None = None, *, colleagues: list[Representative]) -> None:
        super().__init__(data)
        self.colleagues = {str(row.pk): row for row in colleagues}
        people = [(key, f"{row.user} – {row.get_role_display()}") for key, row in self.colleagues.items()]
        self.fields["to"].choices = [*people, (SOMEBODY_NEW, _("Somebody else, by invitation"))]  # type: ignore[attr-defined]
        self.fields["email"].label = _("Their email address, if they are not in the list")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("to") == SOMEBODY_NEW and not values.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write the address of the person."))
        return values

    @property
    def colleague(self) -> Representative | None:
        """The colleague who was chosen; None for somebody new."""
        return self.colleagues.get(self.cleaned_data["to"])
