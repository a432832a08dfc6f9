"""The secretariat's side of the charter in the Wagtail admin: addresses, menu, dashboard, versions."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from charter.desk import desk_of
from charter.models import CharterVersion
from charter.views import admin, admin_decisions, admin_requests, admin_versions
from core.admin_frame import CountedMenuItem

register_permission_policy(CharterVersion, admin_versions.VersionPolicy(CharterVersion))
register_snippet(admin_versions.CharterVersionViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("signatures/", admin.queue, name="signature_queue"),
        path("signatures/requests/", admin_requests.requests, name="representation_requests"),
        path("signatures/requests/<int:pk>/", admin_requests.answer, name="representation_answer"),
        path("signatures/<uuid:public_id>/", admin.detail, name="signature_detail"),
        path("signatures/<uuid:public_id>/decision.pdf", admin.mandate_file, name="signature_mandate_file"),
        path("signatures/<uuid:public_id>/<slug:name>/", admin_decisions.decide, name="signature_decide"),
        path("charter/versions/<int:pk>/publish/", admin_versions.publish, name="charter_version_publish"),
    ]


def waiting(pile: str) -> Callable[[HttpRequest], int]:
    """How many of the desk wait, for a badge of the menu."""
    return lambda request: getattr(desk_of(request), pile, 0)


@hooks.register("register_admin_menu_item")
def signatures_menu_item() -> MenuItem:
    return CountedMenuItem(_("Signatures"), "signature_queue", waiting("waiting"), name="signatures", icon_name="clipboard-list", order=201)


@hooks.register("register_admin_menu_item")
def requests_menu_item() -> MenuItem:
    return CountedMenuItem(
        _("Requests"), "representation_requests", waiting("requests"), name="representations", icon_name="user", order=202
    )


class DeskPanel(Component):
    """On the admin's home page: what waits for the secretariat."""

    name = "desk"
    order = 50
    template_name = "charter/admin/desk_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"desk": desk_of(parent_context["request"])}


@hooks.register("construct_homepage_panels")
def desk_panel(request: HttpRequest, panels: list[Component]) -> None:
    if desk_of(request):
        panels.append(DeskPanel())


@hooks.register("before_edit_snippet")
def keep_published_text(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """A published version is not edited."""
    return admin_versions.keep_published(request, instance) if isinstance(instance, CharterVersion) and instance.is_published else None


@hooks.register("before_delete_snippet")
def keep_published_version(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Nor is it deleted, alone or among others."""
    answers = (keep_published_text(request, instance) for instance in instances)
    return next((answer for answer in answers if answer), None)
