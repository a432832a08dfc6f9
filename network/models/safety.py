"""What was answered before an experience was published: kept for ever, never changed."""

from collections.abc import Iterator
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.harm_enums import Question

NOTE = 500  # characters


class HarmCheckQuerySet(models.QuerySet["HarmCheck"]):
    def of_text(self, digest: str) -> "HarmCheckQuerySet":
        """The answers that were given to this text, the newest first."""
        return self.filter(text_digest=digest).order_by("-at", "-pk")


class HarmCheck(models.Model):
    """One person's answers to the five questions about one text.

    It outlives the page and its revisions; triggers refuse to change or delete it, and let only the person be forgotten.
    """

    page = models.ForeignKey("network.ExperiencePage", on_delete=models.DO_NOTHING, db_constraint=False, related_name="harm_checks")
    page_name = models.CharField(max_length=255)
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    text_digest = models.CharField(max_length=64)  # of everything that a reader would see: another text is asked about again
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    stories = models.BooleanField(default=False)
    stories_note = models.CharField(max_length=NOTE, blank=True)
    places = models.BooleanField(default=False)
    places_note = models.CharField(max_length=NOTE, blank=True)
    faces = models.BooleanField(default=False)
    faces_note = models.CharField(max_length=NOTE, blank=True)
    numbers = models.BooleanField(default=False)
    numbers_note = models.CharField(max_length=NOTE, blank=True)
    risk = models.BooleanField(default=False)
    risk_note = models.CharField(max_length=NOTE, blank=True)

    objects = HarmCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("do-no-harm check")
        verbose_name_plural = _("do-no-harm checks")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes = [models.Index(fields=["page", "-at"], name="network_harm_check_page")]
        default_permissions = ()  # written through experiences.checking alone

    def __str__(self) -> str:
        return f"{self.page_name} ({self.at:%Y-%m-%d})"

    @property
    def answers(self) -> Iterator[tuple[Question, bool, str]]:
        """Each question, whether it was confirmed, and the note."""
        return ((question, getattr(self, question), getattr(self, f"{question}_note")) for question in Question)

    @property
    def missing(self) -> list[Question]:
        """The questions that were not confirmed."""
        return [question for question, confirmed, _note in self.answers if not confirmed]
