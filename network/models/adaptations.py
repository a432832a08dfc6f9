"""“We adapted this”: what a representative tells the editors. Nothing of it is public before an editor has confirmed it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.adaptation_enums import ReportStatus
from network.models.experience_parts import YEARS


class ReportQuerySet(models.QuerySet["AdaptationReport"]):
    def waiting(self) -> "ReportQuerySet":
        """What the editors have to answer, the oldest first."""
        return self.filter(status=ReportStatus.WAITING).order_by("told_at", "pk")


class AdaptationReport(models.Model):
    """One local government says that it adapted a measure, or an experience that belongs to no measure yet."""

    measure = models.ForeignKey("network.Measure", on_delete=models.CASCADE, null=True, blank=True, related_name="reports")
    experience = models.ForeignKey(
        "network.ExperiencePage", on_delete=models.CASCADE, null=True, blank=True, related_name="adaptation_reports"
    )
    origin = models.ForeignKey("network.Adaptation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    local_government = models.ForeignKey("network.LocalGovernment", on_delete=models.CASCADE, related_name="adaptation_reports")
    year = models.PositiveSmallIntegerField(_("since"), null=True, blank=True, validators=YEARS)
    change = models.TextField(_("what changed"))
    result = models.TextField(_("with what result"), blank=True)
    source = models.URLField(_("source"), max_length=500, blank=True)
    language = models.CharField(max_length=10)  # in which it was told
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="adaptations_told")
    told_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=10, choices=ReportStatus.choices, default=ReportStatus.WAITING)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)  # why it was not taken up
    adaptation = models.OneToOneField("network.Adaptation", on_delete=models.SET_NULL, null=True, blank=True, related_name="report")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("adaptation told by a representative")
        verbose_name_plural = _("adaptations told by representatives")
        ordering: ClassVar[list[str]] = ["-told_at", "-pk"]
        indexes = [models.Index(fields=["status", "told_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ReportStatus.values), name="network_report_status_known"),
            models.CheckConstraint(condition=Q(measure__isnull=False) | Q(experience__isnull=False), name="network_report_of_something"),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.WAITING, answered_at=None)
                | (~Q(status=ReportStatus.WAITING) & Q(answered_at__isnull=False)),
                name="network_report_answer_has_time",
            ),
            models.UniqueConstraint(
                fields=["measure", "local_government"], condition=Q(status=ReportStatus.WAITING), name="network_report_one_waiting"
            ),
            models.UniqueConstraint(
                fields=["experience", "local_government"],
                condition=Q(status=ReportStatus.WAITING, measure=None),
                name="network_report_one_waiting_of_page",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_government}: {self.subject}"

    @property
    def subject(self) -> Any:
        """What was adapted."""
        return self.measure or self.experience

    @property
    def is_open(self) -> bool:
        return self.status == ReportStatus.WAITING
