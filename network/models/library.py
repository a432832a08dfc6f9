"""The library: resources with a file or a link in each language, and courses."""

from math import ceil
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.forms import TextInput
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager

from core.languages import current
from core.models import BasePage
from core.models.pages import BasePageQuerySet, search_fields_for
from core.panels import every_language, tabs
from network.library.listing import Listing
from network.library_enums import CourseState, ResourceKind
from network.models.experience_parts import YEARS, Part
from network.models.observatory import panels_of
from network.prose import Words

FORMATS = frozenset(["PDF", "DOCX", "XLSX", "ODT", "ODS", "CSV", "TXT", "EPUB", "MP4", "MP3", "PPTX"])
LANGUAGE_CODE = RegexValidator(r"\A[a-z]{2,3}\Z", _("Give the code of a language: “fr”."))
LANGUAGE_CODES = RegexValidator(r"\A[a-z]{2,3}( [a-z]{2,3})*\Z", _("Give codes of languages with spaces between them: “en fr”."))


class ResourceQuerySet(BasePageQuerySet):
    def with_files(self) -> "ResourceQuerySet":
        return self.prefetch_related("files__document")


class ResourcesPage(BasePage):
    """The library."""

    intro = models.TextField(_("introduction"), blank=True)

    edit_handler = tabs([], ["intro"])
    summary_field = "intro"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["network.ResourcePage", "network.CoursePage"]
    template = "network/resources_page.html"
    search_fields = [*BasePage.search_fields, *search_fields_for("intro")]

    class Meta:
        verbose_name = _("library")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        listing = library(request.GET)
        return super().get_context(request, *args, **kwargs) | {"listing": listing, "clean_query": listing.query}


class ResourcePage(BasePage):
    """Something to read or see. Its title is as published, in its own language; what we say of it is in the reader's."""

    published_title = models.CharField(_("title as published"), max_length=300)
    title_language = models.CharField(_("language of that title"), max_length=10, blank=True, validators=[LANGUAGE_CODE])
    kind = models.CharField(_("kind"), max_length=12, choices=ResourceKind.choices)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, validators=YEARS)
    intro = models.TextField(_("what it is"), blank=True)
    note = models.TextField(_("note"), blank=True)
    was_read = models.BooleanField(
        _("we have read it"), default=True, help_text=_("Otherwise it is only known from what others say of it.")
    )
    sources = models.TextField(_("sources"), blank=True, help_text=_("One address a line."))
    terms = ParentalManyToManyField("network.Term", blank=True, related_name="resources", verbose_name=_("terms"))

    edit_handler = tabs(
        [
            FieldPanel("published_title", widget=TextInput(attrs={"dir": "auto"})),
            MultiFieldPanel(panels_of("title_language", "kind", "year", "was_read"), heading=_("What it is")),
            InlinePanel("files", label=_("File or link")),
            *panels_of("terms", "sources"),
        ],
        ["publisher", "intro", "note"],
    )
    summary_field = "intro"
    required_when_ready = ("title", "intro")
    parent_page_types: ClassVar[list[str]] = ["network.ResourcesPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "network/resource_page.html"
    search_fields = [*BasePage.search_fields, *search_fields_for("intro")]

    objects = PageManager.from_queryset(ResourceQuerySet)()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [models.CheckConstraint(condition=Q(kind__in=ResourceKind.values), name="network_resource_kind_known")]

    @property
    def source_urls(self) -> list[str]:
        return self.sources.split()

    @property
    def title_words(self) -> Words:
        """As published: in the reader's language where it was, else in its own."""
        own = next((file.title for file in self.files.all() if file.title and file.language == current()), "")
        return Words(own, current()) if own else Words(self.published_title, self.title_language)

    @property
    def kind_of_entry(self) -> str:
        return self.kind

    is_course = False

    @property
    def languages(self) -> list[str]:
        """The languages in which it can be read or seen."""
        return list(dict.fromkeys(file.language for file in self.files.all() if file.language))


class ResourceFile(Part):
    """The resource in one language: a file of ours, or a link."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(_("language"), max_length=10, blank=True, validators=[LANGUAGE_CODE])
    title = models.CharField(
        _("title as published in this language"), max_length=300, blank=True, help_text=_("When it is another than that of the page.")
    )
    url = models.URLField(_("link"), max_length=500, blank=True)
    document = models.ForeignKey(
        "core.PortalDocument", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    is_accessible = models.BooleanField(
        _("accessible format"), default=False, help_text=_("Can be read aloud: tagged PDF, captions on a video, plain text.")
    )

    panels = panels_of("language", "title", "url", "document", "is_accessible")

    class Meta(Part.Meta):
        verbose_name = _("file or link")

    def clean(self) -> None:
        super().clean()
        if bool(self.url) == bool(self.document_id):
            raise ValidationError({"url": _("Give a link or a file, one of the two.")})

    @property
    def address(self) -> str:
        return self.document.url if self.document else self.url

    @property
    def full_address(self) -> str:
        """As it stands on paper."""
        return self.url or settings.PORTAL_URL + self.address

    @property
    def format(self) -> str:
        """PDF, DOCX…: of a file of ours, or where the end of a link says so."""
        name = self.document.filename if self.document else urlsplit(self.url).path
        ending = name.rpartition(".")[2].upper()
        return ending if ending in FORMATS else ""

    @property
    def size(self) -> int | None:
        """In bytes, of a file of ours."""
        return self.document.file_size if self.document else None

    @property
    def site(self) -> str:
        """The other site that the link leads to; nothing for a file of ours."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.") if self.url else ""


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


def library(asks: QueryDict) -> Listing:
    """Everything in the library that the public may read, as it is asked for. Whoever shows it knows that its own page is public."""
    return Listing(
        resources=ResourcePage.objects.readable().unrestricted(),
        courses=CoursePage.objects.readable().unrestricted(),
        files=ResourceFile.objects.all(),
        asks=asks,
    )
