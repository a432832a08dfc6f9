"""The person who signs, and the link by which they do."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.enums import Capacity
from charter.models.evidence import canonical
from core.secrets import token_digest

CODE_LASTS = timedelta(minutes=30)
LINK_LASTS = timedelta(days=30)
TRIES_PER_CODE = 5


class Signatory(models.Model):
    """The person who signs: personal data, kept apart so that it can be erased and the evidence stays whole."""

    signature = models.OneToOneField("charter.Signature", on_delete=models.CASCADE, related_name="signatory")
    name = models.CharField(_("full name"), max_length=150)
    function = models.CharField(_("position"), max_length=150)
    capacity = models.CharField(_("signing as"), max_length=10, choices=Capacity.choices)
    email = models.EmailField(_("email address"))
    language = models.CharField(_("language we write in"), max_length=10, choices=settings.LANGUAGES)
    salt = models.CharField(max_length=64, default=secrets.token_hex, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(capacity__in=Capacity.values), name="charter_capacity_known")]

    def __str__(self) -> str:
        return self.name

    def digest(self) -> str:
        """A salted fingerprint (HMAC-SHA-256) of the person: proves who it was while the row exists, nothing afterwards."""
        said = canonical([self.name, self.function, self.capacity, self.email])
        return hmac.new(self.salt.encode(), said, hashlib.sha256).hexdigest()


class SigningLinkQuerySet(models.QuerySet["SigningLink"]):
    def active(self) -> "SigningLinkQuerySet":
        return self.filter(used_at=None, cancelled_at=None, expires_at__gt=timezone.now())

    def with_token(self, token: str) -> "SigningLinkQuerySet":
        return self.filter(token_hash=token_digest(token))


class SigningLink(models.Model):
    """A signatory's way to sign without an account: a link in their mailbox, then a code typed by hand."""

    signature = models.ForeignKey("charter.Signature", on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    code_hash = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = SigningLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signature"], condition=Q(used_at=None, cancelled_at=None), name="charter_one_open_link")
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"

    @property
    def is_active(self) -> bool:
        return self.used_at is None and self.cancelled_at is None and self.expires_at > timezone.now()

    @property
    def code_expires_at(self) -> datetime | None:
        return self.code_sent_at + CODE_LASTS if self.code_sent_at else None

    @property
    def has_live_code(self) -> bool:
        return bool(self.code_hash and self.code_expires_at and self.code_expires_at > timezone.now() and self.tries < TRIES_PER_CODE)
