"""Pages of ours in the Wagtail admin: for whom, in which frame, and menu entries that say how much waits."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.sidebar import LinkMenuItem

from core.permissions import is_secretariat
from core.views import permission_denied

PER_PAGE = 20

View = Callable[..., HttpResponseBase]
Crumbs = list[tuple[str, str]]


def for_secretariat(view: View) -> View:
    """Only for the secretariat. Wagtail would lead others back to its home page; they get a plain 403."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if is_for_secretariat(request) else permission_denied(request)

    return wrapped


def is_for_secretariat(request: HttpRequest) -> bool:
    """Whether the secretariat asks. Read once per request: every entry of the menu wants to know."""
    if not hasattr(request, "secretariat_asks"):
        request.secretariat_asks = is_secretariat(request.user)  # type: ignore[attr-defined]
    return request.secretariat_asks  # type: ignore[attr-defined]


def framed(
    request: HttpRequest, template: str, *, title: str, icon: str, crumbs: Crumbs, status: int = 200, **context: Any
) -> HttpResponse:
    """A page in Wagtail's frame, with the way from its home page."""
    way = [(reverse("wagtailadmin_home"), _("Home")), *crumbs, ("", title)]
    frame = {
        "header_title": title,
        "page_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in way],
    }
    return TemplateResponse(request, template, frame | context, status=status)


def paginated(request: HttpRequest, found: Any) -> dict[str, Any]:
    """The page that is asked for, or the nearest there is, as Wagtail's pagination wants it."""
    paginator = WagtailPaginator(found, PER_PAGE)
    page: Page = paginator.get_page(request.GET.get("p"))
    return {"page_obj": page, "elided_page_range": paginator.get_elided_page_range(page.number)}


class CountedMenuItem(MenuItem):
    """An entry for the secretariat, with a badge: how many wait (drawn by admin.css from `data-waiting`)."""

    def __init__(self, label: Promise, url_name: str, count: Callable[[HttpRequest], int], **kwargs: Any) -> None:
        self.count = count
        super().__init__(label, reverse(url_name), **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return is_for_secretariat(request)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        item, waiting = super().render_component(request), self.count(request)
        if waiting:
            said = ngettext("%(label)s, %(count)d waiting", "%(label)s, %(count)d waiting", waiting)
            said %= {"label": self.label, "count": waiting}
            item.attrs = {**item.attrs, "data-waiting": str(waiting), "aria-label": said}
        return item
