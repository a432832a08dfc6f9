"""The vocabularies of the observatory: what a figure counts, of what it speaks, and who signs a protocol."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FigureKind(models.TextChoices):
    NUMBER = "number", _("Count")
    PERCENT = "percent", _("Percentage")
    RATE = "rate", _("Rate")
    AVERAGE = "average", _("Average")
    MONEY = "money", _("Sum of money")


class Topic(models.TextChoices):
    PARTNER = "partner", _("Partner violence")
    ANY = "any", _("All forms of violence")
    FEMICIDE = "femicide", _("Femicide")
    SEXUAL = "sexual", _("Sexual violence")
    MUTILATION = "mutilation", _("Genital mutilation")
    DIGITAL = "digital", _("Digital violence")
    PUBLIC_SPACE = "public_space", _("Public space")
    SERVICES = "services", _("Women received by services")
    MONEY = "money", _("Money spent")


class Scope(models.TextChoices):
    GLOBAL = "global", pgettext_lazy("scope of a figure", "The world")
    REGION = "region", pgettext_lazy("scope of a figure", "A part of the world")
    TERRITORY = "territory", pgettext_lazy("scope of a figure", "A country or territory")


class StructureKind(models.TextChoices):
    PUBLIC = "public", _("Public services")
    PRIVATE = "private", _("Private bodies")
    ASSOCIATION = "association", _("Associations")
    LOCAL_GOVERNMENT = "local-government", _("Local governments")
