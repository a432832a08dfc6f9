"""How a call for projects stands."""

from django.db import models
from django.utils.translation import pgettext_lazy


class CallState(models.TextChoices):
    """Follows from the call's dates and results; nobody sets it."""

    OPEN = "open", pgettext_lazy("call for projects", "Open")
    ANNOUNCED = "announced", pgettext_lazy("call for projects", "Opens later")
    CLOSED = "closed", pgettext_lazy("call for projects", "Closed")
    RESULTS = "results", pgettext_lazy("call for projects", "Results published")
    UNKNOWN = "unknown", pgettext_lazy("call for projects", "Dates not documented")
