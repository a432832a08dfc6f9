"""Sealed documents: asked for in a transaction, made once by the worker, attested for as long as the portal lives.

Each application registers the kinds of document it makes when it starts. A document is asked for together with what it is
about; the worker typesets it, seals it, stores it and only then says so, mailing it in the same transaction. A worker that
dies in between leaves at most a file that no row names, which `sweep` removes.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import pgettext_lazy

from core.logs import place
from core.models import SealedDocument
from core.storages import private_storage

logger = logging.getLogger("portal.documents")

LEASE = timedelta(minutes=2)  # longer than one document takes
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]
ORPHAN_AFTER = timedelta(days=1)


class Standing(Enum):
    """What a document is worth today."""

    IN_FORCE = "in_force"
    PENDING = "pending"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> Any:
        return LABELS[self]


LABELS = {
    Standing.IN_FORCE: pgettext_lazy("document", "In force"),
    Standing.PENDING: pgettext_lazy("document", "In force, decision pending"),
    Standing.SUSPENDED: pgettext_lazy("document", "Suspended"),
    Standing.WITHDRAWN: pgettext_lazy("document", "Withdrawn"),
    Standing.SUPERSEDED: pgettext_lazy("document", "Superseded by a newer one"),
}


@dataclass(frozen=True)
class Attestation:
    """What a document says and what holds today, in the active language. It names no person."""

    standing: Standing
    title: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of document. `subject` is what the application gave to `ask`."""

    key: str
    name: Any  # for people
    typeset: Callable[[SealedDocument, datetime], bytes]
    attest: Callable[[str], Attestation | None]
    names: Callable[[str], list[str]]  # of persons that the paper shows, to be matched and never shown
    deliver: Callable[[SealedDocument], None] = lambda _document: None  # mails it, in the transaction that marks it as sealed


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Have documents of this kind made and attested; registering twice is harmless."""
    KINDS[kind.key] = kind


def ask(kind: str, subject: str, language: str, *, is_demonstration: bool = False) -> SealedDocument:
    """A document to be made, once for each kind and subject. Belongs in the transaction that makes it due."""
    return SealedDocument.objects.get_or_create(
        kind=KINDS[kind].key, subject=subject, defaults={"language": language, "is_demonstration": is_demonstration}
    )[0]


def attestation(document: SealedDocument) -> Attestation | None:
    """What it attests today; None when what it was about is gone."""
    kind = KINDS.get(document.kind)
    return kind.attest(document.subject) if kind else None


def names(document: SealedDocument) -> list[str]:
    """The names of persons on the paper."""
    kind = KINDS.get(document.kind)
    return kind.names(document.subject) if kind else []


# --- Making
def make_due(limit: int = 20) -> int:
    """Job: make what was asked for. Returns how many were sealed."""
    made = 0
    for _turn in range(limit):
        document = claim()
        if document is None:
            break
        made += attempt(document)
    return made


@transaction.atomic
def claim() -> SealedDocument | None:
    """Hold the first due document for `LEASE`: no other worker takes it, and it comes back if this one dies."""
    due = SealedDocument.objects.due().filter(kind__in=KINDS)
    if transaction.get_connection().features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    document = due.first()
    if document:
        document.next_try_at = timezone.now() + LEASE
        document.save(update_fields=["next_try_at"])
    return document


def attempt(document: SealedDocument) -> bool:
    """Make one document; what goes wrong is logged without its values and tried again later."""
    try:
        make(document)
    except Exception as error:  # noqa: BLE001 -- one document that cannot be made must not stop the others
        document.tries += 1
        document.next_try_at = timezone.now() + BACK_OFF[min(document.tries, len(BACK_OFF)) - 1]
        document.save(update_fields=["tries", "next_try_at"])
        logger.error("Document %s was not made: %s", document.pk, place(error))
        return False
    return True


def make(document: SealedDocument) -> None:
    """Typeset, seal, store, say so and mail. Of two makers at once the first one wins, the other's file is swept away."""
    from core import sealing  # noqa: PLC0415 -- the key is not needed by those who only ask or attest

    kind, now = KINDS[document.kind], timezone.now()
    with translation.override(document.language):
        pdf = sealing.seal(kind.typeset(document, now))
    name = private_storage().save(document.file.field.generate_filename(document, ""), ContentFile(pdf))
    with transaction.atomic():
        held = SealedDocument.objects.select_for_update().get(pk=document.pk)
        if held.is_sealed:
            return
        held.file.name, held.sha256, held.sealed_at = name, hashlib.sha256(pdf).hexdigest(), now
        held.seal_certificate = sealing.verdict(pdf).certificate
        held.save(update_fields=["file", "sha256", "sealed_at", "seal_certificate"])
        kind.deliver(held)


# --- Ends
@transaction.atomic
def remove(kind: str, subjects: list[str]) -> int:
    """Remove documents with their files: those of a demonstration that ends. Returns how many."""
    documents = list(SealedDocument.objects.filter(kind=kind, subject__in=subjects, is_demonstration=True))
    files = [str(document.file.name) for document in documents if document.file]
    removed = SealedDocument.objects.filter(pk__in=[document.pk for document in documents]).delete()[0]
    transaction.on_commit(partial(delete_files, files))
    return removed


def delete_files(names: list[str]) -> None:
    for name in names:
        private_storage().delete(name)


def sweep() -> int:
    """Job: delete files that no document names, left by makers who died or came second. Returns how many."""
    storage, swept = private_storage(), 0
    known = set(SealedDocument.objects.sealed().values_list("file", flat=True))
    for kind in folders(storage):
        for name in storage.listdir(kind)[1]:
            path = f"{kind}/{name}"
            if path not in known and timezone.now() - storage.get_modified_time(path) > ORPHAN_AFTER:
                storage.delete(path)
                swept += 1
    return swept


def folders(storage: Any) -> list[str]:
    try:
        return [f"documents/{name}" for name in storage.listdir("documents")[0]]
    except (FileNotFoundError, NotADirectoryError):
        return []
