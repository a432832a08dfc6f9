"""The charter: versions, articles, declarations, and the exact texts that can be signed."""

import hashlib
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from core.panels import every_language


class CharterVersionQuerySet(models.QuerySet["CharterVersion"]):
    def published(self) -> "CharterVersionQuerySet":
        return self.filter(published_at__isnull=False)

    def in_force(self) -> "CharterVersion | None":
        """The version that is signed today: the latest published one."""
        return self.published().order_by("-number").first()


class CharterVersion(ClusterableModel):
    """One version. It can be edited until it is published (actions.publish_version); then its texts stand for ever."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    label = models.CharField(_("notice shown with the text"), max_length=300, blank=True)
    preamble = models.TextField(_("preamble"))
    is_demonstration = models.BooleanField(_("demonstration text"), default=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    objects = CharterVersionQuerySet.as_manager()

    panels = [
        FieldPanel("number"),
        FieldPanel("is_demonstration"),
        *every_language(["title", "label", "preamble"]),
        InlinePanel("articles", label=_("Article")),
        InlinePanel("declarations", label=_("Declaration")),
    ]

    class Meta:
        verbose_name = _("charter version")
        verbose_name_plural = _("charter versions")
        ordering: ClassVar[list[str]] = ["-number"]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def get_absolute_url(self) -> str:
        return reverse("charter:version_detail", args=[self.number])


class Article(Orderable):
    version = ParentalKey(CharterVersion, on_delete=models.CASCADE, related_name="articles")
    code = models.CharField(_("number"), max_length=10)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))

    panels = [FieldPanel("code"), *every_language(["title", "text"])]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="charter_article_code_once")]

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"


class Declaration(Orderable):
    """What the signatory ticks, one by one."""

    class When(models.TextChoices):
        ALWAYS = "always", _("always")
        DECIDED = "decided", _("when the decision has been taken")
        PENDING = "pending", _("while the decision is pending")

    version = ParentalKey(CharterVersion, on_delete=models.CASCADE, related_name="declarations")
    code = models.SlugField(_("code"), max_length=40)
    when = models.CharField(_("asked"), max_length=10, choices=When.choices, default=When.ALWAYS)
    text = models.TextField(_("text"))

    panels = [FieldPanel("code"), FieldPanel("when"), *every_language(["text"])]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="charter_declaration_code_once")]

    def __str__(self) -> str:
        return self.code


class CharterText(models.Model):
    """The exact text of a version in one language, as it can be read, downloaded and signed. Never changes (triggers)."""

    version = models.ForeignKey(CharterVersion, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    body = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="charter_text_once"),
            models.CheckConstraint(condition=~Q(body=""), name="charter_text_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.language} {self.sha256[:8]}"

    @property
    def fingerprint(self) -> str:
        """The SHA-256 in groups of eight, for reading."""
        return " ".join(self.sha256[i : i + 8] for i in range(0, 64, 8))

    @staticmethod
    def digest(body: str) -> str:
        """SHA-256 (FIPS 180-4) of the UTF-8 bytes, in hexadecimal: what `sha256sum` says of the downloaded file."""
        return hashlib.sha256(body.encode()).hexdigest()
