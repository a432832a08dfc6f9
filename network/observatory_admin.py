"""The observatory in the admin: key figures, local observatories, protocols, measures with their lineages."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from core.languages import CODES
from network.models import KeyFigure, LocalGovernment, LocalObservatory, LocalProtocol, Measure
from network.observatory.board import Figure


def in_every_language(*names: str) -> list[str]:
    return [f"{name}_{code}" for name in names for code in CODES]


def in_words(figure: KeyFigure) -> str:
    shown = Figure(figure)
    return " ".join([shown.number, *([shown.unit.text] if shown.unit else [])])


def where(record: KeyFigure) -> str:
    territory = Figure(record).territory
    return territory.text if territory else ""


class KeyFigureViewSet(SnippetViewSet):
    model = KeyFigure
    icon = "list-ol"
    menu_label = _("Key figures")
    list_display = [
        Column("slug", label=_("Address"), sort_key="slug"),
        Column("value", label=_("Figure"), accessor=in_words),
        Column("territory", label=_("Territory"), accessor=where),
        Column("year", label=_("Year"), sort_key="year"),
        Column("get_topic_display", label=_("Topic"), sort_key="topic"),
        Column("series", label=_("Series"), sort_key="series"),
    ]
    list_filter = ["topic", "scope", "kind", "country", "original_seen"]
    search_fields = ["slug", "source_name", *in_every_language("territory", "definition", "unit")]
    list_per_page = 50


class LocalObservatoryIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[LocalObservatory]:
        return LocalObservatory.objects.select_related("local_government")

    def search_queryset(self, queryset: QuerySet[LocalObservatory]) -> QuerySet[LocalObservatory]:
        """By the local government's name, in any script, or its own."""
        if not self.is_searching:
            return queryset
        own = super().search_queryset(queryset)
        return queryset.filter(local_government__in=LocalGovernment.objects.named_like(self.search_query)) | own


class LocalObservatoryViewSet(SnippetViewSet):
    model = LocalObservatory
    icon = "view"
    menu_label = _("Local observatories")
    copy_view_enabled = False
    index_view_class = LocalObservatoryIndexView
    list_display = ["__str__", Column("local_government", label=_("Local government")), Column("since", label=_("Since"))]
    search_fields = in_every_language("name", "place")


class LocalProtocolViewSet(SnippetViewSet):
    model = LocalProtocol
    icon = "doc-full"
    menu_label = _("Local protocols")
    copy_view_enabled = False
    list_display = ["__str__", Column("structures", label=_("Structures")), Column("country", label=_("Country"))]
    search_fields = ["slug", *in_every_language("name", "place")]


class MeasureIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return Measure.objects.select_related("kind").annotate(places=Count("adaptations"))


class MeasureViewSet(SnippetViewSet):
    model = Measure
    icon = "site"
    menu_label = _("Measures and lineages")
    copy_view_enabled = False
    index_view_class = MeasureIndexView
    list_display = ["__str__", Column("kind", label=_("Kind of measure")), Column("places", label=_("Places"))]
    search_fields = ["slug", *in_every_language("name", "summary")]


class ObservatoryViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Observatory")
    menu_icon = "view"
    menu_order = 225
    add_to_admin_menu = True
    items = (KeyFigureViewSet, LocalObservatoryViewSet, LocalProtocolViewSet, MeasureViewSet)
