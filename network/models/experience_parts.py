"""What an experience is made of beside its prose: partners, steps, results, sources. Each is edited within its page."""

from typing import ClassVar
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from core.panels import every_language
from network.experience_enums import EvidenceLevel

FEWEST = 5  # people that a published figure may count
YEARS = (MinValueValidator(1900), MaxValueValidator(2100))


class Part(models.Model):
    """A row of an experience, in the editor's order."""

    position = models.PositiveSmallIntegerField(default=0, editable=False)

    sort_order_field = "position"

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.position + 1}"


class ExperiencePartner(Part):
    """Who does it together with the authority."""

    page = ParentalKey("network.ExperiencePage", on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=200, blank=True)

    panels = every_language(["name"])

    class Meta(Part.Meta):
        verbose_name = _("partner")


class ExperienceStep(Part):
    """One step of how it was done, so that another government can do it too."""

    page = ParentalKey("network.ExperiencePage", on_delete=models.CASCADE, related_name="steps")
    heading = models.CharField(_("step"), max_length=150, blank=True)
    text = models.TextField(_("what it takes"), blank=True)

    panels = every_language(["heading", "text"])

    class Meta(Part.Meta):
        verbose_name = _("step")


class ExperienceResult(Part):
    """One claim: what came of it, with the figure, the year, the source, and how sure it is."""

    page = ParentalKey("network.ExperiencePage", on_delete=models.CASCADE, related_name="results")
    text = models.TextField(_("what came of it"), blank=True)
    figure = models.DecimalField(
        _("figure"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("The number that the sentence turns on. A count of people under 5 is not published."),
    )
    counts_people = models.BooleanField(_("the figure counts people"), default=False)
    year = models.PositiveSmallIntegerField(_("year of the figure"), null=True, blank=True, validators=YEARS)
    source = models.URLField(_("source"), max_length=500, blank=True)
    evidence = models.CharField(_("how sure it is"), max_length=12, choices=EvidenceLevel.choices, default=EvidenceLevel.DESCRIBED)

    panels = [
        *every_language(["text"]),
        *(FieldPanel(name) for name in ("figure", "counts_people", "year", "source", "evidence")),
    ]

    class Meta(Part.Meta):
        verbose_name = _("result")
        constraints = [
            models.CheckConstraint(condition=Q(evidence__in=EvidenceLevel.values), name="network_result_evidence_known"),
            models.CheckConstraint(
                condition=Q(counts_people=False) | Q(figure=None) | Q(figure=0) | Q(figure__gte=5), name="network_result_no_small_count"
            ),
        ]

    @property
    def is_small_count(self) -> bool:
        """Fewer than 5 people: they could be recognised."""
        return self.counts_people and self.figure is not None and 0 < self.figure < FEWEST

    def clean(self) -> None:
        super().clean()
        if self.is_small_count:
            raise ValidationError(
                {"figure": _("Fewer than 5 people could be recognised. Write “fewer than 5” and leave the figure empty.")}
            )


class ExperienceSource(Part):
    """Where what the page says comes from."""

    page = ParentalKey("network.ExperiencePage", on_delete=models.CASCADE, related_name="sources")
    url = models.URLField(_("address"), max_length=500)

    panels = [FieldPanel("url")]

    class Meta(Part.Meta):
        verbose_name = _("source")
        constraints = [models.UniqueConstraint(fields=["page", "url"], name="network_experience_source_once")]

    @property
    def label(self) -> str:
        """The address as one reads it."""
        return unquote(self.url).split("://", 1)[-1].removeprefix("www.").rstrip("/")
