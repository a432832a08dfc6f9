"""The network's vocabularies: levels, regions and roles of local governments, roles of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    DEPARTMENT = "department", _("Department")
    PROVINCE = "province", _("Province")
    REGION = "region", pgettext_lazy("level of government", "Region")
    GOVERNORATE = "governorate", _("Governorate")
    METROPOLITAN = "metropolitan", _("Metropolitan area")
    STATE = "state", _("Federated state")
    ASSOCIATION = "association", _("Association or network of local governments")


LEVELS_THAT_SIGN = tuple(level for level in Level if level != Level.ASSOCIATION)


class Region(models.TextChoices):
    AFRICA = "africa", _("Africa")
    ASIA_PACIFIC = "asia_pacific", _("Asia-Pacific")
    EUROPE = "europe", _("Europe")
    LATIN_AMERICA = "latin_america", _("Latin America")
    MIDDLE_EAST_WEST_ASIA = "middle_east_west_asia", _("Middle East and West Asia")
    NORTH_AMERICA = "north_america", _("North America")


class Role(models.TextChoices):
    """In the programme. Being a member is another matter: it takes an accepted signature."""

    LEAD = "lead", _("Lead territory")
    PILOT_TERRITORY = "pilot_territory", _("Pilot territory")
    PARTNER = "partner", _("Partner")
    PARTICIPANT = "participant", _("Participant")
    REFERENCE = "reference", _("Reference experience, not a participant")
    NONE = "", _("None")


PARTICIPATING = (Role.LEAD, Role.PILOT_TERRITORY, Role.PARTNER, Role.PARTICIPANT)


class RepresentativeRole(models.TextChoices):
    OWNER = "owner", _("Owner of the file")
    EDITOR = "editor", _("Editor")
    DELEGATE = "delegate", _("Signing delegate")


class RepresentativeStatus(models.TextChoices):
    REQUESTED = "requested", _("asked")
    PROVISIONAL = "provisional", _("provisional")
    ACTIVE = "active", _("active")
    REFUSED = "refused", _("refused")
    ENDED = "ended", _("ended")


SPEAKING = (RepresentativeStatus.PROVISIONAL, RepresentativeStatus.ACTIVE)
