"""The library: resources with a file or a link in each language."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.forms import TextInput
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager

from core.languages import current
from core.models import BasePage
from core.models.pages import BasePageQuerySet, search_fields_for
from core.panels import tabs
from network.library.listing import Listing
from network.library_enums import ResourceKind
from network.models.courses import LANGUAGE_CODE, CoursePage
from network.models.experience_parts import YEARS, Part
from network.models.observatory import panels_of
from network.prose import Words

FORMATS = frozenset(["PDF", "DOCX", "XLSX", "ODT", "ODS", "CSV", "TXT", "EPUB", "MP4", "MP3", "PPTX"])


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


def library(asks: QueryDict) -> Listing:
    """Everything in the library that the public may read, as it is asked for. Whoever shows it knows that its own page is public."""
    return Listing(
        resources=ResourcePage.objects.readable().unrestricted(),
        courses=CoursePage.objects.readable().unrestricted(),
        files=ResourceFile.objects.all(),
        asks=asks,
    )
