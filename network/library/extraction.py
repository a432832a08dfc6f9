"""The text of one PDF, read by a process of its own that is bounded in time, memory and what it may write."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from network.library import reader
from network.library_enums import TextFault

PROGRAM = Path(reader.__file__)
SECONDS = 60  # on the clock
SECONDS_OF_PROCESSOR = 40
MEMORY = 600_000_000  # bytes
LONGEST = 2_000_000  # characters that are kept
OUTPUT = LONGEST * 4 + 1_000_000  # bytes that the process may write: the longest text in its longest letters, and page breaks

OF_MEMORY = (signal.SIGABRT, signal.SIGTRAP, signal.SIGILL)  # how PDFium ends when it gets no more
FAULTS = {reader.LOCKED: TextFault.LOCKED, reader.BROKEN: TextFault.BROKEN, reader.HUGE: TextFault.HUGE} | {
    **{-number: TextFault.HUGE for number in OF_MEMORY},
    **{-number: TextFault.SLOW for number in (signal.SIGKILL, signal.SIGXCPU)},
}
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")


class Unreadable(Exception):  # noqa: N818 -- what the file is, not what the program did
    """The text of a file could not be read, and why."""

    def __init__(self, fault: TextFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Extract:
    text: str
    is_cut: bool = False


def text_of(file: IO[bytes]) -> Extract:
    """The text of an open file. Raises Unreadable."""
    with tempfile.TemporaryFile(buffering=0) as given, tempfile.TemporaryFile(buffering=0) as written:
        shutil.copyfileobj(file, given)  # wherever the storage keeps it
        if not os.pread(given.fileno(), 1024, 0).lstrip().startswith(b"%PDF-"):
            raise Unreadable(TextFault.NO_PDF)
        given.seek(0)
        end = run(given, written)
        if end != 0:
            raise Unreadable(FAULTS.get(end, TextFault.ENDED))
        written.seek(0)
        text = written.read(OUTPUT).decode("utf-8", "ignore")
    return Extract(tidied(text)[:LONGEST], is_cut=len(text) >= LONGEST)


def run(file: IO[bytes], written: IO[bytes]) -> int:
    """How the reading process ended: by its own word, or minus the number of the signal that ended it."""
    limits = (LONGEST, SECONDS_OF_PROCESSOR, MEMORY, OUTPUT)
    command = [sys.executable, "-I", str(PROGRAM), *map(str, limits)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own program, without a shell
            command, stdin=file, stdout=written, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False, env={}, cwd="/"
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(TextFault.SLOW) from None
    return done.returncode


def tidied(text: str) -> str:
    """Letters as they are typed, without what nobody sees."""
    plain = UNSEEN.sub("", unicodedata.normalize("NFKC", text.replace("\f", "\n").replace("\t", " ")))
    return re.sub(r"[ \u00a0]*\n\s*", "\n", plain).strip()
