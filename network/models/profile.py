"""What a local government shows beside its facts, and the changes that its representatives propose."""

import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from core.models import PortalImage
from core.storages import private_storage
from network.models.records import LocalGovernment
from network.profile_enums import CAME_TO_NOTHING, ChangeStatus, People


def picture_path(picture: "ProfilePicture", filename: str) -> str:
    """A name made by the server: nothing of what the visitor's file was called."""
    return f"pictures/{picture.public_id}/{secrets.token_hex(8)}.jpg"


class ProfileLink(models.Model):
    """A page elsewhere that a local government recommends."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    local_government = ParentalKey(LocalGovernment, on_delete=models.CASCADE, related_name="links")
    title = models.CharField(_("text of the link"), max_length=120)
    language = models.CharField(_("language of that text"), max_length=10, choices=settings.LANGUAGES)
    url = models.URLField(_("address"), max_length=500, validators=[URLValidator(schemes=["https"])])
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    sort_order_field = "position"
    panels = [FieldPanel("title"), FieldPanel("language"), FieldPanel("url")]

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(url__startswith="https://"), name="network_link_is_https")]

    def __str__(self) -> str:
        return self.title


class ProfilePictureQuerySet(models.QuerySet["ProfilePicture"]):
    def public(self) -> "ProfilePictureQuerySet":
        """Those that everybody sees."""
        return self.filter(image__isnull=False)

    def begun(self) -> "ProfilePictureQuerySet":
        """Those that somebody uploaded and has not described yet."""
        return self.filter(image=None, proposed_at=None)


class ProfilePicture(models.Model):
    """A picture, re-encoded and private; once it is accepted a public copy of it stands among the portal's images."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    local_government = models.ForeignKey(LocalGovernment, on_delete=models.CASCADE, related_name="pictures")
    file = models.FileField(storage=private_storage, upload_to=picture_path, max_length=200)
    image = models.OneToOneField(PortalImage, on_delete=models.SET_NULL, null=True, blank=True, related_name="profile_picture")
    credit = models.CharField(_("who took it"), max_length=200, blank=True)
    people = models.CharField(_("people in it"), max_length=10, choices=People.choices, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    proposed_at = models.DateTimeField(null=True, blank=True)  # until then only its representatives see it, as not described yet

    objects = ProfilePictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering: ClassVar[list[str]] = ["added_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(people__in=["", *People.values]), name="network_picture_people_known")]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_begun(self) -> bool:
        """Uploaded, not described yet."""
        return self.image_id is None and self.proposed_at is None


class ProfileChangeQuerySet(models.QuerySet["ProfileChange"]):
    def waiting(self) -> "ProfileChangeQuerySet":
        """What the secretariat has to read, the oldest first."""
        return self.filter(status=ChangeStatus.PROPOSED).order_by("proposed_at", "pk")


class ProfileChange(models.Model):
    """What representatives propose for their local government's profile: one open proposal at a time, to which all of them add."""

    local_government = models.ForeignKey(LocalGovernment, on_delete=models.CASCADE, related_name="profile_changes")
    status = models.CharField(max_length=20, choices=ChangeStatus.choices, default=ChangeStatus.PROPOSED)
    fields = models.JSONField(default=dict)  # {part: [what stood before, what is proposed]}, parts as in network.profile_parts
    left_out = models.JSONField(default=list, blank=True)  # parts that were refused while others were accepted
    kept = models.JSONField(default=list, blank=True)  # parts that taking the change back could not restore
    reason = models.TextField(blank=True)  # of a refusal, whole or in part
    proposed_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    taken_back_reason = models.TextField(blank=True)

    objects = ProfileChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change to a profile")
        verbose_name_plural = _("changes to profiles")
        ordering: ClassVar[list[str]] = ["-proposed_at", "-pk"]
        indexes = [models.Index(fields=["status", "proposed_at"])]
        constraints = [
            models.UniqueConstraint(fields=["local_government"], condition=Q(status=ChangeStatus.PROPOSED), name="network_one_open_change"),
            models.CheckConstraint(condition=Q(status__in=ChangeStatus.values), name="network_change_status_known"),
            models.CheckConstraint(
                condition=Q(status=ChangeStatus.PROPOSED, ended_at=None) | (~Q(status=ChangeStatus.PROPOSED) & Q(ended_at__isnull=False)),
                name="network_change_end_has_time",
            ),
            models.CheckConstraint(
                condition=Q(status=ChangeStatus.TAKEN_BACK, taken_back_at__isnull=False)
                | (~Q(status=ChangeStatus.TAKEN_BACK) & Q(taken_back_at=None)),
                name="network_taking_back_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_government} ({self.proposed_at:%Y-%m-%d})"

    @property
    def is_open(self) -> bool:
        return self.status == ChangeStatus.PROPOSED

    @property
    def accepted_parts(self) -> list[str]:
        """The parts that were put on the record, in the order in which they were proposed."""
        return (
            [] if self.status in (ChangeStatus.PROPOSED, *CAME_TO_NOTHING) else [part for part in self.fields if part not in self.left_out]
        )

    @property
    def contributors(self) -> list[str]:
        """Those who changed it, each once, whose account still exists. In lists, prefetch `contributions__by`."""
        return list(dict.fromkeys(str(row.by) for row in self.contributions.all() if row.by))


class ProfileContribution(models.Model):
    """One save of one person: what they changed, and from what."""

    change = models.ForeignKey(ProfileChange, on_delete=models.CASCADE, related_name="contributions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    fields = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.by} {self.at:%Y-%m-%d}"
