"""How the directory stands ten thousand local governments: `.venv/bin/python benchmarks/directory.py [number]`.

The baseline is the same directory with 50, in the same run: every line is a ratio to it, so that the machine does not matter.
The last line compares with the plainest way, which reads every record and sorts in Python. Nothing is kept.
"""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
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

from network.models import LocalGovernment
from network.standing import with_standing
from portal.demo.loader import load_pages
from tests.network.many import make_many

FEW, TIMES = 50, 5
PATHS = {
    "the list": "/en/network/",
    "the list in Arabic": "/ar/network/",
    "a filter": "/en/network/?region=europe&role=participant",
    "a name": "/en/network/?q=ba",
    "a name that is nowhere": "/en/network/?q=wxwxwx",
    "a region": "/en/network/regions/europe/",
    "the home page": "/en/",
    "the CSV file": "/en/network.csv",
}


def measured(work: Callable[[], object]) -> float:
    """Seconds of this process's own time, the middle of several runs; the first is not counted."""
    work()
    found = []
    for _time in range(TIMES):
        begin = process_time()
        work()
        found.append(process_time() - begin)
    return median(found)


def plainly() -> list:
    """Every record that is listed, with all its fields, sorted in Python."""
    return sorted(with_standing(LocalGovernment.objects.listed()), key=lambda one: (one.sorting_name, one.slug))


def seconds(client: Client) -> dict[str, tuple[float, int]]:
    """Seconds and bytes of each address."""

    def read(path: str) -> bytes:
        response = client.get(path)
        return response.getvalue() if response.streaming else response.content

    found = {name: (measured(lambda path=path: read(path)), len(read(path))) for name, path in PATHS.items()}
    return found | {"every record, sorted in Python": (measured(plainly), 0)}


def main(number: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    load_pages()
    client = Client(HTTP_HOST="localhost")
    make_many(FEW)
    few = seconds(client)
    make_many(number - FEW, seed=2, first=FEW)
    many = seconds(client)
    print(f"{'':32}{FEW:>12,}{number:>12,}   times as long    bytes")
    for name, (time, size) in many.items():
        print(f"{name:32}{few[name][0] * 1000:9.0f} ms{time * 1000:9.0f} ms{time / few[name][0]:12.1f}{size:15,}")
    print(f"\nThe list takes {many['the list'][0] / many['every record, sorted in Python'][0]:.2f} of the time of the plainest way.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
