"""Finding one's local government, adding it, asking to represent it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from core.languages import current
from core.models import User
from network import countries, tongues
from network.duplicates import known_to, likely
from network.enums import LEVELS_THAT_SIGN
from network.models import LocalGovernment

Choices = list[tuple[str, Any]]


def with_none(choices: Any) -> Choices:
    return [("", _("Choose")), *choices]


def country_choices() -> Choices:
    return with_none(countries.choices())


def tongue_choices() -> Choices:
    return with_none(tongues.choices())


def level_choices() -> Choices:
    return with_none((level.value, level.label) for level in LEVELS_THAT_SIGN)


class FindForm(forms.Form):
    """A name, in any script; whatever is typed is a search."""

    q = CleanCharField(
        label=_("Name of your local government"),
        help_text=_("In any language and script, with or without accents."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )


class AddForm(forms.Form):
    """A local government that is not in the list; what it may repeat is shown before it is added."""

    name = CleanCharField(
        label=_("Official name, in its own language and script"),
        max_length=200,
        error_messages={"required": _("Write the official name.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    tongue = forms.ChoiceField(
        label=_("Language of that name"), choices=tongue_choices, error_messages={"required": _("Choose the language of the name.")}
    )
    level = forms.ChoiceField(
        label=_("Level"),
        help_text=_("Networks and associations of local governments are partners; they cannot sign."),
        choices=level_choices,
        error_messages={"required": _("Choose the level.")},
    )
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, error_messages={"required": _("Choose the country.")})
    website = forms.URLField(
        label=_("Official website"),
        max_length=200,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("This address is not complete. It looks like www.example.org.")},
        widget=forms.TextInput(attrs={"type": "url", "dir": "ltr", "inputmode": "url", "autocomplete": "off"}),
    )
    sure = forms.BooleanField(label=_("None of these: add it"), required=False)

    def __init__(self, data: QueryDict | None = None, *, user: User, name: str = "") -> None:
        self.user = user
        super().__init__(data, initial={"name": name, "tongue": current()})

    @cached_property
    def duplicates(self) -> list[LocalGovernment]:
        """Records that this one may repeat; none while the form says too little."""
        values = getattr(self, "cleaned_data", {})
        if not (values.get("name") and values.get("country")):
            return []
        candidates = known_to(self.user, LocalGovernment.objects.able_to_sign())
        return likely(candidates, name=values["name"], country=values["country"], website=values.get("website", ""))

    @property
    def seen(self) -> set[str]:
        """The records that were shown when “none of these” was ticked."""
        return set(self.data.getlist("seen")) if isinstance(self.data, QueryDict) else set()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.cleaned_data = values
        if self.duplicates and not (values.get("sure") and {row.slug for row in self.duplicates} <= self.seen):
            self.untick()
            self.add_error("sure", _("Is it one of these? If not, tick “None of these” and continue."))
        return values

    def untick(self) -> None:
        """What was ticked was said of other records than those shown now."""
        data = QueryDict(mutable=True)
        data.update({name: value for name, value in self.data.items() if name != "sure"})
        self.data = data


class AskForm(forms.Form):
    """To be recognised as a representative."""

    position = CleanCharField(
        label=_("Your position there"),
        help_text=_("For example “equality officer” or “head of the mayor’s office”."),
        max_length=200,
        error_messages={"required": _("Write your position.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "organization-title"}),
    )
    message = CleanCharField(
        label=_("Message to the secretariat"),
        help_text=_("Whatever helps to confirm that you work there: a page that names you, a colleague, a phone number."),
        max_length=2000,
        lines=True,
        required=False,
    )
