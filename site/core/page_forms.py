"""The editor's form of every page."""

from typing import Any

from wagtail.admin.forms.pages import WagtailAdminPageForm


class BasePageForm(WagtailAdminPageForm):
    def clean(self) -> Any:
        self.instance.draft_save = self.is_deferred_validation
        return super().clean()
