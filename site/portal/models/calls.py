"""Calls for projects: open, closed, with their results."""

from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from core.blocks import BodyBlock
from core.models import BasePage
from core.models.pages import BasePageQuerySet, search_fields_for
from core.panels import every_language, tabs
from network.models.experience_parts import Part
from network.prose import Words, in_best_language
from portal.call_enums import CallState


class CallsPage(BasePage):
    """The list of calls for projects."""

    intro = models.TextField(_("introduction"), blank=True)

    edit_handler = tabs([], ["intro"])
    summary_field = "intro"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["portal.ProgrammePage"]
    subpage_types: ClassVar[list[str]] = ["portal.CallPage"]
    template = "portal/calls_page.html"
    search_fields = [*BasePage.search_fields, *search_fields_for("intro")]

    class Meta:
        verbose_name = _("calls for projects")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from portal.calls import Calls  # noqa: PLC0415 -- it needs the models

        found = Calls(CallPage.objects.child_of(self).readable().unrestricted(), request.GET)
        return super().get_context(request, *args, **kwargs) | {"calls": found, "clean_query": found.query}


class CallQuerySet(BasePageQuerySet):
    def with_documents(self) -> "CallQuerySet":
        return self.prefetch_related("documents__document")


class CallPage(BasePage):
    """One call: what is asked for, of whom, until when, and what came of it."""

    organiser = models.CharField(_("who calls"), max_length=200, blank=True)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True, help_text=_("The last day on which one may answer."))
    url = models.URLField(_("address where one answers"), max_length=500, blank=True)
    intro = models.TextField(_("what it is about"), blank=True)
    audience = models.TextField(_("who may answer"), blank=True)
    body = StreamField(BodyBlock(), blank=True)
    sources = models.TextField(_("sources"), blank=True, help_text=_("One address a line."))
    is_demonstration = models.BooleanField(_("made up, to try the portal"), default=False)
    outcome = models.TextField(_("results"), blank=True, help_text=_("Once written, the call says that its results are published."))

    edit_handler = tabs(
        [
            MultiFieldPanel([FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")])], heading=_("Dates")),
            FieldPanel("url"),
            InlinePanel("documents", label=_("Document")),
            FieldPanel("sources"),
            FieldPanel("is_demonstration"),
        ],
        ["organiser", "intro", "audience", "body", "outcome"],
    )
    summary_field = "intro"
    required_when_ready = ("title", "intro")
    parent_page_types: ClassVar[list[str]] = ["portal.CallsPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "portal/call_page.html"
    search_fields = [*BasePage.search_fields, *search_fields_for("intro"), *search_fields_for("body")]

    objects = PageManager.from_queryset(CallQuerySet)()

    class Meta:
        verbose_name = _("call for projects")
        verbose_name_plural = _("calls for projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")), name="portal_call_dates_ordered"
            )
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from portal.calls import ShownCall  # noqa: PLC0415 -- it needs the models

        return super().get_context(request, *args, **kwargs) | {"call": ShownCall(self, self.state)}

    def clean(self) -> None:
        super().clean()
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": _("The last day is before the first.")})

    @property
    def source_urls(self) -> list[str]:
        return self.sources.split()

    @property
    def site(self) -> str:
        """The other site on which one answers."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def state(self) -> CallState:
        return self.state_on(timezone.localdate())

    def state_on(self, day: date) -> CallState:
        """Open only when it is known to have begun; closed on the day after its last."""
        if self.outcome_words:
            return CallState.RESULTS
        if self.closes_on and self.closes_on < day:
            return CallState.CLOSED
        if self.opens_on is None:
            return CallState.UNKNOWN
        return CallState.OPEN if self.opens_on <= day else CallState.ANNOUNCED

    @property
    def outcome_words(self) -> Words | None:
        return in_best_language(self, "outcome")

    @property
    def organiser_words(self) -> Words | None:
        return in_best_language(self, "organiser")


class CallDocument(Part):
    """A document of the call: its rules, a form, the list of what was chosen."""

    page = ParentalKey(CallPage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey("core.PortalDocument", on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
    name = models.CharField(_("name"), max_length=200, blank=True)

    panels = [FieldPanel("document"), *every_language(["name"])]

    class Meta(Part.Meta):
        verbose_name = _("document")
