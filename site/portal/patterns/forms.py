"""A form with every kind of field."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from charter.enums import MandateState
from core.forms import CleanCharField, CodeField, DayField
from network.enums import Level, Region
from network.help_enums import Public

FILLED_IN = {"name": "Exampleville", "email": "exampleville", "day": "31/02/2026", "code": "12", "level": "nowhere"}


class EveryField(forms.Form):
    name = CleanCharField(label=_("Name"), max_length=20, help_text=_("Name in its own language and script."))
    email = forms.EmailField(label=_("Email address"), widget=forms.EmailInput(attrs={"dir": "ltr"}))
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", widget=forms.URLInput(attrs={"dir": "ltr"}))
    message = CleanCharField(label=_("Message to the secretariat"), required=False, lines=True)
    population = forms.IntegerField(label=_("Population"), required=False, min_value=0)
    day = DayField(label=_("Date of the decision"))
    code = CodeField(label=_("Code received by email"))
    region = forms.ChoiceField(label=_("Region"), choices=Region.choices)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices[:3], widget=forms.RadioSelect)
    publics = forms.MultipleChoiceField(
        label=capfirst(_("whom it is for")), choices=Public.choices[:3], required=False, widget=forms.CheckboxSelectMultiple
    )
    picture = forms.FileField(label=_("Picture"), required=False)
    password = forms.CharField(label=_("Password"), required=False, widget=forms.PasswordInput)
    reference = CleanCharField(label=_("Reference"), initial="CT-2026-0001", required=False, disabled=True)
    agreed = forms.BooleanField(label=_("Everybody who can be recognised has agreed that it is published"))
    next = forms.CharField(initial="/", required=False, widget=forms.HiddenInput)


class Decision(forms.Form):
    """What is asked depends on the first answer."""

    state = forms.ChoiceField(label=_("Has the decision been taken?"), choices=MandateState.choices, widget=forms.RadioSelect)
    date = DayField(label=_("Date of the decision"))
    until = DayField(label=_("The decision is expected by"))


class OneField(forms.Form):
    name = CleanCharField(label=_("Name"))


def decision(prefix: str) -> Decision:
    return Decision(auto_id=f"{prefix}_%s")


def one_field(prefix: str) -> OneField:
    return OneField(auto_id=f"{prefix}_%s")


def empty(prefix: str) -> EveryField:
    return EveryField(auto_id=f"{prefix}_%s")


def refused(prefix: str) -> EveryField:
    """As it comes back after what was typed in it could not be taken."""
    form = EveryField({**FILLED_IN, "name": "Exampleville, a name that is too long"}, auto_id=f"{prefix}_%s")
    form.errors.pop("region", None)
    return form
