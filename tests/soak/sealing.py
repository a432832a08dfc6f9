"""Killing the worker while it seals a document, and what must be true of certificates afterwards."""

import hashlib
import random
import time

from django.utils import timezone

from charter import certificates
from charter.models import Signature
from core import sealing
from core.models import Message, SealedDocument
from core.sealing import Finding

PATIENCE = 20  # seconds for a document to be begun
MAKING = 0.8  # seconds in which a document is typeset, sealed, stored, recorded


class Claims:
    """What workers have begun, each beginning seen once: what a dead one held stays held for a while."""

    def __init__(self) -> None:
        self.seen: set[tuple] = set()

    def look(self) -> set[int]:
        held = SealedDocument.objects.filter(sealed_at=None, next_try_at__gt=timezone.now())
        new = set(held.values_list("pk", "next_try_at")) - self.seen
        self.seen |= new
        return {number for number, _until in new}

    def wait(self) -> set[int]:
        """Until somewhere within the making of a document, which is given; nothing when none was begun."""
        self.look()
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if begun := self.look():
                time.sleep(random.uniform(0, MAKING))
                return begun
            time.sleep(0.02)
        return set()


def are_unfinished(begun: set[int]) -> bool:
    return SealedDocument.objects.filter(pk__in=begun, sealed_at=None).exists()


def waiting() -> bool:
    return SealedDocument.objects.filter(sealed_at=None).exists()


def faults(signature: Signature) -> list[str]:
    """What is wrong with the certificate of an accepted signature: it must be one, whole, and mailed once to each."""
    documents = SealedDocument.objects.filter(kind=certificates.KEY, subject=str(signature.public_id))
    found = [] if len(documents) == 1 else [f"{signature.reference}: {len(documents)} certificates"]
    for document in documents:
        with document.file.open("rb") as file:
            content = file.read()
        if hashlib.sha256(content).hexdigest() != document.sha256 or sealing.verdict(content).finding != Finding.GENUINE:
            found.append(f"{signature.reference}: its certificate is broken")
    told = Message.objects.filter(purpose__startswith=f"certificate:{signature.public_id}:", sent_at__isnull=False)
    if told.count() != 2 or set(told.values_list("document", flat=True)) != {document.pk for document in documents}:
        found.append(f"{signature.reference}: {told.count()} mails with its certificate")
    return found
