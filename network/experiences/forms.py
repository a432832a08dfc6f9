"""What a reader writes to those who run an experience."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.account_forms import AddressField
from core.forms import CleanCharField

LONGEST = 5000


class ContactForm(forms.Form):
    name = CleanCharField(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}))
    email = AddressField(help_text=_("They answer to this address. Nobody else gets it."))
    authority = CleanCharField(
        label=_("Your local government or organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
    )
    message = CleanCharField(
        label=_("Your message"),
        lines=True,
        max_length=LONGEST,
        help_text=_("Do not tell the story of a person here, and give nobody’s name or address."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
