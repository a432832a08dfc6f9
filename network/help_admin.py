"""Help numbers in the admin: those to check first, and the page on which somebody says that they called one."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import ListingButton
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.languages import CODES, long_date
from core.models import User
from network.help_actions import confirm_check
from network.models import HelpNumber
from network.permissions import can_check_numbers

LIST, CHECK = "wagtailsnippets_network_helpnumber:list", "wagtailsnippets_network_helpnumber:check"
CONFLICT = 409


def state_of_check(number: HelpNumber) -> str:
    """When it was checked, and what is wrong with that."""
    if number.checked_on is None:
        return _("Never checked: the real portal does not show it")
    if number.owner is None:
        return _("Checked on %(day)s, but nobody answers for it: the real portal does not show it") % {"day": long_date(number.checked_on)}
    if number.is_stale:
        return _("Checked on %(day)s, more than a year ago") % {"day": long_date(number.checked_on)}
    return _("Checked on %(day)s") % {"day": long_date(number.checked_on)}


class HelpNumberIndexView(IndexView):
    """The editors' list of numbers to check: never checked first, then the oldest check."""

    def get_base_queryset(self) -> QuerySet[HelpNumber]:
        return HelpNumber.objects.to_check_first().select_related("owner")

    def get_list_buttons(self, instance: HelpNumber) -> list[Any]:
        check = ListingButton(_("I have checked this number"), url=reverse(CHECK, args=[instance.pk]), priority=5)
        return [check, *super().get_list_buttons(instance)] if can_check_numbers(self.request.user) else super().get_list_buttons(instance)


class HelpNumberViewSet(SnippetViewSet):
    model = HelpNumber
    icon = "mobile-alt"
    menu_label = gettext_lazy("Help numbers")
    menu_order = 220
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = HelpNumberIndexView
    list_display = [
        "__str__",
        Column("territory", label=gettext_lazy("Territory")),
        Column("check", label=pgettext_lazy("help number", "Last check"), accessor=state_of_check),
        Column("owner", label=gettext_lazy("Who answers for it")),
    ]
    list_filter = ["kind", "channel"]
    search_fields = ["number", "written", "own_name", *(f"name_{code}" for code in CODES)]
    list_per_page = 50

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("check/<int:pk>/", check, name="check")]


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What to ask when calling, and the button that says it was done today."""
    number = get_object_or_404(HelpNumber.objects.select_related("owner", "checked_by"), pk=pk)
    user = request.user
    if not isinstance(user, User) or not can_check_numbers(user):
        raise PermissionDenied
    if request.method != "POST":
        return page(request, number)
    try:
        number = confirm_check(number, by=user, called=request.POST.get("called", ""))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return page(request, number, CONFLICT)
    messages.success(request, _("Checked today: %(number)s. Thank you.") % {"number": number})
    return redirect(LIST)


def page(request: HttpRequest, number: HelpNumber, status: int = 200) -> HttpResponse:
    way = [(reverse("wagtailadmin_home"), _("Home")), (reverse(LIST), _("Help numbers")), ("", str(number))]
    context = {
        "number": number,
        "state": state_of_check(number),
        "header_title": str(number),
        "page_title": str(number),
        "header_icon": HelpNumberViewSet.icon,
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in way],
        "list_url": reverse(LIST),
    }
    return TemplateResponse(request, "network/admin/help_number_check.html", context, status=status)
