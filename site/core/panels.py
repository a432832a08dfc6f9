"""The editor's tabs: one shared, one per language, one of settings."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, ObjectList, Panel, PublishingPanel, TabbedInterface, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from core.languages import CODES, direction
from core.page_forms import BasePageForm

LONG = (
    *("summary", "intro", "story", "note", "preamble", "text", "evidence", "search_description"),
    *("problem", "action", "legal_basis", "governance", "costs", "difficulties", "conditions", "change", "result"),
    *("definition", "publishes", "purpose", "signed", "structures_note"),
    *("audience", "funding", "outcome"),
)
SHORT = ("name", "heading", "label", "place", "unit", "territory", "publisher", "provider", "organiser", "seo_title")


def language_attrs(code: str) -> dict[str, str]:
    """`lang` and `dir` for an input in which this language is typed."""
    return {"lang": code, "dir": direction(code)}


def translated_panels(code: str, names: Iterable[str], *, fills_slug: bool = True) -> list[Panel]:
    """A panel for each translated field in one language, its input in that language's direction."""
    panels: list[Panel] = []
    for name in names:
        field = f"{name}_{code}"
        if name == "title":
            widget = forms.TextInput(attrs=language_attrs(code))
            panels.append(
                TitleFieldPanel(field, targets=["slug"], widget=widget)
                if fills_slug and direction(code) == "ltr"
                else FieldPanel(field, widget=widget)
            )
        elif name in LONG:
            panels.append(FieldPanel(field, widget=AdminAutoHeightTextInput(attrs=language_attrs(code))))
        elif name in SHORT:
            panels.append(FieldPanel(field, widget=forms.TextInput(attrs=language_attrs(code))))
        else:
            panels.append(FieldPanel(field))
    return panels


def every_language(names: Sequence[str]) -> list[Panel]:
    """The panels of translated fields in all languages, one after the other (snippets and inline records)."""
    return [panel for code in CODES for panel in translated_panels(code, names, fills_slug=False)]


def tabs(shared: list[Any], translated: list[str]) -> TabbedInterface:
    """The whole editor of a page type: `shared` panels, then the `translated` fields under each language."""
    languages = [
        ObjectList(
            [FieldPanel(f"ready_{code}"), *translated_panels(code, ["title", *translated, "seo_title", "search_description"])], heading=name
        )
        for code, name in settings.LANGUAGES
    ]
    return TabbedInterface(
        [
            ObjectList([FieldPanel("slug"), *shared], heading=_("Shared")),
            *languages,
            ObjectList([FieldPanel("show_in_menus"), PublishingPanel(), CommentPanel()], heading=_("Settings")),
        ],
        base_form_class=BasePageForm,
    )
