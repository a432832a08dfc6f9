"""For who translates: the original's text under each field of another language, and a word when the original is newer."""

from typing import Any

from wagtail.admin.panels import FieldPanel, ObjectList, Panel

from core.languages import CODES, direction, language_name
from network.experiences.freshness import newer_original


class OriginalPanel(Panel):
    """What the original says where this language's text goes."""

    def __init__(self, name: str = "", code: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.name, self.code = name, code

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "name": self.name, "code": self.code}

    @property
    def clean_name(self) -> str:
        return f"original-{self.name}-{self.code}"

    class BoundPanel(Panel.BoundPanel):
        template_name = "network/admin/original.html"

        @property
        def original(self) -> str:
            """The language of the original, when this tab is of another one."""
            found = self.instance.original_language
            return found if found in CODES and found != self.panel.code else ""

        @property
        def text(self) -> Any:
            return getattr(self.instance, f"{self.panel.name}_{self.original}", "") if self.original else ""

        def is_shown(self) -> bool:
            return bool(self.text)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            code = self.original
            shown = {"text": self.text, "code": code, "direction": direction(code), "language": language_name(code)}
            return {**super().get_context_data(parent_context), **shown, "is_body": self.panel.name == "body"}


class NewerOriginalPanel(Panel):
    """At the head of a language: the original was changed after this text."""

    def __init__(self, code: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.code = code

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "code": self.code}

    @property
    def clean_name(self) -> str:
        return f"newer-original-{self.code}"

    class BoundPanel(Panel.BoundPanel):
        template_name = "network/admin/newer_original.html"

        @property
        def newer(self) -> str:
            return newer_original(self.instance, self.panel.code)

        def is_shown(self) -> bool:
            return bool(self.newer)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "language": language_name(self.newer)}


WITHOUT = ("seo_title", "search_description")  # each language says these in its own words


def with_original(tabs: list[Panel]) -> list[Panel]:
    """The tabs of the languages, each field followed by what the original says."""
    return [beside(tab, code) for tab, code in zip(tabs, CODES, strict=True)]


def beside(tab: ObjectList, code: str) -> ObjectList:
    found: list[Panel] = [NewerOriginalPanel(code)]
    for panel in tab.children:
        found.append(panel)
        name = panel.field_name.removesuffix(f"_{code}") if isinstance(panel, FieldPanel) else "ready"
        if name not in ("ready", *WITHOUT):
            found.append(OriginalPanel(name, code))
    return ObjectList(found, heading=tab.heading)
