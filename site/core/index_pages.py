"""Pages of which there is one each (home, directory): editors change what they say, never where they are."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.models import BasePage


def is_index(page: BasePage) -> bool:
    """Addresses in mails and in print lead to it."""
    return page.specific_class is not None and page.specific_class.max_count == 1


def stay(request: HttpRequest, page: BasePage) -> HttpResponse:
    """Back to the page's place in the explorer, with the reason."""
    title = page.specific.get_admin_display_title()
    messages.error(request, _("“%(title)s” cannot be moved or deleted: addresses all over the portal lead to it.") % {"title": title})
    parent = page.get_parent()
    return redirect("wagtailadmin_explore", parent.pk if parent else page.pk)


def keep_page(request: HttpRequest, page: BasePage) -> HttpResponse | None:
    """Hook before a page is deleted: not an index page, nor what holds one."""
    held = next((found for found in (page, *page.get_descendants()) if is_index(found)), None)
    return stay(request, held) if held else None


def keep_page_in_place(request: HttpRequest, page: BasePage, destination: BasePage) -> HttpResponse | None:
    """Hook before a page is moved."""
    return keep_page(request, page)


def keep_pages(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Hook before several things are moved or deleted together."""
    if action_type not in ("move", "delete"):
        return None
    answers = (keep_page(request, page) for page in objects if isinstance(page, BasePage))
    return next((answer for answer in answers if answer), None)
