"""The Nu Html Checker as a service of the tests: started once, for its start takes longer than all it is asked."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.conftest import free_port

HEADERS = {"Content-Type": "text/html; charset=utf-8", "User-Agent": "tests"}  # it refuses who does not say who they are
PATIENCE = 120  # seconds for it to read its own rules, on a busy machine


@contextmanager
def html_checker(jar: Path) -> Iterator[int]:
    """The port on which it listens, on this machine only."""
    port = free_port()
    command = ["java", "-Xss2m", "-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", str(jar), "nu.validator.servlet.Main", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(port)
            yield port
        finally:
            process.kill()


def wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            check(port, "<!doctype html><title>Ready</title>")
            break
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


def check(port: int, document: str) -> list[str]:
    """What it says against a document, a line each."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("POST", "/?out=json", document.encode(), HEADERS)
        said = json.loads(connection.getresponse().read())
    return [f"{entry.get('lastLine')}: {entry['message']}" for entry in said["messages"]]
