"""Kill the portal's processes without warning while people sign, and look whether anything is lost or sent twice.

`make soak` runs it: web workers, the worker and the whole portal are killed (SIGKILL) at random moments, and the worker
50 times while it seals a certificate; meanwhile four officers, their signatories and the secretariat go on, trying again
as people do when a page does not come.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import datetime
from email import message_from_bytes
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("KILLS", "50"))
OFFICERS = 4
PORT = random.randint(20_000, 30_000)
HOME = f"http://localhost:{PORT}"
FOLDER = Path(tempfile.mkdtemp(prefix="portal-soak-"))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "PORTAL_DEMONSTRATION": "true",
    "PORTAL_VAR": str(FOLDER),
    "PORTAL_URL": HOME,
    "PORT": str(PORT),
}
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

import django

django.setup()

from django.db import connections
from django.utils import timezone

from charter import evidence
from charter.enums import Status
from charter.models import Signature, SignatureEvent
from core.models import Message
from tests.soak import sealing
from tests.soak.people import NoPageError, Person, file_of, journey, until, wait_for

MANAGE = [sys.executable, str(ROOT / "manage.py")]
READY = threading.Barrier(OFFICERS + 2)
SECRETARY = "secretariat@caring-territories.example"


class Portal:
    """The served portal, started again whenever it is gone."""

    def __init__(self) -> None:
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([*MANAGE, "serve"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def children(self) -> list[int]:
        lists = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(pid) for children in lists for pid in children.read_text().split()]

    def revive(self) -> None:
        """Wait until it answers; start it when it ended by itself, as a service manager does.

        (The web server gives up when its children die in a row.)
        """
        for _look in range(300):
            if self.process.poll() is not None:
                self.process = self.start()
            try:
                Person().get("/healthz")
            except NoPageError:
                time.sleep(0.3)
            else:
                return
        raise RuntimeError("The portal does not come back.")

    def kill_something(self) -> str:
        """Kill a child, or the whole portal, and start again what does not start by itself."""
        children = self.children()
        if children and random.random() < 0.75:
            victim = random.choice(children)
            name = "worker" if is_worker(victim) else "web"
            os.kill(victim, signal.SIGKILL)
            return name
        self.process.kill()
        self.process.wait()
        while any(map(runs, children)):  # they notice and end, and free the port
            time.sleep(0.2)
        self.process = self.start()
        return "all"

    def kill_while_sealing(self, claims: sealing.Claims) -> str:
        """Kill every worker in the middle of a certificate.

        One of ours works beside the portal's, which starts again with growing patience.
        """
        helper = subprocess.Popen([*MANAGE, "worker"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        begun = claims.wait()
        for worker in [helper.pid, *filter(is_worker, self.children())]:
            with suppress(ProcessLookupError):  # it may have ended by itself
                os.kill(worker, signal.SIGKILL)
        helper.wait()
        if not begun:
            return "workers were idle"
        return "workers while sealing" if sealing.are_unfinished(begun) else "workers after sealing"


def is_worker(pid: int) -> bool:
    command = Path(f"/proc/{pid}/cmdline")
    return command.exists() and b"worker" in command.read_bytes()


def runs(pid: int) -> bool:
    """Whether a process is still there; one that ended and waits to be collected is not."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def work(number: int, stop: threading.Event, names: list[str]) -> None:
    officer = Person()
    officer.sign_in(f"officer{number}@soak.example")
    READY.wait()
    turn = 0
    while not stop.is_set():
        turn += 1
        name = f"Soaktown {number} {turn} {random.choice('abcdefghijkl') * 9}"
        journey(officer, name, f"mayor{number}x{turn}@soak.example")
        names.append(name)
        until(lambda name=name: file_of(name).status == Status.ACCEPTED, lambda: time.sleep(0.5))  # few unaccepted records a person
    connections.close_all()


def accept_all(stop: threading.Event) -> None:
    secretary = Person()
    secretary.sign_in(SECRETARY)
    READY.wait()

    while not stop.is_set() or Signature.objects.filter(status=Status.SUBMITTED).exists():
        for file in Signature.objects.filter(status=Status.SUBMITTED):
            page = f"/admin/signatures/{file.public_id}/accept/"
            until(lambda file=file: Signature.objects.get(pk=file.pk).status == Status.ACCEPTED, lambda page=page: confirm(secretary, page))
        time.sleep(0.3)
    connections.close_all()


def confirm(person: Person, path: str) -> None:
    """Press the button of a page with a form, as it stands."""
    form = person.get(path).select_one("form[method=post][action*='/signatures/']")
    if form is None:
        raise NoPageError(path)
    values = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}
    person.read(lambda: person.browser.post(HOME + path, values, timeout=20, headers={"Referer": HOME + path}))


def faults(names: list[str], began: datetime) -> list[str]:
    """What was lost, doubled or broken."""
    found = [f"{row.where}: {row.what}" for chain in ("register", "demonstration") for row in evidence.verify(chain)]
    for name in names:
        file = file_of(name)
        kinds = Counter(SignatureEvent.objects.filter(signature=file).values_list("kind", flat=True))
        if file.status != Status.ACCEPTED or kinds != {"started": 1, "signed": 1, "accepted": 1}:
            found.append(f"{name}: {file.status} {dict(kinds)}")
        told = Message.objects.filter(purpose__startswith=f"accepted:{file.public_id}:").count()
        if told != 2:
            found.append(f"{name}: {told} mails of acceptance")
        found += sealing.faults(file)
    kept = [message_from_bytes(path.read_bytes())["Message-ID"] for path in (FOLDER / "mail").glob("*.eml")]
    sent = Message.objects.filter(sent_at__isnull=False, created_at__gte=began).count()
    if not sent == len(kept) == len(set(kept)):
        found.append(f"{sent} mails are marked as sent, {len(kept)} are in the mailbox")
    if Message.objects.filter(sent_at=None).exists():
        found.append("a mail was never sent")
    print(f"{len(names)} journeys, {SignatureEvent.objects.filter(at__gte=began).count()} events, {sent} mails")
    return found


def main() -> None:
    subprocess.run([*MANAGE, "prepare"], check=True, stdout=subprocess.DEVNULL)
    began = timezone.now()
    portal, stop, all_sent, names = Portal(), threading.Event(), threading.Event(), []
    people = [threading.Thread(target=work, args=(number, stop, names), daemon=True) for number in range(OFFICERS)]
    secretariat = threading.Thread(target=accept_all, args=(all_sent,), daemon=True)
    portal.revive()
    for thread in [*people, secretariat]:
        thread.start()
    READY.wait()  # codes to sign in are limited: everybody comes in before the first kill
    killed, claims = Counter(), sealing.Claims()
    while killed["workers while sealing"] < KILLS:
        portal.revive()
        time.sleep(random.uniform(0, 4))
        if killed.total() < 2 * KILLS:
            killed[portal.kill_something()] += 1
            portal.revive()
        killed[portal.kill_while_sealing(claims)] += 1
    print(f"killed: {dict(killed)}", flush=True)
    portal.revive()
    stop.set()
    for person in people:
        person.join(600)
    all_sent.set()
    secretariat.join(600)
    wait_for(lambda: not sealing.waiting(), 300)
    wait_for(lambda: not Message.objects.filter(sent_at=None).exists(), 300)
    portal.process.terminate()
    portal.process.wait()
    found = faults(names, began)
    print("\n".join(found) or "Nothing was lost, nothing was sent twice, the evidence holds.")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
