"""The vocabularies of experiences: what they are made of, how they stand, how sure their results are."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Vocabulary(models.TextChoices):
    """The lists of terms that editors choose from."""

    FORM = "form", _("Form of violence")
    MEASURE = "measure", _("Kind of measure")
    PUBLIC = "public", _("Public")
    POLICY = "policy", _("Policy area")


class ExperienceStatus(models.TextChoices):
    PILOT = "pilot", pgettext_lazy("status of an experience", "Being tried")
    RUNNING = "running", pgettext_lazy("status of an experience", "Running")
    ESTABLISHED = "established", pgettext_lazy("status of an experience", "Established by law or budget")
    ENDED = "ended", pgettext_lazy("status of an experience", "Ended")
    UNKNOWN = "", pgettext_lazy("status of an experience", "Not documented")


class Scale(models.TextChoices):
    NEIGHBOURHOOD = "neighbourhood", _("A neighbourhood")
    MUNICIPALITY = "municipality", _("A municipality")
    PROVINCE = "province", _("A department, province or island")
    REGION = "region", _("A region or federated state")
    COUNTRY = "country", _("A country")
    SEVERAL = "several", _("Several countries")
    UNKNOWN = "", pgettext_lazy("scale", "Not documented")


class CostBand(models.TextChoices):
    """Per year, for the whole measure, in euros."""

    UNDER_10 = "under_10", _("Under 10,000 euros a year")
    UNDER_100 = "under_100", _("10,000 to 100,000 euros a year")
    UNDER_1000 = "under_1000", _("100,000 to 1 million euros a year")
    OVER_1000 = "over_1000", _("Over 1 million euros a year")
    UNKNOWN = "", pgettext_lazy("cost", "Not documented")


class TransferStatus(models.TextChoices):
    SHARING = "sharing", _("Shares what it learnt")
    LOOKING = "looking", _("Looks for partners")
    HOSTING = "hosting", _("Hosts visits")
    UNKNOWN = "", pgettext_lazy("transfer", "Not documented")


class EvidenceLevel(models.TextChoices):
    """How sure a result is, from the least to the most."""

    DESCRIBED = "described", _("Described")
    MONITORED = "monitored", _("Monitored")
    EVALUATED = "evaluated", _("Evaluated")
    INDEPENDENT = "independent", _("Independently evaluated")


EVIDENCE_EXPLAINED = {
    EvidenceLevel.DESCRIBED: _("Said by those who run it or by the press; no figures kept over time were seen."),
    EvidenceLevel.MONITORED: _("Figures kept over time by those who run it."),
    EvidenceLevel.EVALUATED: _("A study compared what was meant with what happened."),
    EvidenceLevel.INDEPENDENT: _("A study by somebody who does not run it."),
}
