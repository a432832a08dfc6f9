"""Local governments and help numbers in the admin."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from network.help_actions import CHECKED
from network.help_admin import HelpNumberViewSet
from network.models import LocalGovernment
from network.pages import follow


class LocalGovernmentIndexView(IndexView):
    def search_queryset(self, queryset: QuerySet[LocalGovernment]) -> QuerySet[LocalGovernment]:
        """By name, in any script, with or without accents."""
        return queryset.named_like(self.search_query) if self.is_searching else queryset  # type: ignore[attr-defined]


class LocalGovernmentViewSet(SnippetViewSet):
    model = LocalGovernment
    icon = "group"
    menu_label = _("Local governments")
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = LocalGovernmentIndexView
    list_display = ["__str__", Column("country_name", label=_("Country"), sort_key="country"), "level", "role", "member_since"]
    list_filter = ["region", "level", "role", "is_provisional", "is_demonstration"]
    search_fields = ["search_key"]
    list_per_page = 50


register_snippet(LocalGovernmentViewSet)
register_snippet(HelpNumberViewSet)


@hooks.register("register_log_actions")
def help_number_checked(actions: Any) -> None:
    actions.register_action(CHECKED, _("Check a help number"), _("Called, and it answered"))


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def keep_profile_in_step(request: HttpRequest, instance: Any) -> None:
    """A listed local government has a page, under the record's address and names."""
    if isinstance(instance, LocalGovernment):
        follow(instance)
