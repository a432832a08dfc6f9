"""The states of what a representative tells of an adaptation."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ReportStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("adaptation told", "Waiting for the editors")
    CONFIRMED = "confirmed", pgettext_lazy("adaptation told", "Confirmed")
    DECLINED = "declined", pgettext_lazy("adaptation told", "Not taken up")
