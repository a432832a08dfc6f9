"""A signature: one local government's adhesion to one version of the charter in one language."""

import hashlib
import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.enums import ENDED, IN_REGISTER, OPEN, Chain, MandateKind, MandateState, Reason, Side, Status
from charter.models.evidence import canonical
from charter.models.signatories import Signatory, SigningLink
from charter.models.texts import CharterText, CharterVersion, Declaration
from core.storages import private_storage
from network.models import LocalGovernment


def mandate_path(signature: "Signature", filename: str) -> str:
    """A name made by the server: nothing of what the visitor's file was called."""
    return f"mandates/{signature.public_id}/{secrets.token_hex(8)}.pdf"


class SignatureQuerySet(models.QuerySet["Signature"]):
    def live(self) -> "SignatureQuerySet":
        return self.exclude(status__in=ENDED)

    def waiting(self) -> "SignatureQuerySet":
        """What the secretariat has to decide, oldest first."""
        return self.filter(status=Status.SUBMITTED).order_by("signed_at")

    def in_register(self) -> "SignatureQuerySet":
        """Everything ever accepted, whatever became of it, latest first."""
        return self.filter(status__in=IN_REGISTER, accepted_at__isnull=False).order_by("-accepted_at", "-pk")

    def lapsed(self) -> "SignatureQuerySet":
        """In force on the promise of a decision that did not come in time."""
        return self.filter(
            status=Status.ACCEPTED, mandate_state=MandateState.PENDING, mandate_received_at=None, mandate_until__lt=timezone.localdate()
        )


class Signature(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=30, unique=True, null=True, blank=True)
    local_government = models.ForeignKey(LocalGovernment, on_delete=models.PROTECT, related_name="signatures")
    version = models.ForeignKey(CharterVersion, on_delete=models.PROTECT, related_name="signatures")
    text = models.ForeignKey(CharterText, on_delete=models.PROTECT, related_name="signatures", null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    chain = models.CharField(max_length=20, choices=Chain.choices, default=Chain.REGISTER)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="prepared_signatures"
    )

    mandate_state = models.CharField(_("decision"), max_length=10, choices=MandateState.choices, blank=True)
    mandate_kind = models.CharField(_("kind of decision"), max_length=20, choices=MandateKind.choices, blank=True)
    mandate_date = models.DateField(_("date of the decision"), null=True, blank=True)
    mandate_reference = models.CharField(_("reference of the decision"), max_length=100, blank=True)
    mandate_until = models.DateField(_("expected by"), null=True, blank=True)
    mandate_file = models.FileField(_("file of the decision"), storage=private_storage, upload_to=mandate_path, max_length=200, blank=True)
    mandate_file_name = models.CharField(max_length=200, blank=True)
    mandate_sha256 = models.CharField(max_length=64, blank=True)
    mandate_received_at = models.DateTimeField(null=True, blank=True)  # a pending decision that came; the secretariat confirms it

    declared = models.JSONField(default=list, blank=True)
    signed_digest = models.CharField(max_length=64, blank=True)  # of what the signatory signed
    reason = models.CharField(max_length=30, choices=Reason.choices, blank=True)
    typed = models.JSONField(default=dict, blank=True)  # steps left with errors, as typed: {step: {field: [text]}}

    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    signed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        indexes = [models.Index(fields=["status", "signed_at"]), models.Index(fields=["accepted_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["local_government", "version"], condition=~Q(status__in=ENDED), name="charter_one_live_signature"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="charter_status_known"),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DRAFT, Status.WITHDRAWN]) | Q(signed_at__isnull=False, text__isnull=False),
                name="charter_signed_before_sent",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.ACCEPTED, Status.SUSPENDED, Status.SUPERSEDED])
                | Q(accepted_at__isnull=False, reference__isnull=False),
                name="charter_accepted_has_reference",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, reference=None) | Q(accepted_at__isnull=False, reference__isnull=False),
                name="charter_reference_with_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ENDED, ended_at__isnull=False) | (~Q(status__in=ENDED) & Q(ended_at=None)),
                name="charter_end_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.reference or f"{self.local_government} ({self.get_status_display()})"

    # --- What it is
    @property
    def is_open(self) -> bool:
        """With the authority, which may change it."""
        return self.status in OPEN

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    @property
    def is_in_register(self) -> bool:
        return self.status in IN_REGISTER and self.accepted_at is not None

    @property
    def is_demonstration(self) -> bool:
        return self.chain == Chain.DEMONSTRATION

    @property
    def mandate_is_pending(self) -> bool:
        return self.mandate_state == MandateState.PENDING

    @property
    def person(self) -> Signatory | None:
        """Who signs, if that is known and not erased."""
        return getattr(self, "signatory", None)

    @property
    def active_link(self) -> SigningLink | None:
        return self.links.active().first()

    def declarations(self) -> list[Declaration]:
        """What the signatory has to declare, given the state of the mandate."""
        wanted = {Declaration.When.ALWAYS, Declaration.When.PENDING if self.mandate_is_pending else Declaration.When.DECIDED}
        return [declaration for declaration in self.version.declarations.all() if declaration.when in wanted]

    @property
    def missing(self) -> list[str]:
        """The steps that are not complete, by name, in the order of the journey."""
        return [
            name
            for name, complete in (
                ("mandate", self.mandate_is_complete),
                ("text", self.text_id is not None),
                ("signatory", self.person is not None),
            )
            if not complete
        ]

    @property
    def mandate_is_complete(self) -> bool:
        if self.mandate_is_pending:
            return bool(self.mandate_kind and self.mandate_until)
        return bool(self.mandate_state and self.mandate_kind and self.mandate_date)

    @property
    def is_ready(self) -> bool:
        """Everything is there for the signatory to sign."""
        return self.is_open and not self.missing

    def content_digest(self) -> str:
        """What is signed: authority, text, mandate, signatory, declarations. If it changes, the signatory signs again."""
        authority, person = self.local_government, self.person
        content = {
            "authority": [str(authority.public_id), authority.name_local, authority.country, authority.level],
            "text": self.text.sha256 if self.text else "",
            "mandate": [
                self.mandate_state,
                self.mandate_kind,
                str(self.mandate_date or ""),
                self.mandate_reference,
                str(self.mandate_until or ""),
                self.mandate_sha256,
            ],
            "signatory": person.digest() if person else "",
            "declarations": sorted(declaration.code for declaration in self.declarations()),
        }
        return hashlib.sha256(canonical(content)).hexdigest()

    @property
    def must_be_signed_again(self) -> bool:
        return self.signed_at is None or self.signed_digest != self.content_digest()

    # --- Where it is
    def get_absolute_url(self) -> str:
        """Its entry in the register; only for those that have one."""
        return reverse("charter:register_entry", args=[self.reference])

    def get_file_url(self) -> str:
        """Its file, for those who prepare it."""
        return reverse("charter:sign_file", args=[self.public_id])


class Note(models.Model):
    """What the secretariat, the authority or the signatory wrote to the others about a file."""

    signature = models.ForeignKey(Signature, on_delete=models.CASCADE, related_name="notes")
    side = models.CharField(max_length=20, choices=Side.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=30, choices=Reason.choices, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.side} {self.at:%Y-%m-%d}"
