"""What editors type about an experience: questions, refusals, whom to ask whether they agree."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from network.models import ExperiencePage, Representative
from network.people_admin_forms import DeskForm, words_field

OTHER = "other"


class ActForm(DeskForm):
    """A form of the page about an experience; its refusals stand at the field they are about."""

    def refuse(self, refusal: Any) -> None:
        self.has_been_refused = True
        for name, messages in getattr(refusal, "message_dict", {None: refusal.messages}).items():
            for message in messages:
                self.add_error(name if name in self.fields else None, message)


class AskForm(ActForm):
    text = words_field(_("Your question"), _("The local government reads it, in the language in which you write it."))


class DeclineForm(ActForm):
    reason = words_field(_("Why it is not taken up"), _("The local government reads it, in the language in which you write it."))


class WaiveForm(ActForm):
    reason = words_field(_("Why it is published without an agreement"), _("It is kept with your name and the date."))


class PressForm(ActForm):
    """A button and nothing else."""


class SignOffForm(ActForm):
    person = forms.ChoiceField(
        label=_("Who is asked"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose who is asked.")),
    )
    email = forms.EmailField(
        label=_("Their email address"),
        help_text=_("At the domain of the local government’s website, or one on its record."),
        required=False,
        max_length=254,
    )
    name = CleanCharField(label=_("Their name"), max_length=150, required=False)
    language = forms.ChoiceField(label=_("Language in which we write to them"), choices=settings.LANGUAGES, required=False)

    def __init__(self, *args: Any, page: ExperiencePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(row.pk): row for row in speaking_for(page)}
        people = [(pk, f"{row.user} ({row.get_role_display()})") for pk, row in self.people.items()]
        self.fields["person"].choices = [*people, (OTHER, _("Somebody else of the local government"))]  # type: ignore[attr-defined]
        self.fields["language"].initial = page.original_language or settings.LANGUAGE_CODE
        self.fields["person"].initial = people[0][0] if people else OTHER

    @property
    def chosen(self) -> dict[str, Any]:
        """Whom the action is to ask."""
        values = self.cleaned_data
        if values["person"] != OTHER:
            return {"representative": self.people[values["person"]]}
        return {"email": values["email"], "name": values["name"] or "", "language": values["language"]}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("person") == OTHER and not values.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write the address of the person to ask."))
        return values


def speaking_for(page: ExperiencePage) -> list[Representative]:
    if page.local_government is None:
        return []
    rows = page.local_government.representatives.speaking().filter(user__is_active=True)
    return list(rows.select_related("user", "local_government").order_by("pk"))
