"""What pilot territories owe, and what is known of it: a state, the evidence for it, its date as far as it is known, its sources."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.languages import CODES, known_date
from core.panels import every_language
from network.duties_enums import DutyKind, DutyState
from network.duties_forms import DutyForm
from network.enums import Role
from network.models.records import LocalGovernment

FIRST_YEAR, LAST_YEAR = 1945, 2100
MONTHS, DAYS = 12, 31


class DutyQuerySet(models.QuerySet["Duty"]):
    def owed(self) -> "DutyQuerySet":
        """Those of today's pilot territories; what another one once owed is kept but not shown."""
        return self.filter(local_government__in=LocalGovernment.objects.listed().filter(role=Role.PILOT_TERRITORY))


class Duty(models.Model):
    """One duty of one pilot territory. Where there is no row, nothing is documented."""

    local_government = models.ForeignKey(
        LocalGovernment,
        on_delete=models.CASCADE,
        related_name="duties",
        limit_choices_to={"role": Role.PILOT_TERRITORY},
        verbose_name=_("pilot territory"),
    )
    kind = models.CharField(_("duty"), max_length=20, choices=DutyKind.choices)
    state = models.CharField(_("state"), max_length=20, choices=DutyState.choices)
    evidence = models.TextField(_("evidence"), blank=True, help_text=_("What was done and how that is known, in one or two sentences."))
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    month = models.PositiveSmallIntegerField(
        _("month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MONTHS)]
    )
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(DAYS)])
    sources = models.TextField(_("sources"), blank=True, help_text=_("One address a line."))

    objects = DutyQuerySet.as_manager()

    base_form_class = DutyForm
    panels = [
        FieldRowPanel([FieldPanel("local_government"), FieldPanel("kind"), FieldPanel("state")]),
        *every_language(["evidence"]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("year"), FieldPanel("month"), FieldPanel("day")])],
            heading=_("Date of the evidence"),
            help_text=_("Only as far as it is known: a year alone, or a month and its year. Never guess a day."),
        ),
        FieldPanel("sources"),
    ]

    class Meta:
        verbose_name = _("duty of a pilot territory")
        verbose_name_plural = _("duties of pilot territories")
        ordering: ClassVar[list[str]] = ["local_government__slug", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["local_government", "kind"],
                name="network_duty_once",
                violation_error_message=_("This duty of this territory is in the list already. Change it there."),
            ),
            models.CheckConstraint(condition=Q(kind__in=DutyKind.values), name="network_duty_kind_known"),
            models.CheckConstraint(condition=Q(state__in=DutyState.values), name="network_duty_state_known"),
            models.CheckConstraint(condition=Q(state=DutyState.NOT_KNOWN) | ~Q(sources=""), name="network_duty_sourced"),
            models.CheckConstraint(condition=~Q(state=DutyState.NOT_KNOWN) | Q(year=None), name="network_duty_unknown_undated"),
            models.CheckConstraint(condition=Q(month=None) | Q(year__isnull=False), name="network_duty_month_of_a_year"),
            models.CheckConstraint(condition=Q(day=None) | Q(month__isnull=False), name="network_duty_day_of_a_month"),
            models.CheckConstraint(condition=Q(month=None) | Q(month__gte=1, month__lte=MONTHS), name="network_duty_month_real"),
            models.CheckConstraint(condition=Q(day=None) | Q(day__gte=1, day__lte=DAYS), name="network_duty_day_real"),
        ]

    def __str__(self) -> str:
        return f"{self.local_government}: {self.get_kind_display()}"

    def clean(self) -> None:
        errors = self.what_is_missing() | self.what_is_wrong_with_the_date()
        if errors:
            raise ValidationError(errors)

    def what_is_missing(self) -> dict[str, object]:
        """Whoever says that something is planned, under way or done says how that is known."""
        errors: dict[str, object] = {}
        if self.state != DutyState.NOT_KNOWN and not self.sources:
            errors["sources"] = _("Give at least one source, or choose “Not documented”.")
        if self.state != DutyState.NOT_KNOWN and not self.has_evidence:
            errors[f"evidence_{CODES[0]}"] = _("Write the evidence in at least one language, or choose “Not documented”.")
        return errors

    def what_is_wrong_with_the_date(self) -> dict[str, object]:
        if self.year is None:
            return {"year": _("A month or a day needs its year.")} if self.month or self.day else {}
        if self.state == DutyState.NOT_KNOWN:
            return {"year": _("What is not documented has no date.")}
        if self.day and not self.month:
            return {"month": _("A day needs its month.")}
        try:
            begins = date(self.year, self.month or 1, self.day or 1)
        except (ValueError, OverflowError):
            return {"day": _("This day does not exist.")} if self.day else {}  # else the field itself says what is wrong
        if begins > timezone.localdate() and self.state != DutyState.PLANNED:
            return {"year": _("This date is still to come. Only what is planned may have it.")}
        return {}

    @property
    def has_evidence(self) -> bool:
        return any(getattr(self, f"evidence_{code}") for code in CODES)

    @property
    def date_in_words(self) -> str:
        """18 June 2025, June 2025 or 2025: as much as is known; empty when nothing is."""
        return known_date(self.year, self.month, self.day) if self.year else ""

    @property
    def written_date(self) -> str:
        """The same for machines: 2025-06-18, 2025-06 or 2025."""
        parts = (f"{self.year:04}", f"{self.month:02}" if self.month else "", f"{self.day:02}" if self.day else "") if self.year else ()
        return "-".join(filter(None, parts))
