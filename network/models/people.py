"""What happened to the people of a local government, and what the secretariat is told when it may be left without an owner."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.enums import RepresentativeRole
from network.models.invitations import Invitation
from network.models.records import LocalGovernment, Representative
from network.people_enums import NoticeKind, PeopleEvent


class RepresentativeEvent(models.Model):
    """Who did what, when. Seen by the owners and the secretariat; written once, never changed."""

    local_government = models.ForeignKey(LocalGovernment, on_delete=models.CASCADE, related_name="people_events")
    kind = models.CharField(max_length=30, choices=PeopleEvent.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_secretariat = models.BooleanField(default=False)
    by_itself = models.BooleanField(default=False)  # a date passed, nobody acted
    representative = models.ForeignKey(Representative, on_delete=models.SET_NULL, null=True, related_name="events")
    invitation = models.ForeignKey(Invitation, on_delete=models.SET_NULL, null=True, related_name="events")
    role_before = models.CharField(max_length=20, choices=RepresentativeRole.choices, blank=True)
    role = models.CharField(max_length=20, choices=RepresentativeRole.choices, blank=True)
    until = models.DateField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("change of people")
        verbose_name_plural = _("changes of people")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes = [models.Index(fields=["local_government", "-at"])]
        constraints = [models.CheckConstraint(condition=Q(kind__in=PeopleEvent.values), name="network_people_event_known")]

    def __str__(self) -> str:
        return f"{self.local_government_id} {self.kind}"


class OwnerNoticeQuerySet(models.QuerySet["OwnerNotice"]):
    def standing(self) -> "OwnerNoticeQuerySet":
        """What they tell is still so, whether or not the secretariat has answered."""
        return self.filter(settled_at=None)

    def waiting(self) -> "OwnerNoticeQuerySet":
        return self.standing().filter(answered_at=None)


class OwnerNotice(models.Model):
    """The secretariat is told that a local government has, or will soon have, nobody who owns its file."""

    local_government = models.ForeignKey(LocalGovernment, on_delete=models.CASCADE, related_name="owner_notices")
    kind = models.CharField(_("what happens"), max_length=20, choices=NoticeKind.choices)
    representative = models.ForeignKey(Representative, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    message = models.TextField(_("message"), blank=True)
    raised_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)  # it has an owner again

    objects = OwnerNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice about owners")
        verbose_name_plural = _("notices about owners")
        ordering: ClassVar[list[str]] = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["local_government", "kind"], condition=Q(settled_at=None), name="network_owner_notice_once"),
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="network_owner_notice_known"),
            models.CheckConstraint(condition=Q(answered_at__isnull=False) | Q(answered_by=None), name="network_owner_notice_answer_dated"),
        ]

    def __str__(self) -> str:
        return f"{self.local_government_id} {self.kind}"
