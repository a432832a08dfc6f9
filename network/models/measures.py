"""Measures and what became of them elsewhere: where each began, who adapted it, what changed, with what result."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel

from core.languages import CODES, current
from core.panels import every_language
from network.measure_forms import LineagePanel, MeasureForm
from network.models.experience_parts import YEARS
from network.prose import Words, in_best_language


class Measure(ClusterableModel):
    """A kind of mechanism that travels, such as the alert phone: its lineage is drawn on its own page."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    summary = models.TextField(_("what it is"), blank=True)
    kind = models.ForeignKey(
        "network.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+", limit_choices_to={"vocabulary": "measure"}
    )

    panels = [FieldPanel("slug"), *every_language(["name", "summary"]), FieldPanel("kind"), LineagePanel("adaptations", label=_("Place"))]
    base_form_class = MeasureForm

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering: ClassVar[list[str]] = ["slug"]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        names = (getattr(self, f"name_{code}", None) for code in (current(), *CODES))
        return next(filter(None, names), self.slug)


class Adaptation(models.Model):
    """One territory's version of a measure. The one adapted from nothing is where it began."""

    measure = ParentalKey(Measure, on_delete=models.CASCADE, related_name="adaptations")
    origin = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="adapted", verbose_name=_("adapted from")
    )
    experience = models.ForeignKey(
        "network.ExperiencePage", on_delete=models.SET_NULL, null=True, blank=True, related_name="adaptations", verbose_name=_("experience")
    )
    local_government = models.ForeignKey(
        "network.LocalGovernment",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="adaptations",
        verbose_name=_("local government"),
    )
    name = models.CharField(_("place"), max_length=150, blank=True, help_text=_("When it is no local government of the network."))
    country = models.CharField(_("country"), max_length=2, blank=True)
    year = models.PositiveSmallIntegerField(_("since"), null=True, blank=True, validators=YEARS)
    change = models.TextField(_("what changed"), blank=True)
    result = models.TextField(_("with what result"), blank=True)
    source = models.URLField(_("source"), max_length=500, blank=True)
    is_confirmed = models.BooleanField(_("confirmed by its source"), default=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    sort_order_field = "position"
    panels = [
        *(FieldPanel(name) for name in ("origin", "experience", "local_government")),
        *every_language(["name"]),
        *(FieldPanel(name) for name in ("country", "year")),
        *every_language(["change", "result"]),
        *(FieldPanel(name) for name in ("source", "is_confirmed")),
    ]

    class Meta:
        verbose_name = _("adaptation")
        verbose_name_plural = _("adaptations")
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["measure"], condition=Q(origin=None), name="network_measure_one_origin"),
            models.CheckConstraint(condition=Q(origin=None) | ~Q(origin=F("pk")), name="network_adaptation_not_of_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.place}"

    @property
    def place_words(self) -> Words:
        """The authority's name, else the place as written, in the reader's language or the first that has it."""
        if self.local_government:
            return Words(self.local_government.display_name, self.local_government.display_language)
        return in_best_language(self, "name") or Words("", current())

    @property
    def place(self) -> str:
        return self.place_words.text

    def clean(self) -> None:
        super().clean()
        if self.origin and self.origin.measure_id != self.measure_id:
            raise ValidationError({"origin": _("Both must be of the same measure.")})
