"""What owners type about people: whom to invite, which role, until when, who takes over."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.account_forms import AddressField
from core.forms import CleanCharField, DayField
from core.languages import current
from network.enums import RepresentativeRole
from network.models import Representative
from network.people.roles import LONGEST_GOODBYE
from network.people_enums import WHAT_EACH_MAY

A_FORTNIGHT = timedelta(days=14)
LONGEST_WORDS = 2000
SOMEBODY_NEW = "new"


def said_of(role: RepresentativeRole) -> str:
    return gettext("%(role)s. %(may)s") % {"role": role.label, "may": WHAT_EACH_MAY[role]}


def role_field(**kwargs: Any) -> forms.ChoiceField:
    """The three roles, each with what it allows."""
    say = lazy(said_of, str)
    order = (RepresentativeRole.OWNER, RepresentativeRole.DELEGATE, RepresentativeRole.EDITOR)
    missing = {"required": _("Choose a role."), "invalid_choice": _("Choose a role.")}
    return forms.ChoiceField(
        label=_("Role"), choices=[(role.value, say(role)) for role in order], widget=forms.RadioSelect, error_messages=missing, **kwargs
    )


def until_field() -> DayField:
    return DayField(
        label=_("Last day"),
        help_text=_("If the role ends with a term of office or a contract. It can be changed at any time."),
        required=False,
    )


def language_field(**kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES, initial=current, **kwargs)


def words_field(**kwargs: Any) -> CleanCharField:
    return CleanCharField(lines=True, max_length=LONGEST_WORDS, **kwargs)


class InvitationForm(forms.Form):
    email = AddressField(help_text=_("The person’s own address at work. Only somebody who reads this mailbox can accept."))
    position = CleanCharField(
        label=_("Position"),
        help_text=_("For example “equality officer”. Colleagues and the secretariat see it."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    role = role_field()
    until = until_field()
    language = language_field()


class RoleForm(forms.Form):
    role = role_field()
    until = until_field()
    words = words_field(label=_("Reason"), help_text=_("The person and the other owners read it."), required=False)


class EndForm(forms.Form):
    words = words_field(label=_("Reason"), help_text=_("The person and the other owners read it."), required=False)


class HandOverForm(forms.Form):
    """A colleague, or somebody who is invited; and what becomes of the person who hands over."""

    to = forms.ChoiceField(label=_("Who takes over?"), widget=forms.RadioSelect, error_messages={"required": _("Choose who takes over.")})
    email = AddressField(required=False, help_text=_("They take over when they accept; until then nothing changes."))
    language = language_field(required=False)
    afterwards = forms.ChoiceField(
        label=_("And you?"),
        choices=[("leave", _("I no longer speak for it")), ("stay", _("I stay as an editor"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of your own role.")},
    )

    def __init__(self, data: QueryDict | None = None, *, colleagues: list[Representative]) -> None:
        super().__init__(data)
        self.colleagues = {str(row.pk): row for row in colleagues}
        people = [(key, str(row.user)) for key, row in self.colleagues.items()]
        self.fields["to"].choices = [*people, (SOMEBODY_NEW, _("Somebody who is not here yet"))]  # type: ignore[attr-defined]
        self.fields["email"].label = _("Their email address, if they are not here yet")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("to") == SOMEBODY_NEW and not values.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write the address of the person who takes over."))
        return values

    @property
    def colleague(self) -> Representative | None:
        """The colleague who was chosen; None for somebody new."""
        return self.colleagues.get(self.cleaned_data["to"])


class GoodbyeForm(forms.Form):
    """The last owner tells the secretariat."""

    day = DayField(label=_("Your last day"), help_text=_("Within the next sixty days. Until then you keep your role."))
    message = words_field(
        label=_("Message to the secretariat"),
        help_text=_("Who could take over, or whom the secretariat should ask."),
        error_messages={"required": _("Write whom the secretariat should ask, or that you do not know.")},
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"day": timezone.localdate() + A_FORTNIGHT})

    def clean_day(self) -> Any:
        day, today = self.cleaned_data["day"], timezone.localdate()
        if not today <= day <= today + LONGEST_GOODBYE:
            raise forms.ValidationError(_("Choose a day within the next sixty days."))
        return day


class AskToOwnForm(forms.Form):
    message = words_field(label=_("Message to the secretariat"), help_text=_("Whatever helps to confirm it."), required=False)


class AnswerInvitationForm(forms.Form):
    """The two buttons of an invitation."""

    answer = forms.ChoiceField(choices=[("accept", ""), ("decline", "")])
