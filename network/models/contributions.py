"""Experiences on their way: proposed by a local government, agreed by it before publication, asked about every year."""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.secrets import token_digest
from core.storages import private_storage
from network.contribution_enums import (
    EDITABLE,
    ENDED,
    WITH_EDITORS,
    AttachmentKind,
    CheckAnswer,
    ProposalStatus,
    Side,
    SignOffAnswer,
)
from network.models.experiences import ExperiencePage
from network.models.records import LocalGovernment
from network.profile_enums import People

SIGN_OFF_LASTS = timedelta(days=30)


def attachment_path(attachment: "ProposalAttachment", filename: str) -> str:
    """A name made by the server: nothing of what the visitor's file was called."""
    ending = "jpg" if attachment.kind == AttachmentKind.PICTURE else "pdf"
    return f"proposals/{attachment.public_id}/{secrets.token_hex(8)}.{ending}"


class ExperienceProposal(models.Model):
    """An experience as a representative tells it, in one language. `answers` are kept as typed: {step: {field: [values]}}."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    local_government = models.ForeignKey(LocalGovernment, on_delete=models.CASCADE, related_name="experience_proposals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="experience_proposals")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    status = models.CharField(max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.DRAFT)
    answers = models.JSONField(default=dict, blank=True)
    sent = models.JSONField(default=dict, blank=True)  # what was last sent: {field of the page: value}
    page = models.OneToOneField(ExperiencePage, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposal")
    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)  # why it was not taken up, or withdrawn

    class Meta:
        verbose_name = _("proposed experience")
        verbose_name_plural = _("proposed experiences")
        ordering: ClassVar[list[str]] = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["status", "changed_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ProposalStatus.values), name="network_proposal_status_known"),
            models.CheckConstraint(
                condition=Q(status=ProposalStatus.DRAFT, sent_at=None)
                | Q(status=ProposalStatus.WITHDRAWN)
                | Q(status__in=[*WITH_EDITORS, ProposalStatus.TAKEN_UP, ProposalStatus.DECLINED], sent_at__isnull=False),
                name="network_proposal_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ENDED, ended_at__isnull=False) | (~Q(status__in=ENDED) & Q(ended_at=None)),
                name="network_proposal_end_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_government} ({self.started_at:%Y-%m-%d})"

    @property
    def is_editable(self) -> bool:
        """Whether its authority may change it now."""
        return self.status in EDITABLE

    @property
    def is_with_editors(self) -> bool:
        return self.status in WITH_EDITORS

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    @property
    def title(self) -> str:
        """As typed; empty before anything was."""
        return str(next(iter(self.answers.get("what", {}).get("title", [])), "")).strip()


class ProposalNote(models.Model):
    """What the editors ask and what the authority answers. Written once."""

    proposal = models.ForeignKey(ExperienceProposal, on_delete=models.CASCADE, related_name="notes")
    side = models.CharField(max_length=10, choices=Side.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(side__in=Side.values), name="network_proposal_note_side_known")]

    def __str__(self) -> str:
        return f"{self.side} {self.at:%Y-%m-%d}"


class ProposalAttachment(models.Model):
    """A picture or a document sent with a proposal: checked, private until an editor puts it into the page."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey(ExperienceProposal, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=10, choices=AttachmentKind.choices)
    file = models.FileField(storage=private_storage, upload_to=attachment_path, max_length=200)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(_("name of the file"), max_length=100)
    text = models.CharField(_("what it shows or says"), max_length=255, blank=True)  # in the proposal's language
    credit = models.CharField(_("who made it"), max_length=200, blank=True)
    people = models.CharField(_("people in it"), max_length=10, choices=People.choices, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)  # when an editor put it into the page

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "sha256"], name="network_attachment_once"),
            models.CheckConstraint(condition=Q(kind__in=AttachmentKind.values), name="network_attachment_kind_known"),
            models.CheckConstraint(condition=Q(people__in=["", *People.values]), name="network_attachment_people_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.kind == AttachmentKind.PICTURE

    @property
    def is_described(self) -> bool:
        return bool(self.text) and (not self.is_picture or bool(self.people))


class SignOffQuerySet(models.QuerySet["SignOff"]):
    def open(self) -> "SignOffQuerySet":
        """Those that wait for an answer, whether or not their link has expired."""
        return self.filter(answer=SignOffAnswer.NONE, cancelled_at=None)

    def with_token(self, token: str) -> "SignOffQuerySet":
        return self.filter(token_digest=token_digest(token))


class SignOff(models.Model):
    """The authority is asked by a link whether it agrees with its page. Once answered, triggers refuse any change; no row goes."""

    page = models.ForeignKey(ExperiencePage, on_delete=models.SET_NULL, null=True, related_name="sign_offs")
    page_title = models.CharField(max_length=255)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    representative = models.ForeignKey("network.Representative", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("email address"), blank=True)
    language = models.CharField(_("language we write in"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    token_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 -- a waiver has none, and several waivers may stand
    expires_at = models.DateTimeField(null=True, blank=True)
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    revision_number = models.PositiveIntegerField()  # stays when the revision is pruned
    content_digest = models.CharField(max_length=64)
    languages = models.JSONField(default=list)  # the languages that were shown
    answer = models.CharField(max_length=10, choices=SignOffAnswer.choices, blank=True, default=SignOffAnswer.NONE)
    answered_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)  # of the authority, or the secretariat's reason to waive
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(answer="", cancelled_at=None), name="network_sign_off_one_open"),
            models.CheckConstraint(condition=Q(answer__in=SignOffAnswer.values), name="network_sign_off_answer_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="network_sign_off_answer_has_time",
            ),
            models.CheckConstraint(condition=~Q(answer__in=["remark", "waived"]) | ~Q(remark=""), name="network_sign_off_words_given"),
            models.CheckConstraint(condition=Q(answer="") | Q(cancelled_at=None), name="network_sign_off_answer_or_cancelled"),
        ]

    def __str__(self) -> str:
        return f"{self.page_title} {self.asked_at:%Y-%m-%d}"

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether its link can still be used."""
        return self.answer == SignOffAnswer.NONE and self.cancelled_at is None and not self.is_expired

    @property
    def has_agreed(self) -> bool:
        return self.answer in (SignOffAnswer.APPROVED, SignOffAnswer.WAIVED)


class CheckQuestionQuerySet(models.QuerySet["CheckQuestion"]):
    def open(self) -> "CheckQuestionQuerySet":
        return self.filter(answered_at=None, closed_at=None)

    def reported(self) -> "CheckQuestionQuerySet":
        """“Something changed”, and no editor has dealt with it yet."""
        return self.filter(answer=CheckAnswer.CHANGED, handled_at=None)


class CheckQuestion(models.Model):
    """Once a year: is what the page says still true? Asked of who answers for it; one open question per page."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(ExperiencePage, on_delete=models.CASCADE, related_name="check_questions")
    asked_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=CheckAnswer.choices, blank=True, default=CheckAnswer.NONE)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # the page was checked otherwise, or is not public any more
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = CheckQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly question")
        verbose_name_plural = _("yearly questions")
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(answered_at=None, closed_at=None), name="network_check_one_open"),
            models.CheckConstraint(condition=Q(answer__in=CheckAnswer.values), name="network_check_answer_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="network_check_answer_has_time",
            ),
            models.CheckConstraint(condition=~Q(answer="changed") | ~Q(text=""), name="network_check_change_told"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.closed_at is None

    @property
    def last_word_at(self) -> datetime:
        return self.answered_at or self.reminded_at or self.asked_at
