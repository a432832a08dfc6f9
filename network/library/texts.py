"""The texts of PDFs: noted when a file is new, read by one worker at a time, reported when they cannot be read, tried again.

A text goes waiting → read | empty | failed; a file that was replaced, or an editor, makes it wait again. Who reads one
holds it for `LEASE`: when that worker is killed, another takes it up. A file that ends its reader thrice is given up.
"""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from wagtail.log_actions import log

from core.folding import fold
from core.models import PortalDocument, User
from network.library.extraction import SECONDS, Extract, Unreadable, text_of
from network.library_enums import TextFault, TextState
from network.models import DocumentText

logger = logging.getLogger("portal.library")

LEASE = timedelta(seconds=SECONDS * 3)
MOST_TRIES = 3
PDF = ".pdf"
AT_ONCE = 20  # read by one task
TRIED_AGAIN = "network.text_tried_again"


def look_for_new() -> int:
    """Job: note PDFs that are new or were replaced, and have those that wait read. Returns how many were noted."""
    DocumentText.objects.exclude(document__file__iendswith=PDF).delete()  # replaced by a file of another kind
    noted = sum(note(document) for document in new_pdfs())
    if DocumentText.objects.free().exists() and not is_queued():
        read_waiting.enqueue()
    return noted


def is_queued() -> bool:
    """Whether a worker will read soon in any case: a reading takes longer than this job waits."""
    return DBTaskResult.objects.ready().filter(task_path=read_waiting.module_path).exists()


def new_pdfs() -> list[PortalDocument]:
    """PDFs of which no text is known, or only that of an earlier file."""
    other = Q(extracted=None) | ~Q(extracted__file_hash=F("file_hash"))
    return list(PortalDocument.objects.filter(other, file__iendswith=PDF).select_related("extracted")[:100])


@transaction.atomic
def note(document: PortalDocument) -> bool:
    """Have the text of a document read, once for each file it ever had."""
    file_hash = hash_of(document)
    known, is_new = DocumentText.objects.select_for_update().get_or_create(document=document, defaults={"file_hash": file_hash})
    if not is_new and known.file_hash != file_hash:
        known.file_hash = file_hash
        put_back(known)
        is_new = True
    return is_new


def hash_of(document: PortalDocument) -> str:
    """Worked out now where an import left it out; of a file that is gone, none."""
    try:
        return str(document.get_file_hash())
    except FileNotFoundError:
        return ""


def put_back(text: DocumentText) -> None:
    """Forget what was read and have it wait. Needs the row locked."""
    text.state, text.fault, text.text, text.folded, text.is_cut = TextState.WAITING, "", "", "", False
    text.tries, text.claimed_until = 0, None
    text.save(update_fields=["file_hash", "state", "fault", "text", "folded", "is_cut", "tries", "claimed_until"])


@task()
def read_waiting() -> int:
    """Read the texts that wait. Returns how many were taken up."""
    taken = 0
    while taken < AT_ONCE and read_next():
        taken += 1
    return taken


def read_next() -> bool:
    """Read the first text that nobody else reads; False when there is none."""
    text = claim()
    if text is None:
        return False
    try:
        with text.document.file.open("rb") as file:
            found = text_of(file)
    except Unreadable as error:
        finish(text, fault=error.fault)
    except OSError:
        finish(text, fault=TextFault.MISSING)
    else:
        finish(text, found)
    return True


@transaction.atomic
def claim() -> DocumentText | None:
    """Hold the first text that waits for `LEASE`: no other worker takes it, and it comes back if this one dies."""
    waiting = DocumentText.objects.free().select_related("document").order_by("pk")
    if transaction.get_connection().features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True, of=("self",))
    for text in waiting:
        text.tries += 1
        if text.tries <= MOST_TRIES:
            text.claimed_until = timezone.now() + LEASE
            text.save(update_fields=["tries", "claimed_until"])
            return text
        finish(text, fault=TextFault.ENDED)
    return None


@transaction.atomic
def finish(text: DocumentText, found: Extract | None = None, fault: TextFault | None = None) -> None:
    """Keep what was read, or why it was not; nothing when the claim has passed to another worker meanwhile."""
    held = DocumentText.objects.select_for_update().filter(pk=text.pk, state=TextState.WAITING)
    if not held.filter(still(text.claimed_until)).exists():
        return
    words = found.text if found else ""
    state = TextState.FAILED if fault else TextState.READ if words else TextState.EMPTY
    held.update(
        state=state,
        fault=fault or "",
        text=words,
        folded=fold(words),
        is_cut=bool(found and found.is_cut),
        claimed_until=None,
        read_at=timezone.now(),
    )
    if fault:
        logger.warning("The text of document %s could not be read: %s", text.document_id, fault.value)


def still(claimed_until: datetime | None) -> Q:
    return Q(claimed_until=claimed_until)


@transaction.atomic
def try_again(text: DocumentText, by: User) -> None:
    """An editor has a text read once more, for example after the file was mended."""
    held = DocumentText.objects.select_for_update().get(pk=text.pk)
    if held.state == TextState.WAITING:
        raise ValidationError(_("This file is waiting to be read already."))
    put_back(held)
    log(instance=held.document, action=TRIED_AGAIN, user=by)
