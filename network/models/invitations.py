"""Invitations to speak for a local government: sent to a mailbox, open for two weeks, used once."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.secrets import token_digest
from network.enums import RepresentativeRole
from network.models.records import LocalGovernment
from network.people_enums import InvitationState

INVITATION_LASTS = timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> "InvitationQuerySet":
        """Neither accepted, nor declined, nor withdrawn; some of them may have expired."""
        return self.filter(state=InvitationState.SENT)

    def usable(self) -> "InvitationQuerySet":
        going_on = Q(until=None) | Q(until__gte=timezone.localdate())
        return self.unanswered().filter(going_on, expires_at__gt=timezone.now())

    def with_token(self, token: str) -> "InvitationQuerySet":
        return self.filter(token_digest=token_digest(token))

    def addressed_to(self, user: User) -> "InvitationQuerySet":
        """Those sent to an address that the user has confirmed."""
        return self.filter(email__in=user.emailaddress_set.filter(verified=True).values("email"))  # type: ignore[attr-defined]


class Invitation(models.Model):
    local_government = models.ForeignKey(LocalGovernment, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("email address"), blank=True)  # erased some time after the invitation is over
    role = models.CharField(_("role"), max_length=20, choices=RepresentativeRole.choices)
    position = models.CharField(_("position"), max_length=200, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    language = models.CharField(_("language of the mail"), max_length=10)
    token_digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(_("state"), max_length=20, choices=InvitationState.choices, default=InvitationState.SENT)
    hand_over = models.BooleanField(default=False)  # accepting it takes over from who invited
    inviter_stays = models.BooleanField(default=False)  # then as an editor; else their role ends
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="invitations_sent")
    invited_at = models.DateTimeField(default=timezone.now)
    times_sent = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar[list[str]] = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["local_government", "email"], condition=Q(state=InvitationState.SENT), name="network_invitation_once"
            ),
            models.CheckConstraint(condition=Q(state__in=InvitationState.values), name="network_invitation_state_known"),
            models.CheckConstraint(condition=Q(role__in=RepresentativeRole.values), name="network_invitation_role_known"),
            models.CheckConstraint(
                condition=Q(state=InvitationState.SENT, answered_at=None) | ~Q(state=InvitationState.SENT) & Q(answered_at__isnull=False),
                name="network_invitation_answer_dated",
            ),
            models.CheckConstraint(
                condition=Q(state=InvitationState.ACCEPTED) | Q(accepted_by=None), name="network_invitation_accepted_by_whom"
            ),
            models.CheckConstraint(condition=~Q(state=InvitationState.SENT) | ~Q(email=""), name="network_invitation_addressed"),
            models.CheckConstraint(condition=Q(hand_over=False) | Q(role=RepresentativeRole.OWNER), name="network_hand_over_to_owner"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="network_invitation_dates"),
        ]

    def __str__(self) -> str:
        return self.email or f"invitation {self.pk}"

    @property
    def is_expired(self) -> bool:
        """Too old, or for a role whose last day has passed."""
        too_late = self.expires_at <= timezone.now() or (self.until is not None and self.until < timezone.localdate())
        return self.state == InvitationState.SENT and too_late

    @property
    def is_usable(self) -> bool:
        return self.state == InvitationState.SENT and not self.is_expired

    def is_for(self, user: User) -> bool:
        """Whether the user has confirmed the address that was invited."""
        return user.emailaddress_set.filter(verified=True, email=self.email).exists()  # type: ignore[attr-defined]
