"""The five duties of a pilot territory, and how far each has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DutyKind(models.TextChoices):
    DIAGNOSIS = "diagnosis", _("A shared diagnosis")
    ACTION_PLAN = "action_plan", _("An action plan")
    TRAINING = "training", _("Training of professionals")
    GUIDE = "guide", _("A guide for supporting women")
    SEMINAR = "seminar", _("A seminar to pass on good practice")


class DutyState(models.TextChoices):
    NOT_KNOWN = "not_known", pgettext_lazy("state of a duty", "not documented")
    PLANNED = "planned", pgettext_lazy("state of a duty", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("state of a duty", "under way")
    DONE = "done", pgettext_lazy("state of a duty", "done")
