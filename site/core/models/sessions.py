"""Where somebody is signed in: which kind of device, since when, last used when. No internet address."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone


class SignedInSessionQuerySet(models.QuerySet["SignedInSession"]):
    def live(self) -> "SignedInSessionQuerySet":
        """Those that still open the account."""
        standing = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
        return self.filter(Exists(standing))

    def ended(self) -> "SignedInSessionQuerySet":
        standing = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
        return self.exclude(Exists(standing))


class SignedInSession(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="signed_in_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=30, blank=True)
    system = models.CharField(max_length=30, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(default=timezone.now)

    objects = SignedInSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-last_used_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.browser} {self.system}".strip()
