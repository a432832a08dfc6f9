"""The admin's form of a local government."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from network.countries import choices


class LocalGovernmentForm(WagtailAdminModelForm):
    country = forms.ChoiceField(label=_("country"), choices=choices)
