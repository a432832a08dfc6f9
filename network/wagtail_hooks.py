"""Local governments, the people who speak for them, and help numbers in the admin."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, ListingButton
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from core.admin_frame import CountedMenuItem
from core.permissions import is_secretariat
from network import people_admin, profile_admin, profile_queue
from network.contribution import admin as contribution_admin
from network.contribution import hooks as contribution
from network.duties_admin import DutyViewSet
from network.experiences import answering, checking, guard, publishing_admin, publishing_hooks
from network.help_actions import CHECKED
from network.help_admin import HelpNumberViewSet
from network.library import texts, texts_admin
from network.models import LocalGovernment
from network.observatory_admin import ObservatoryViewSetGroup
from network.pages import follow
from network.people_desk import waiting
from network.profile_decisions import ACCEPTED, TAKEN_BACK
from network.telling import actions as telling
from network.telling import admin as telling_admin
from network.terms_admin import TermViewSet


class LocalGovernmentIndexView(IndexView):
    def search_queryset(self, queryset: QuerySet[LocalGovernment]) -> QuerySet[LocalGovernment]:
        """By name, in any script, with or without accents."""
        return queryset.named_like(self.search_query) if self.is_searching else queryset  # type: ignore[attr-defined]

    def get_list_buttons(self, instance: LocalGovernment) -> list[Any]:
        people = ListingButton(_("People"), url=reverse("people_detail", args=[instance.slug]), priority=15)
        return [people, *super().get_list_buttons(instance)] if is_secretariat(self.request.user) else super().get_list_buttons(instance)


class LocalGovernmentEditView(EditView):
    @property
    def header_more_buttons(self) -> list[Any]:
        found = list(super().header_more_buttons)
        if is_secretariat(self.request.user):
            found.append(Button(_("People"), url=reverse("people_detail", args=[self.object.slug]), icon_name="group", priority=5))
            changes = f"{reverse('profile_changes')}?{urlencode({'of': self.object.slug})}"
            found.append(Button(_("Profile changes"), url=changes, icon_name="edit", priority=6))
        return found


class LocalGovernmentViewSet(SnippetViewSet):
    model = LocalGovernment
    icon = "group"
    menu_label = _("Local governments")
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = LocalGovernmentIndexView
    edit_view_class = LocalGovernmentEditView
    list_display = ["__str__", Column("country_name", label=_("Country"), sort_key="country"), "level", "role", "member_since"]
    list_filter = ["region", "level", "role", "is_provisional", "is_demonstration"]
    search_fields = ["search_key"]
    list_per_page = 50


register_snippet(LocalGovernmentViewSet)
register_snippet(DutyViewSet)
register_snippet(HelpNumberViewSet)
register_snippet(TermViewSet)
register_snippet(ObservatoryViewSetGroup)


@hooks.register("register_admin_urls")
def people_urls() -> list[URLPattern]:
    return people_admin.urlpatterns


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    return CountedMenuItem(_("Representatives"), "people_desk", waiting, name="people", icon_name="group", order=203)


@hooks.register("register_admin_urls")
def profile_urls() -> list[URLPattern]:
    return profile_admin.urlpatterns


@hooks.register("register_admin_menu_item")
def profile_changes_menu_item() -> MenuItem:
    return CountedMenuItem(
        _("Profile changes"), "profile_changes", profile_queue.waiting, name="profile-changes", icon_name="edit", order=204
    )


@hooks.register("register_log_actions")
def profile_changes(actions: Any) -> None:
    actions.register_action(ACCEPTED, _("Accept a change to the profile"), _("A change that representatives proposed was accepted"))
    actions.register_action(TAKEN_BACK, _("Take back a change to the profile"), _("An accepted change was taken back"))


@hooks.register("register_log_actions")
def help_number_checked(actions: Any) -> None:
    actions.register_action(CHECKED, _("Check a help number"), _("Called, and it answered"))


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def keep_profile_in_step(request: HttpRequest, instance: Any) -> None:
    """A listed local government has a page, under the record's address and names."""
    if isinstance(instance, LocalGovernment):
        follow(instance)


@hooks.register("register_admin_urls")
def pdf_text_urls() -> list[URLPattern]:
    return texts_admin.urlpatterns


hooks.register("register_reports_menu_item", texts_admin.menu_item)


@hooks.register("register_log_actions")
def pdf_text_actions(actions: Any) -> None:
    actions.register_action(texts.TRIED_AGAIN, _("Read the text of a PDF again"), _("The text is to be read again"))


@hooks.register("register_admin_urls")
def adaptation_urls() -> list[URLPattern]:
    return telling_admin.urlpatterns


@hooks.register("register_admin_menu_item")
def adaptations_menu_item() -> MenuItem:
    return telling_admin.AdaptationsMenuItem(
        _("Adaptations to confirm"), "adaptation_reports", telling_admin.waiting, name="adaptations", icon_name="site", order=206
    )


@hooks.register("register_log_actions")
def adaptations_answered(actions: Any) -> None:
    actions.register_action(telling.CONFIRMED, _("Confirm an adaptation"), _("An adaptation told by a representative was confirmed"))
    actions.register_action(telling.DECLINED, _("Leave an adaptation out"), _("An adaptation told by a representative was not taken up"))


hooks.register("register_admin_menu_item", contribution.menu_item)
hooks.register("register_page_header_buttons", contribution.header_buttons)
hooks.register("register_page_action_menu_item", contribution.AskForSignOff)
hooks.register("after_create_page", contribution.attach_workflow)


@hooks.register("register_admin_urls")
def experience_urls() -> list[URLPattern]:
    return contribution_admin.urlpatterns


@hooks.register("register_log_actions")
def experience_checked(actions: Any) -> None:
    actions.register_action(checking.CHECKED, _("Check an experience"), _("Somebody said that it is still true"))


hooks.register("before_publish_page", publishing_hooks.before_publishing)


@hooks.register("register_admin_urls")
def before_publishing_urls() -> list[URLPattern]:
    return publishing_admin.urlpatterns


@hooks.register("register_log_actions")
def before_publishing_actions(actions: Any) -> None:
    actions.register_action(answering.ANSWERED, _("Answer the five questions"), _("The questions before publishing were answered"))
    actions.register_action(guard.HELD_BACK, _("Hold back a planned publication"), _("Not published at its hour: something was missing"))
