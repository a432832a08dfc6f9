"""The text of the library's PDFs, for the search: read by a process of its own, bounded in time and memory."""

import logging
import resource
import subprocess
import sys
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from network.library_enums import TextState
from network.models.library import ResourceFile

logger = logging.getLogger("portal.library")

SECONDS = 60
MEMORY = 1_000_000_000  # bytes of address space of the reading process
LONGEST = 2_000_000  # characters that are kept

READER = """
import sys
import pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
left = int(sys.argv[2])
for page in document:
    text = page.get_textpage().get_text_range(errors="ignore")[:left]
    sys.stdout.buffer.write((text + "\\n").encode("utf-8", "ignore"))
    left -= len(text)
    if left <= 0:
        break
"""


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def text_of(path: Path) -> str:
    """The text of a PDF. Raises ValueError, saying why, when the file cannot be read within the limits."""
    command = [sys.executable, "-c", READER, str(path), str(LONGEST)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=True, preexec_fn=limit_memory)  # noqa: S603 -- our own program
    except subprocess.TimeoutExpired:
        raise ValueError("It took too long.") from None
    except subprocess.CalledProcessError as error:
        raise ValueError(error.stderr.decode(errors="replace").strip().splitlines()[-1][:200] if error.stderr else "It ended.") from None
    return done.stdout.decode("utf-8", "ignore").replace("\x00", "")


def read_waiting() -> int:
    """Job: read the text of files that have not been read. A broken file is noted and kept. Returns how many were read."""
    read = 0
    for file in ResourceFile.objects.filter(document__isnull=False, text_state__in=["", TextState.WAITING]).select_related("document")[:20]:
        read += read_one(file)
    return read


def read_one(file: ResourceFile) -> bool:
    try:
        file.text = text_of(Path(file.document.file.path)).strip()
        file.text_state, file.text_note = (TextState.READ if file.text else TextState.EMPTY), ""
    except (ValueError, FileNotFoundError) as error:
        file.text, file.text_state, file.text_note = "", TextState.FAILED, str(error)[:200]
        logger.warning("The text of file %s could not be read (%s)", file.pk, timezone.now().date())
    with transaction.atomic():
        file.save(update_fields=["text", "text_state", "text_note"])
    return file.text_state == TextState.READ
