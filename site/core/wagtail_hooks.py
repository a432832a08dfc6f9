"""Wagtail's admin in the portal's look, and what editors may not do (core.index_pages)."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from core import index_pages

hooks.register("before_delete_page", index_pages.keep_page)
hooks.register("before_move_page", index_pages.keep_page_in_place)
hooks.register("before_bulk_action", index_pages.keep_pages)


@hooks.register("insert_global_admin_css")
def portal_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def starters() -> SafeString:
    """What Wagtail starts by scripts inside its pages, which our content policy refuses."""
    return format_html('<script src="{}"></script>', static("js/admin.js"))
