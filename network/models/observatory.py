"""What the observatory shows: key figures, local observatories, local protocols."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from core.languages import known_date
from core.models import BasePage
from core.models.pages import search_fields_for
from core.panels import every_language, tabs
from network.countries import country_name
from network.models.experience_parts import YEARS, Part
from network.observatory.board import Figure
from network.observatory.filters import FigureFilters
from network.observatory.listing import Figures, named
from network.observatory_enums import FigureKind, Scope, StructureKind, Topic
from network.prose import Words, in_best_language

FEWEST = 5  # people: a smaller count could show who they are


def panels_of(*names: str) -> list[Any]:
    return [FieldPanel(name) for name in names]


class Sourced(models.Model):
    """Says where it comes from, one address a line."""

    sources = models.TextField(_("sources"), blank=True, help_text=_("One address a line."))

    class Meta:
        abstract = True

    @property
    def source_urls(self) -> list[str]:
        return self.sources.split()


class KeyFigure(Sourced):
    """One figure with what it counts, of whom, when, and who says so. Only figures of one series may be compared."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2)
    kind = models.CharField(_("kind"), max_length=10, choices=FigureKind.choices)
    unit = models.CharField(_("unit"), max_length=120, blank=True, help_text=_("What follows the number: “of women aged 15 and over”."))
    topic = models.CharField(_("topic"), max_length=12, choices=Topic.choices)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope.choices)
    territory = models.CharField(_("territory"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, validators=YEARS)
    definition = models.TextField(_("what it counts"), blank=True)
    note = models.TextField(_("note"), blank=True)
    source_name = models.CharField(_("who says so"), max_length=200)
    series = models.SlugField(
        _("series"),
        max_length=60,
        blank=True,
        help_text=_("The same word for figures with the same definition and source: only these are set side by side."),
    )
    original_seen = models.BooleanField(
        _("the original was read"),
        default=False,
        help_text=_("Not ticked: the page says that the figure was read in the press or in a summary."),
    )
    is_ours = models.BooleanField(
        _("counted by us"), default=False, help_text=_("Not published elsewhere. A count of fewer than 5 people is then refused.")
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    changed_at = models.DateTimeField(auto_now=True)

    panels = [
        FieldPanel("slug"),
        FieldRowPanel(panels_of("value", "kind", "year")),
        *every_language(["unit"]),
        FieldRowPanel(panels_of("topic", "scope", "country")),
        *every_language(["territory", "definition", "note"]),
        MultiFieldPanel(
            panels_of("source_name", "sources", "original_seen", "series", "is_ours", "position"), heading=_("Where it comes from")
        ),
    ]

    class Meta:
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FigureKind.values), name="network_figure_kind_known"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="network_figure_topic_known"),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="network_figure_scope_known"),
            models.CheckConstraint(
                condition=Q(is_ours=False) | ~Q(kind="number") | Q(value=0) | Q(value__gte=FEWEST), name="network_figure_no_small_count"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} ({self.year or '–'})"

    def clean(self) -> None:
        if self.is_ours and self.kind == FigureKind.NUMBER and self.value and 0 < self.value < FEWEST:
            raise ValidationError({"value": _("Fewer than 5 people could be recognised. Leave this figure out.")})


class LocalObservatoryQuerySet(models.QuerySet["LocalObservatory"]):
    def for_reading(self) -> "LocalObservatoryQuerySet":
        """With all that is shown of each, in as many queries as there are kinds of it."""
        return self.select_related("local_government", "experience").prefetch_related("figures", "resources")


