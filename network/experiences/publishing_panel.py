"""The editor's panel “Before you publish”: the list of what is done and what is missing."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class BeforePublishingPanel(Panel):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Before you publish")} | kwargs)

    @property
    def clean_name(self) -> str:
        return "before_publishing"

    class BoundPanel(Panel.BoundPanel):
        template_name = "network/admin/before_publishing_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from network.experiences.publishing import tasks  # noqa: PLC0415 -- the rules need the models, which need this panel

            page = self.instance
            found = tasks(page) if page.pk else []
            missing = sum(not task.is_done for task in found)
            return super().get_context_data(parent_context) | {"page": page, "tasks": found, "missing": missing}
