"""The editor's form of a help number."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from core.models import User
from core.permissions import EDITORS, SECRETARIAT
from network.countries import choices as countries
from network.help_enums import Public
from network.tongues import choices as tongues

WHAT_A_CHECK_VOUCHES_FOR = ("country", "number", "channel")


class HelpNumberForm(WagtailAdminModelForm):
    country = forms.ChoiceField(label=capfirst(_("country")), choices=countries)
    own_name_language = forms.ChoiceField(
        label=capfirst(_("language of that name")), choices=lambda: [("", "---------"), *tongues()], required=False
    )
    languages = forms.MultipleChoiceField(
        label=capfirst(_("languages spoken")), choices=tongues, required=False, widget=forms.SelectMultiple(attrs={"size": 8})
    )
    publics = forms.MultipleChoiceField(
        label=capfirst(_("whom it is for")), choices=Public.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "owner" in self.fields:
            self.fields["owner"].queryset = able_to_check()

    def clean_sources(self) -> str:
        """One address a line."""
        addresses = self.cleaned_data["sources"].split()
        for address in addresses:
            URLValidator(schemes=["http", "https"])(address)
        return "\n".join(addresses)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.checked_on and not self.loses_its_check() and not cleaned.get("owner"):
            self.add_error("owner", _("A checked number needs somebody who answers for it."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Another number is another promise: whoever checked the old one has not called the new one."""
        if self.loses_its_check():
            self.instance.checked_on = self.instance.checked_by = None
        return super().save(commit)

    def loses_its_check(self) -> bool:
        return bool(set(WHAT_A_CHECK_VOUCHES_FOR) & set(self.changed_data))


def able_to_check() -> Any:
    """Those who can say in the admin that they have checked a number."""
    able = Q(is_superuser=True) | Q(groups__name__in=[SECRETARIAT, EDITORS])
    return User.objects.filter(able, is_active=True).distinct().order_by("first_name", "last_name", "email")
