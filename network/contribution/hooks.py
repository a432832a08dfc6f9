"""Where the editors' side of experiences is found in the Wagtail admin."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button

from core.admin_frame import CountedMenuItem
from network.contribution.desk import waiting
from network.contribution.workflow import attach
from network.models import ExperiencePage, ExperiencesPage
from network.permissions import can_edit_experience


class ExperiencesMenuItem(CountedMenuItem):
    """For editors too."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_edit_experience(request.user)


def menu_item() -> ExperiencesMenuItem:
    return ExperiencesMenuItem(_("Experiences"), "experiences_desk", waiting, name="experiences", icon_name="doc-full-inverse", order=205)


def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """From the editor of an experience to everything between the editors and its authority."""
    if isinstance(page.specific_deferred, ExperiencePage):
        url = reverse("experience_authority", args=[page.pk])
        yield Button(_("With the local government"), url=url, icon_name="group", priority=5)


class AskForSignOff(ActionMenuItem):
    """Beside “Publish”: leads to the question whether the authority agrees."""

    name = "action-sign-off"
    label = _("Ask for sign-off")
    icon_name = "group"
    order = 5

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return context["view"] == "edit" and isinstance(page, ExperiencePage) and page.first_published_at is None

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("experience_authority", args=[parent_context["page"].pk]) + "#sign-off"


def attach_workflow(request: HttpRequest, page: Any) -> None:
    """A list of experiences that an editor makes has the editors' workflow from the first day."""
    if isinstance(page, ExperiencesPage):
        with transaction.atomic():
            attach(page)
