"""The duties of pilot territories in the admin. Who changed what and when is in each one's history."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from network.models import Duty, LocalGovernment


class DutyIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Duty]:
        return Duty.objects.select_related("local_government")

    def search_queryset(self, queryset: QuerySet[Duty]) -> QuerySet[Duty]:
        """By the territory's name, in any script, with or without accents."""
        if not self.is_searching:
            return queryset
        return queryset.filter(local_government__in=LocalGovernment.objects.named_like(self.search_query))


class DutyViewSet(SnippetViewSet):
    model = Duty
    icon = "tasks"
    menu_label = _("Duties of pilot territories")
    menu_order = 215
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = DutyIndexView
    list_display = [
        Column("local_government", label=_("Pilot territory")),
        Column("get_kind_display", label=_("Duty")),
        Column("get_state_display", label=_("State")),
        Column("date_in_words", label=_("Date of the evidence")),
    ]
    list_filter = ["local_government", "kind", "state"]
    search_fields = ["local_government__search_key"]
    list_per_page = 50
