"""The states of a change to a profile, and what is said of the people in a picture."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.enums import RepresentativeRole

KEEPING_PROFILE = (RepresentativeRole.OWNER, RepresentativeRole.EDITOR)  # may propose changes; a signing delegate may not


class ChangeStatus(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("change to a profile", "Proposed")
    ACCEPTED = "accepted", pgettext_lazy("change to a profile", "Accepted")
    REFUSED = "refused", pgettext_lazy("change to a profile", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("change to a profile", "Withdrawn")
    TAKEN_BACK = "taken_back", pgettext_lazy("change to a profile", "Taken back")


DECIDED = (ChangeStatus.ACCEPTED, ChangeStatus.REFUSED, ChangeStatus.TAKEN_BACK)
CAME_TO_NOTHING = (ChangeStatus.REFUSED, ChangeStatus.WITHDRAWN)


class People(models.TextChoices):
    """Whether somebody can be recognised in a picture."""

    NOBODY = "nobody", _("Nobody can be recognised")
    AGREED = "agreed", _("Everybody who can be recognised has agreed that it is published")
