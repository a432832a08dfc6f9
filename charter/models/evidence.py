"""Append-only evidence: each event carries the hash of the one before. Database triggers refuse update and delete."""

import hashlib
import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from charter.enums import Chain, EventKind

GENESIS = "0" * 64


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8 (in the manner of RFC 8785): the same bytes for the same content."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class SignatureEvent(models.Model):
    """One thing that happened to a signature. Holds no personal data: people appear as salted digests."""

    chain = models.CharField(max_length=20, choices=Chain.choices)
    sequence = models.PositiveBigIntegerField()
    signature = models.ForeignKey("charter.Signature", on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    at = models.DateTimeField()
    payload = models.JSONField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["chain", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="charter_event_sequence_once"),
            models.UniqueConstraint(fields=["chain", "previous_hash"], name="charter_event_one_successor"),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="charter_event_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence} {self.kind}"

    def compute_hash(self) -> str:
        """SHA-256 over everything the event says and the hash before it."""
        said = {
            "chain": self.chain,
            "sequence": self.sequence,
            "signature": str(self.signature.public_id),
            "kind": self.kind,
            "at": self.at.isoformat(timespec="microseconds"),
            "payload": self.payload,
            "previous": self.previous_hash,
        }
        return hashlib.sha256(canonical(said)).hexdigest()


class ChainHead(models.Model):
    """Where a chain stands, so that a missing end is noticed too."""

    chain = models.CharField(max_length=20, choices=Chain.choices, primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    def __str__(self) -> str:
        return f"{self.chain} at {self.sequence}"
