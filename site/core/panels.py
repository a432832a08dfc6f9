"""The editor's tabs: one shared, one per language, one of settings."""

from collections.abc import Iterable, Mapping, Sequence
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


def translated_panels(
    code: str, names: Iterable[str], *, fills_slug: bool = True, help_texts: Mapping[str, Any] | None = None
) -> list[Panel]:
    """A panel for each translated field in one language, its input in that language's direction."""
    return [translated_panel(code, name, fills_slug, help_text=(help_texts or {}).get(name, "")) for name in names]


def translated_panel(code: str, name: str, fills_slug: bool, **kwargs: Any) -> Panel:
    field, attrs = f"{name}_{code}", language_attrs(code)
    if name == "title":
        fills = fills_slug and direction(code) == "ltr"
        widget = forms.TextInput(attrs=attrs)
        return TitleFieldPanel(field, targets=["slug"], widget=widget, **kwargs) if fills else FieldPanel(field, widget=widget, **kwargs)
    if name in LONG:
        return FieldPanel(field, widget=AdminAutoHeightTextInput(attrs=attrs), **kwargs)
    if name in SHORT:
        return FieldPanel(field, widget=forms.TextInput(attrs=attrs), **kwargs)
    return FieldPanel(field, **kwargs)


def every_language(names: Sequence[str]) -> list[Panel]:
    """The panels of translated fields in all languages, one after the other (snippets and inline records)."""
    return [panel for code in CODES for panel in translated_panels(code, names, fills_slug=False)]


def language_tabs(translated: Sequence[str], help_texts: Mapping[str, Any] | None = None) -> list[Panel]:
    """A tab per language: whether the public sees it, then its fields."""
    names = ["title", *translated, "seo_title", "search_description"]
    return [
        ObjectList([FieldPanel(f"ready_{code}"), *translated_panels(code, names, help_texts=help_texts)], heading=name)
        for code, name in settings.LANGUAGES
    ]


def settings_tab(*first: Panel) -> Panel:
    return ObjectList([*first, FieldPanel("show_in_menus"), PublishingPanel(), CommentPanel()], heading=_("Settings"))


def tabs(shared: list[Any], translated: list[str]) -> TabbedInterface:
    """The whole editor of a page type: `shared` panels, then the `translated` fields under each language."""
    return TabbedInterface(
        [ObjectList([FieldPanel("slug"), *shared], heading=_("Shared")), *language_tabs(translated), settings_tab()],
        base_form_class=BasePageForm,
    )
