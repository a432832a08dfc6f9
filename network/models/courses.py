"""Online courses: what they teach, how long, in which languages, by whom, where."""

from math import ceil
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from core.models import BasePage
from core.models.pages import search_fields_for
from core.panels import every_language, tabs
from network.library_enums import CourseState, ResourceKind
from network.models.experience_parts import Part
from network.models.observatory import panels_of
from network.prose import Words

LANGUAGE_CODE = RegexValidator(r"\A[a-z]{2,3}\Z", _("Give the code of a language: “fr”."))
LANGUAGE_CODES = RegexValidator(r"\A[a-z]{2,3}( [a-z]{2,3})*\Z", _("Give codes of languages with spaces between them: “en fr”."))


class CoursePage(BasePage):
    """An online course: what it teaches, how long, in which languages, by whom, where."""

    intro = models.TextField(_("what it teaches"), blank=True)
    audience = models.TextField(_("who it is for"), blank=True)
    provider = models.CharField(_("provider"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=CourseState.choices, blank=True)
    hours = models.DecimalField(_("duration in hours"), max_digits=5, decimal_places=1, null=True, blank=True)
    languages = models.CharField(
        _("languages"), max_length=60, blank=True, validators=[LANGUAGE_CODES], help_text=_("Their codes with spaces: “en fr”.")
    )
    has_certificate = models.BooleanField(_("gives a certificate"), null=True, blank=True)
    url = models.URLField(_("address of the course"), max_length=500, blank=True)
    sources = models.TextField(_("sources"), blank=True, help_text=_("One address a line."))
    note = models.TextField(_("note"), blank=True)

    edit_handler = tabs(
        [
            MultiFieldPanel(panels_of("state", "hours", "languages", "has_certificate", "url"), heading=_("The course")),
            InlinePanel("modules", label=_("Module")),
            InlinePanel("sessions", label=_("Session")),
            FieldPanel("sources"),
        ],
        ["provider", "intro", "audience", "note"],
    )
    summary_field = "intro"
    required_when_ready = ("title", "intro")
    parent_page_types: ClassVar[list[str]] = ["network.ResourcesPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "network/course_page.html"
    search_fields = [*BasePage.search_fields, *search_fields_for("intro")]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [models.CheckConstraint(condition=Q(state__in=CourseState.values), name="network_course_state_known")]

    @property
    def source_urls(self) -> list[str]:
        return self.sources.split()

    @property
    def title_words(self) -> Words:
        return Words(str(self.t.title), self.display_language)

    @property
    def kind_of_entry(self) -> str:
        return ResourceKind.COURSE.value

    is_course = True

    @property
    def full_address(self) -> str:
        """As it stands on paper: that of the course, else of our page on it."""
        return self.url or settings.PORTAL_URL + reverse("wagtail_serve", args=[f"resources/{self.slug}/"])

    @property
    def untold(self) -> list[Any]:
        """What the sources do not say, in words."""
        known = {
            _("The modules"): self.modules.all(),
            _("How long it takes"): self.hours is not None,
            _("Its languages"): self.languages,
            _("When it is held"): self.sessions.all(),
            _("Whether it gives a certificate"): self.has_certificate is not None,
            _("Where one takes part"): self.url,
        }
        return [label for label, value in known.items() if not value]

    @property
    def whole_hours(self) -> int:
        """For the plural of the word."""
        return ceil(self.hours or 0)

    @property
    def language_codes(self) -> list[str]:
        return self.languages.split()

    @property
    def site(self) -> str:
        """The other site on which it is held."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


class CourseModule(Part):
    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="modules")
    name = models.CharField(_("name"), max_length=200, blank=True)
    text = models.TextField(_("what it covers"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)

    panels = [*every_language(["name", "text"]), FieldPanel("minutes")]

    class Meta(Part.Meta):
        verbose_name = _("module")


class CourseSession(Part):
    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="sessions")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True, validators=[LANGUAGE_CODE])

    panels = panels_of("starts_on", "ends_on", "language")

    class Meta(Part.Meta):
        verbose_name = _("session")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="network_course_session_ordered")
        ]

    def clean(self) -> None:
        super().clean()
        begins: Any = self.starts_on  # a form may have left it out
        if begins and self.ends_on and self.ends_on < begins:
            raise ValidationError({"ends_on": _("The last day is before the first.")})

    @property
    def is_over(self) -> bool:
        return (self.ends_on or self.starts_on) < timezone.localdate()
