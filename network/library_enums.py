"""The vocabularies of the library: kinds of resource, how courses stand, what became of the text of a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ResourceKind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    DECLARATION = "declaration", _("Declaration")
    CHARTER = "charter", pgettext_lazy("kind of resource", "Charter")
    REPORT = "report", _("Report")
    DATA = "data", _("Figures")
    PLAN = "plan", _("Plan")
    LEGISLATION = "legislation", _("Law or rule")
    LEAFLET = "leaflet", _("Leaflet")
    VIDEO = "video", _("Video")
    ARTICLE = "article", _("Article")
    WEB_PAGE = "web-page", _("Web page")
    COURSE = "course", _("Course")


class TextState(models.TextChoices):
    """What became of the text of a PDF, which the search reads."""

    WAITING = "waiting", pgettext_lazy("text of a file", "To be read")
    READ = "read", pgettext_lazy("text of a file", "Read")
    EMPTY = "empty", pgettext_lazy("text of a file", "Holds pictures only")
    FAILED = "failed", pgettext_lazy("text of a file", "Could not be read")


class TextFault(models.TextChoices):
    """Why the text of a PDF could not be read."""

    MISSING = "missing", _("The file is not in its place.")
    NO_PDF = "no-pdf", _("The file is not a PDF, whatever its name says.")
    BROKEN = "broken", _("The file is damaged.")
    LOCKED = "locked", _("The file is locked with a password.")
    SLOW = "slow", _("Reading it took too long.")
    HUGE = "huge", _("Reading it needs too much memory.")
    ENDED = "ended", _("The program that read it ended without a word.")


class CourseState(models.TextChoices):
    ANNOUNCED = "announced", pgettext_lazy("course", "Announced")
    OPEN = "open", pgettext_lazy("course", "Open")
    CLOSED = "closed", pgettext_lazy("course", "Closed")
    UNKNOWN = "", pgettext_lazy("course", "Not documented")
