"""The programme: what it is, its goals, how its pilot territories stand, who is part of it and who pays."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField

from core.blocks import BodyBlock
from core.languages import CODES
from core.models import BasePage
from core.models.pages import search_fields_for
from core.panels import every_language, tabs
from network.models.experience_parts import Part
from network.prose import Words, in_best_language
from portal.blocks import GoalsBlock, SourcesBlock


class ProgrammePage(BasePage):
    intro = models.TextField(_("introduction"), blank=True)
    goals = StreamField(GoalsBlock(), verbose_name=_("goals"), blank=True)
    body = StreamField(BodyBlock(), blank=True)
    funding = models.TextField(_("who pays"), blank=True)
    sources = StreamField(SourcesBlock(), verbose_name=_("sources"), blank=True)

    edit_handler = tabs(
        [
            InlinePanel("partners", label=_("Partner")),
        ],
        ["intro", "goals", "body", "funding", "sources"],
    )
    summary_field = "intro"
    required_when_ready = ("title", "intro")
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["portal.ContentPage", "portal.CallsPage"]
    template = "portal/programme_page.html"
    search_fields = [*BasePage.search_fields, *search_fields_for("intro"), *search_fields_for("body")]

    class Meta:
        verbose_name = _("programme")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from portal.programme import programme_context  # noqa: PLC0415 -- reads the other applications' models

        return super().get_context(request, *args, **kwargs) | programme_context(self)


class ProgrammePartner(Part):
    """A local government of the network, or another body by its name."""

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="partners")
    local_government = models.ForeignKey(
        "network.LocalGovernment", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("local government")
    )
    name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("When it is no local government of the network."))
    text = models.TextField(_("its part in the programme"), blank=True)

    panels = [FieldPanel("local_government"), *every_language(["name", "text"])]

    class Meta(Part.Meta):
        verbose_name = _("partner")

    @property
    def name_words(self) -> Words | None:
        return in_best_language(self, "name")

    def clean(self) -> None:
        super().clean()
        is_named = any(getattr(self, f"name_{code}") for code in CODES)
        if is_named == bool(self.local_government_id):
            raise ValidationError({"local_government": _("Choose a local government or give a name, one of the two.")})
