"""The words by which experiences and resources are sorted and found."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.languages import CODES, current
from core.panels import every_language
from network.experience_enums import Vocabulary


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, vocabulary: str) -> "TermQuerySet":
        return self.filter(vocabulary=vocabulary)


class Term(models.Model):
    """One word of one vocabulary, such as “femicide” among the forms of violence."""

    vocabulary = models.CharField(_("list"), max_length=10, choices=Vocabulary.choices)
    code = models.SlugField(_("code"), max_length=60, help_text=_("Stands in addresses and downloads; never changed once used."))
    name = models.CharField(_("name"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    objects = TermQuerySet.as_manager()

    panels = [FieldPanel("vocabulary"), FieldPanel("code"), *every_language(["name"]), FieldPanel("position")]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering: ClassVar[list[str]] = ["vocabulary", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="network_term_once"),
            models.CheckConstraint(condition=Q(vocabulary__in=Vocabulary.values), name="network_term_vocabulary_known"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """In the reader's language, else in the first that has it, else its code."""
        names = (getattr(self, f"name_{code}", None) for code in (current(), *CODES))
        return next(filter(None, names), self.code)
