"""Experiences: what a local government did, described so that another can do it too."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import PageManager

from core.models import BasePage
from core.models.pages import BasePageQuerySet, search_fields_for
from core.panels import tabs
from network.blocks import ExperienceBodyBlock
from network.countries import country_name
from network.experience_enums import CostBand, ExperienceStatus, Scale, TransferStatus, Vocabulary
from network.experience_panels import PROSE, TERMS, experience_editor
from network.experiences.addressees import somebody
from network.experiences.facets import found_by, richness, words_of
from network.experiences.freshness import confirmed_on, is_stale, note_written
from network.experiences.guard import may_publish
from network.experiences.listing import Listing
from network.experiences.reading import Reading
from network.models.experience_parts import YEARS
from network.models.terms import Term
from network.page_forms import ExperienceCopyForm

__all__ = ["PROSE", "TERMS", "ExperiencePage", "ExperienceQuerySet", "ExperiencesPage"]


def terms(vocabulary: str, related_name: str, label: Any) -> ParentalManyToManyField:
    """A choice of several terms of one vocabulary."""
    return ParentalManyToManyField(
        "network.Term", blank=True, related_name=related_name, limit_choices_to={"vocabulary": vocabulary}, verbose_name=label
    )


PARTS = (*TERMS, "partners", "steps", "results", "sources")


class ExperienceQuerySet(BasePageQuerySet):
    def for_reading(self) -> "ExperienceQuerySet":
        """With everything that a page shows, in as many queries as there are kinds of parts, whatever their number."""
        return self.select_related("local_government").prefetch_related(*PARTS)

    def for_page(self) -> "ExperienceQuerySet":
        """With its authority, and whether anybody can be written to, in one query."""
        reaches = models.ExpressionWrapper(somebody(), output_field=models.BooleanField())
        return self.select_related("local_government").annotate(reaches_somebody=reaches)


class ExperiencesPage(BasePage):
    """The list of experiences."""

    intro = models.TextField(_("introduction"), blank=True)

    edit_handler = tabs([], ["intro"])
    summary_field = "intro"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["network.ExperiencePage"]
    template = "network/experiences_page.html"
    search_fields = [*BasePage.search_fields, *search_fields_for("intro")]

    class Meta:
        verbose_name = _("list of experiences")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        experiences = ExperiencePage.objects.child_of(self).readable()
        listing = Listing(experiences, Term.objects.all(), request.GET)
        return super().get_context(request, *args, **kwargs) | {"listing": listing, "clean_query": listing.query}


class ExperiencePage(BasePage):
    """One measure of one territory. What its sources do not tell stays empty and is shown as not documented."""

    local_government = models.ForeignKey(
        "network.LocalGovernment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="experiences",
        verbose_name=_("local government"),
    )
    place = models.CharField(_("place"), max_length=150, blank=True, help_text=_("As one says it: “Bagnolet, Seine-Saint-Denis”."))
    country = models.CharField(_("country"), max_length=2)
    forms_of_violence = terms(Vocabulary.FORM, "experiences_by_form", _("forms of violence"))
    kinds_of_measure = terms(Vocabulary.MEASURE, "experiences_by_measure", _("kinds of measure"))
    publics = terms(Vocabulary.PUBLIC, "experiences_by_public", _("publics"))
    policy_areas = terms(Vocabulary.POLICY, "experiences_by_policy", _("policy areas"))
    start_year = models.PositiveSmallIntegerField(_("since"), null=True, blank=True, validators=YEARS)
    end_year = models.PositiveSmallIntegerField(_("until"), null=True, blank=True, validators=YEARS)
    status = models.CharField(_("status"), max_length=12, choices=ExperienceStatus.choices, blank=True)
    scale = models.CharField(_("scale"), max_length=14, choices=Scale.choices, blank=True)
    cost_band = models.CharField(_("cost"), max_length=12, choices=CostBand.choices, blank=True)
    staff = models.DecimalField(_("staff, in full-time posts"), max_digits=6, decimal_places=1, null=True, blank=True)
    transfer_status = models.CharField(_("transfer"), max_length=8, choices=TransferStatus.choices, blank=True)

    intro = models.TextField(_("summary"), blank=True, help_text=_("Two to five sentences: who did what, for whom, with what result."))
    problem = models.TextField(_("the problem"), blank=True)
    action = models.TextField(_("what was done"), blank=True)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    governance = models.TextField(_("who decides and who does what"), blank=True)
    costs = models.TextField(_("what it costs"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    conditions = models.TextField(_("what another territory needs"), blank=True)
    body = StreamField(ExperienceBodyBlock(), blank=True)
    note = models.TextField(_("what could not be confirmed"), blank=True)

    contact_email = models.EmailField(_("contact"), blank=True, help_text=_("Never shown: readers write through a form."))
    owner_account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="experiences_owned",
        verbose_name=_("who answers for it"),
        help_text=_("They are asked once a year whether it is still true."),
    )
    original_language = models.CharField(_("written first in"), max_length=10, blank=True)
    written_at = models.JSONField(default=dict, editable=False)  # language → when its text last changed (ISO 8601)
    written_as = models.JSONField(default=dict, editable=False)  # language → what that text was, in short
    checked_on = models.DateField(_("checked on"), null=True, blank=True, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    found_by = models.JSONField(default=dict, editable=False)  # facet → values
    search_words = models.TextField(blank=True, editable=False)
    documented = models.PositiveSmallIntegerField(default=0, editable=False)  # how many of its sections and results are filled

    edit_handler = experience_editor()
    required_when_ready = ("title", "intro")
    summary_field = "intro"
    prose = PROSE
    parent_page_types: ClassVar[list[str]] = ["network.ExperiencesPage"]
    subpage_types: ClassVar[list[str]] = []
    copy_form_class = ExperienceCopyForm
    template = "network/experience_page.html"
    search_fields = [*BasePage.search_fields, *(field for name in PROSE for field in search_fields_for(name))]

    objects = PageManager.from_queryset(ExperienceQuerySet)()

    class Meta:
        verbose_name = _("experience")
        verbose_name_plural = _("experiences")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ExperienceStatus.values), name="network_experience_status_known"),
            models.CheckConstraint(condition=Q(scale__in=Scale.values), name="network_experience_scale_known"),
            models.CheckConstraint(condition=Q(cost_band__in=CostBand.values), name="network_experience_cost_known"),
            models.CheckConstraint(condition=Q(transfer_status__in=TransferStatus.values), name="network_experience_transfer_known"),
            models.CheckConstraint(
                condition=Q(start_year=None) | Q(end_year=None) | Q(end_year__gte=F("start_year")), name="network_experience_years_ordered"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_fields") is None:
            self.found_by, self.search_words, self.documented = found_by(self), words_of(self), richness(self)
            note_written(self)
        return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        note_written(self)
        return super().save_revision(*args, **kwargs)

    def publish(self, revision: Any, user: Any = None, changed: bool = True, log_action: bool | str = True, **kwargs: Any) -> Any:
        """Wagtail's, unless something has to be done first (experiences.guard)."""
        if may_publish(revision, user, log_action):
            return super().publish(revision, user=user, changed=changed, log_action=log_action, **kwargs)
        return None

    def with_content_json(self, content: dict[str, Any]) -> "ExperiencePage":
        """When it was last checked belongs to the page, not to one of its revisions."""
        page: ExperiencePage = super().with_content_json(content)
        page.checked_on, page.checked_by = self.checked_on, self.checked_by
        return page

    def clean(self) -> None:
        super().clean()
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValidationError({"end_year": _("It cannot end before it began.")})

    def get_absolute_url(self) -> str:
        return reverse("wagtail_serve", args=[f"experiences/{self.slug}/"])

    @property
    def address(self) -> str:
        """In full, under the reader's language."""
        return settings.PORTAL_URL + self.get_absolute_url()

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def years(self) -> str:
        """From when to when, in words; empty when that is not documented."""
        said = {"start": self.start_year, "end": self.end_year}
        if self.start_year and self.end_year:
            return gettext("%(start)d to %(end)d") % said if self.start_year != self.end_year else str(self.start_year)
        if self.start_year:
            return gettext("since %(start)d") % said
        return gettext("until %(end)d") % said if self.end_year else ""

    @property
    def confirmed_on(self) -> date | None:
        """When somebody last answered for what it says."""
        return confirmed_on(self.checked_on, self.first_published_at)

    @property
    def is_stale(self) -> bool:
        return is_stale(self.confirmed_on)

    @property
    def place_name(self) -> str:
        """The place as written, else the authority's name."""
        return self.t.place or self.place or (self.local_government.display_name if self.local_government else "")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"reading": Reading(self)}
