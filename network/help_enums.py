"""The vocabularies of help numbers: what a number is, how it is reached, what it costs, whom it is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HelpKind(models.TextChoices):
    EMERGENCY = "emergency", pgettext_lazy("kind of help number", "Emergency")
    LISTENING = "listening", _("Listening and advice")
    SOCIAL = "social", _("Social support")
    SHELTER = "shelter", pgettext_lazy("kind of help number", "Shelter")


class Channel(models.TextChoices):
    CALL = "call", pgettext_lazy("way to reach a help number", "Call")
    SMS = "sms", pgettext_lazy("way to reach a help number", "Text message (SMS)")
    WHATSAPP = "whatsapp", pgettext_lazy("way to reach a help number", "WhatsApp")
    USSD = "ussd", pgettext_lazy("way to reach a help number", "Code dialled on a mobile phone")


class Cost(models.TextChoices):
    UNKNOWN = "", pgettext_lazy("cost of a call", "not documented")
    FREE = "free", pgettext_lazy("cost of a call", "free")
    CHARGED = "charged", pgettext_lazy("cost of a call", "charged")


class Public(models.TextChoices):
    WOMEN_VICTIMS = "women_victims", _("Women victims of violence")
    WOMEN_IN_VERY_GREAT_DANGER = "women_in_very_great_danger", _("Women in very great danger")
    GIRLS_AND_YOUNG_WOMEN = "girls_and_young_women", _("Girls and young women")
    CHILDREN = "children", _("Children and adolescents")
    MIGRANT_WOMEN = "migrant_women", _("Migrant and refugee women, diaspora")
    WOMEN_WITH_DISABILITIES = "women_with_disabilities", _("Women with disabilities")
    OLDER_WOMEN = "older_women", _("Older women")
    LGBTI_PEOPLE = "lgbti_people", _("LGBTI people")
    GENERAL_PUBLIC = "general_public", _("General public")
