"""The outbox: one row per message, unique per purpose, sent by the worker (core.outbox)."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Priority(models.IntegerChoices):
    CODE = 0, "a code somebody is waiting for"
    NOTICE = 5, "a notice"
    BULK = 9, "one of many"


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: datetime | None = None) -> "MessageQuerySet":
        """Messages to send now, those somebody waits for first."""
        return self.filter(sent_at=None, failed_at=None, next_try_at__lte=now or timezone.now()).order_by("priority", "created_at", "pk")


class Message(models.Model):
    purpose = models.CharField(max_length=200, unique=True)  # "code:<id>", "accepted:<signature>:preparer"
    recipient = models.EmailField()
    reply_to = models.EmailField(blank=True)  # who answers are for, when it is not us
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    priority = models.SmallIntegerField(choices=Priority.choices, default=Priority.NOTICE)
    created_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey("core.SealedDocument", on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    document_name = models.CharField(max_length=100, blank=True)  # as the recipient's folder will show it

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["priority", "created_at"], condition=Q(sent_at=None, failed_at=None), name="core_message_waiting")]
        constraints = [models.CheckConstraint(condition=Q(sent_at=None) | Q(failed_at=None), name="core_message_sent_or_failed")]

    def __str__(self) -> str:
        return self.purpose
