"""Wagtail's admin in the portal's look, and what editors may not do (core.index_pages)."""

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from core import accounts_admin, copying, index_pages, kept_records, limits_admin, second_factor

hooks.register("before_delete_page", index_pages.keep_page)
hooks.register("before_move_page", index_pages.keep_page_in_place)
hooks.register("before_bulk_action", index_pages.keep_pages)
hooks.register("before_delete_snippet", kept_records.keep, order=100)  # after those that know why
hooks.register("insert_global_admin_js", copying.script)
hooks.register("register_settings_menu_item", limits_admin.menu_item)
hooks.register("register_user_listing_buttons", accounts_admin.listing_buttons)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("limits/", limits_admin.page, name="attempt_limits"),
        path("users/<int:pk>/second-factor/", accounts_admin.reset, name="second_factor_reset"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(second_factor.RESET, _("Take the second step away"), _("The second step was taken away"))
    actions.register_action(limits_admin.CHANGED)(ChangedLimit)


class ChangedLimit(LogFormatter):
    label = _("Change a limit of attempts")

    def format_message(self, log_entry: Any) -> str:
        return gettext("Changed from %(before)s to %(after)s") % log_entry.data


@hooks.register("insert_global_admin_css")
def portal_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def starters() -> SafeString:
    """What Wagtail starts by scripts inside its pages, which our content policy refuses."""
    return format_html('<script src="{}"></script>', static("js/admin.js"))
