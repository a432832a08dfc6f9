"""The admin's forms of local governments and of experiences."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm

from core.merging_form import MergingForm, fingerprint
from core.page_forms import BasePageForm
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


def languages() -> list[tuple[str, Any]]:
    return [("", _("Not said")), *settings.LANGUAGES]


def countries() -> list[tuple[str, Any]]:
    return [("", _("That of the local government")), *choices()]


class ExperienceForm(BasePageForm):
    country = forms.ChoiceField(label=capfirst(_("country")), choices=countries, required=False)
    original_language = forms.ChoiceField(label=capfirst(_("written first in")), choices=languages, required=False)

    def clean(self) -> Any:
        """The country follows from the local government, unless another is chosen."""
        values = super().clean()
        authority = values.get("local_government")
        if not values.get("country"):
            values["country"] = authority.country if authority else ""
            self.instance.country = values["country"]
        if not values["country"] and not self.is_deferred_validation:
            self.add_error("country", _("Choose the country, or the local government."))
        return values

    def save(self, commit: bool = True) -> Any:
        """A new page is a draft until it is published: Wagtail would have it public before anybody could stop it."""
        if self.instance.pk is None:
            self.instance.live = False
        return super().save(commit)


class ExperienceCopyForm(CopyForm):
    """A copy is a draft: it is published like any other text, after its own questions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
