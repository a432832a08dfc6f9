"""The admin's form of a local government."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.merging_form import MergingForm, fingerprint
from network.countries import choices

LINKS = "links"


class LocalGovernmentForm(MergingForm):
    country = forms.ChoiceField(label=_("country"), choices=choices)

    def what_stands(self) -> dict[str, str]:
        """Its links too, which representatives change."""
        return super().what_stands() | {LINKS: fingerprint(self.now(LINKS))}

    def now(self, name: str) -> str:
        if name != LINKS:
            return super().now(name)
        rows = self.instance.links.order_by("pk").values_list("title", "url")
        return " · ".join(f"{title} ({url})" for title, url in rows)