class LocalObservatory(Sourced):
    """An observatory of one territory: who, since when, what it publishes."""

    local_government = models.OneToOneField(
        "network.LocalGovernment", on_delete=models.PROTECT, null=True, blank=True, related_name="observatory"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=150, blank=True, help_text=_("When it is no local government of the network."))
    country = models.CharField(_("country"), max_length=2)
    year = models.PositiveSmallIntegerField(_("since (year)"), null=True, blank=True, validators=YEARS)
    month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True)
    publishes = models.TextField(_("what it publishes"), blank=True)
    experience = models.ForeignKey("network.ExperiencePage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    figures = models.ManyToManyField(KeyFigure, blank=True, related_name="observatories", verbose_name=_("its figures"))
    resources = models.ManyToManyField(
        "network.ResourcePage", blank=True, related_name="+", verbose_name=_("what it published, in the library")
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    objects = LocalObservatoryQuerySet.as_manager()

    panels = [
        FieldPanel("local_government"),
        *every_language(["name", "place"]),
        FieldPanel("country"),
        FieldRowPanel(panels_of("year", "month", "day")),
        *every_language(["publishes"]),
        *panels_of("experience", "figures", "resources", "sources", "position"),
    ]

    class Meta:
        verbose_name = _("local observatory")
        verbose_name_plural = _("local observatories")
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month=None) | Q(year__isnull=False, month__gte=1, month__lte=12), name="network_observatory_month"
            ),
            models.CheckConstraint(condition=Q(day=None) | Q(month__isnull=False, day__gte=1, day__lte=31), name="network_observatory_day"),
        ]

    def __str__(self) -> str:
        words = self.words
        return words.text if words else str(self.pk)

    @property
    def words(self) -> Words | None:
        return in_best_language(self, "name")

    @property
    def since(self) -> str:
        return known_date(self.year, self.month, self.day) if self.year else ""

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def shown_figures(self) -> list[Figure]:
        return [Figure(record) for record in self.figures.all()]

    @property
    def shown_experience(self) -> Any:
        """The page that tells how it was set up; nothing while it is not public."""
        return self.experience if self.experience and can_be_read(self.experience) else None

    @property
    def shown_resources(self) -> list[Any]:
        return [page for page in self.resources.all() if can_be_read(page)]


def can_be_read(page: BasePage) -> bool:
    return bool(page.live and page.ready_languages)


class LocalProtocol(ClusterableModel, Sourced):
    """An agreement of many structures of one territory on who does what."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=250, blank=True)
    place = models.CharField(_("place"), max_length=150, blank=True)
    country = models.CharField(_("country"), max_length=2)
    signed = models.TextField(_("when it was signed"), blank=True)
    purpose = models.TextField(_("its purpose"), blank=True)
    structures = models.PositiveSmallIntegerField(_("how many structures signed"), null=True, blank=True)
    structures_note = models.TextField(_("about the structures"), blank=True)

    panels = [
        FieldPanel("slug"),
        *every_language(["name", "place"]),
        FieldPanel("country"),
        *every_language(["signed", "purpose"]),
        FieldPanel("structures"),
        *every_language(["structures_note"]),
        InlinePanel("signatories", label=_("Structure")),
        InlinePanel("objectives", label=_("Objective")),
        InlinePanel("principles", label=_("Principle")),
        FieldPanel("sources"),
    ]

    class Meta:
        verbose_name = _("local protocol")
        verbose_name_plural = _("local protocols")
        ordering: ClassVar[list[str]] = ["slug"]

    def __str__(self) -> str:
        words = in_best_language(self, "name")
        return words.text if words else self.slug


class ProtocolStructure(Part):
    """A structure that signed, or a kind of structure when only that is known."""

    protocol = ParentalKey(LocalProtocol, on_delete=models.CASCADE, related_name="signatories")
    kind = models.CharField(_("kind"), max_length=20, choices=StructureKind.choices)
    name = models.CharField(_("name"), max_length=200, blank=True)

    panels = panels_of("kind", "name")

    class Meta(Part.Meta):
        verbose_name = _("structure")


class ProtocolObjective(Part):
    protocol = ParentalKey(LocalProtocol, on_delete=models.CASCADE, related_name="objectives")
    text = models.TextField(_("objective"), blank=True)

    panels = every_language(["text"])

    class Meta(Part.Meta):
        verbose_name = _("objective")


class ProtocolPrinciple(Part):
    protocol = ParentalKey(LocalProtocol, on_delete=models.CASCADE, related_name="principles")
    text = models.TextField(_("principle"), blank=True)

    panels = every_language(["text"])

    class Meta(Part.Meta):
        verbose_name = _("principle")


class ObservatoryPage(BasePage):
    """The observatory's front page."""

    intro = models.TextField(_("introduction"), blank=True)

    edit_handler = tabs([], ["intro"])
    summary_field = "intro"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "network/observatory_page.html"
    search_fields = [*BasePage.search_fields, *search_fields_for("intro")]

    class Meta:
        verbose_name = _("observatory")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = Figures(KeyFigure.objects.all(), FigureFilters())
        local = LocalObservatory.objects.all()
        countries = named({record.country for record in found.all if record.country} | {row.country for row in local})
        shown = {"figures": found, "local": local, "protocols": LocalProtocol.objects.all(), "countries": countries}
        return super().get_context(request, *args, **kwargs) | shown | {"clean_query": ""}
