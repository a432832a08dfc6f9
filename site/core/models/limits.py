"""Limits of attempts that the secretariat has set otherwise than the portal starts with (core.limits)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.limits import BY_NAME


class AttemptLimit(models.Model):
    name = models.SlugField(_("limit"), max_length=60, unique=True)
    most = models.PositiveIntegerField(_("how many"))
    seconds = models.PositiveIntegerField(_("in how many seconds"))
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("limit of attempts")
        verbose_name_plural = _("limits of attempts")
        constraints = [models.CheckConstraint(condition=Q(most__gte=1, seconds__gte=1), name="core_attemptlimit_is_a_limit")]

    def __str__(self) -> str:
        """In words, and still readable when the portal no longer has this limit."""
        return str(BY_NAME[self.name].label) if self.name in BY_NAME else self.name
