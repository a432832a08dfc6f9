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
    NOT_KNOWN = "not_known", pgettext_lazy("state of a duty", "Not documented")
    PLANNED = "planned", pgettext_lazy("state of a duty", "Planned")
    UNDER_WAY = "under_way", pgettext_lazy("state of a duty", "Under way")
    DONE = "done", pgettext_lazy("state of a duty", "Done")


WHAT_EACH_ASKS = {
    DutyKind.DIAGNOSIS: _("How far violence against women reaches in the territory, and what help exists there, worked out together."),
    DutyKind.ACTION_PLAN: _("What will be done against violence against women, by whom and by when."),
    DutyKind.TRAINING: _("A programme of training for the professionals who meet women victims of violence."),
    DutyKind.GUIDE: _("How to support women victims of violence, in one document for all who do so."),
    DutyKind.SEMINAR: _("At the end of the programme, what worked is passed on beyond the territory."),
}
