"""What guessing the codes of certificates costs the portal: `.venv/bin/python benchmarks/verify.py [number]`.

One visitor tries ten thousand codes. Every line is a ratio to the page of a certificate in the same run, read by somebody else,
so that the machine does not matter. Nothing is kept.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

HERE = Path(__file__).resolve().parents[1]
FOLDER = tempfile.mkdtemp()
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
sys.path[:0] = [str(HERE), str(HERE / "site")]
os.environ |= {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "PORTAL_VAR": FOLDER}
os.environ.pop("DATABASE_URL", None)

import django

django.setup()

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from core import sealed
from core.models import SealedDocument
from core.models.sealed import new_code
from core.sealed import Attestation, Kind, Standing

TIMES = 30
THIEF, READER = Client(REMOTE_ADDR="203.0.113.1"), Client(REMOTE_ADDR="192.0.2.1")


def seconds(client: Client, path: str) -> tuple[float, int]:
    """How long an answer occupies the processor, and its status."""
    began = process_time()
    status = client.get(path).status_code
    return process_time() - began, status


def usual(path: str) -> float:
    return median(seconds(READER, path)[0] for _time in range(TIMES))


def a_certificate() -> str:
    """The address of one document."""
    attested = Attestation(Standing.IN_FORCE, "Sheet", [("Town", "Exampleville")])
    sealed.register(Kind("sheet", "Sheet", lambda *_: b"", lambda _subject: attested, lambda _subject: []))
    fields = {"file": "documents/none.pdf", "sha256": "0" * 64, "seal_certificate": "0" * 64, "sealed_at": timezone.now()}
    document = SealedDocument.objects.create(kind="sheet", subject="one", language="en", **fields)
    return f"/en/verify/{document.code}/"


def main(number: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    page = a_certificate()
    seconds(READER, page)
    before = usual(page)
    tried = [seconds(THIEF, f"/en/verify/{new_code()}/") for _time in range(number)]
    after = usual(page)
    answered = [cost for cost, status in tried if status == 404]
    refused = [cost for cost, status in tried if status == 429]
    print(f"{number} wrong codes from one place: {len(answered)} answered, {len(refused)} refused")
    print(f"a wrong code that is answered   {median(answered) / before:5.2f} of the page of a certificate")
    print(f"a wrong code that is refused    {median(refused) / before:5.2f}")
    print(f"the page, after all of them     {after / before:5.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
