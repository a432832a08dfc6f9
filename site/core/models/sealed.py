"""Documents that the portal seals: what each is about, its code, its file and its fingerprint."""

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from core.storages import private_storage

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no 0, 1, i, l, o, u: nothing that is taken for another
LENGTH = 28  # 137 bits
GROUP = 4


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def document_path(document: "SealedDocument", _name: str) -> str:
    """A name of ours: it says nothing of whom the document is about, nor its code."""
    return f"documents/{document.kind}/{secrets.token_hex(16)}.pdf"


class SealedDocumentQuerySet(models.QuerySet["SealedDocument"]):
    def sealed(self) -> "SealedDocumentQuerySet":
        return self.exclude(sealed_at=None)

    def due(self) -> "SealedDocumentQuerySet":
        """Asked for and not made yet, the oldest first."""
        return self.filter(sealed_at=None, next_try_at__lte=timezone.now()).order_by("asked_at", "pk")


class SealedDocument(models.Model):
    """One document: made once, checked by anyone who holds its code or its file."""

    kind = models.SlugField(max_length=40)
    subject = models.CharField(max_length=100)  # what it is about, as its application knows it
    language = models.CharField(max_length=10)
    code = models.CharField(max_length=LENGTH, unique=True, default=new_code, editable=False)
    file = models.FileField(storage=private_storage, upload_to=document_path, blank=True, max_length=200)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    seal_certificate = models.CharField(max_length=64, blank=True)  # SHA-256 of the certificate that sealed it
    asked_at = models.DateTimeField(default=timezone.now)
    sealed_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(default=timezone.now)  # also until when a worker holds it
    tries = models.PositiveSmallIntegerField(default=0)
    is_demonstration = models.BooleanField(default=False)

    objects = SealedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("sealed document")
        verbose_name_plural = _("sealed documents")
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="core_document_once"),
            models.CheckConstraint(
                condition=Q(sealed_at=None, file="", sha256="", seal_certificate="")
                | (Q(sealed_at__isnull=False) & ~Q(file="") & ~Q(sha256="") & ~Q(seal_certificate="")),
                name="core_document_sealed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def is_sealed(self) -> bool:
        return self.sealed_at is not None

    @property
    def written_code(self) -> str:
        """The code in groups of four, as it stands on paper."""
        code = self.code.upper()
        return " ".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))

    def get_absolute_url(self) -> str:
        """Where anyone checks it, in the reader's language."""
        return reverse("verify:document", args=[self.code])

    def address_in(self, language: str) -> str:
        """The same under another language."""
        with translation.override(language):
            return self.get_absolute_url()
