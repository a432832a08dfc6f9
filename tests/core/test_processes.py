"""The real commands, started and stopped as people and accidents do: nothing is left running, nothing is lost."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings

from tests.conftest import free_port

PATIENCE = 60  # seconds: other tests may keep the machine busy


class Portal:
    """One installation of the portal in a folder of its own."""

    def __init__(self, root: Path, var: Path, **environment: str) -> None:
        self.root, self.var, self.port = root, var, free_port()
        plain = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "EMAIL_URL", "PORTAL_URL")}
        self.environment = plain | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            "PORTAL_VAR": str(var),
            "PORT": str(self.port),
            "PORTAL_DEMONSTRATION": "true",
            **environment,
        }
        self.log = var / "log"

    def start(self, *command: str) -> subprocess.Popen:
        with self.log.open("a") as log:
            return subprocess.Popen(
                [sys.executable, "manage.py", *command], cwd=self.root, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def run(self, *command: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *command], cwd=self.root, env=self.environment, capture_output=True, text=True, timeout=300
        )

    def answers(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def sql(self, statement: str, *values: object) -> list:
        with closing(sqlite3.connect(self.var / "portal.sqlite3", timeout=20)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def write_mail(self, purpose: str) -> None:
        now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() - 5))
        self.sql(
            "INSERT INTO core_message (purpose, recipient, language, subject, text, html, priority, created_at, next_try_at, tries, last_error, document_name, reply_to)"
            " VALUES (?, 'you@example.org', 'en', 'A subject', 'A text', '<p>A text</p>', 0, ?, ?, 0, '', '', '')",
            purpose,
            now,
            now,
        )

    def mails(self) -> int:
        return len(list((self.var / "mail").glob("*.eml")))


def family(pid: int) -> list[int]:
    """A process and all that came from it."""
    found = [pid]
    for member in found:
        for task in Path(f"/proc/{member}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def threads(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(condition, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    pytest.fail(f"Not within {PATIENCE} s: {what}")


@pytest.fixture
def portal(db, root, tmp_path):
    """Installed with the migrated database of the tests."""
    made = Portal(root, tmp_path)
    source = settings.DATABASES["default"]["NAME"]
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(tmp_path / "portal.sqlite3")) as new:
        old.backup(new)
    started = []
    start = made.start
    made.start = lambda *command: started.append(start(*command)) or started[-1]
    yield made
    for process in started:
        for member in family(process.pid):
            if runs(member):
                os.kill(member, signal.SIGKILL)
        process.wait()


@pytest.fixture
def serving(portal):
    """The portal at work: web server with two processes, and a worker."""
    portal.process = portal.start("serve")
    wait_for(portal.answers, "the portal answers")
    wait_for(lambda: len(family(portal.process.pid)) == 4, "two web processes and a worker")
    wait_for(lambda: all(threads(pid) > 2 for pid in family(portal.process.pid)[1:]), "each of them has begun its work")
    portal.write_mail("welcome:1")
    wait_for(lambda: portal.mails() == 1, "the worker sends mail")
    return portal


@pytest.mark.parametrize(
    "stop", [lambda pid: os.kill(pid, signal.SIGTERM), lambda pid: os.killpg(pid, signal.SIGINT)], ids=["term", "ctrl-c"]
)
def test_one_signal_stops_everything(serving, stop):
    members = family(serving.process.pid)

    stop(serving.process.pid)

    assert serving.process.wait(PATIENCE) == 0
    wait_for(lambda: not any(map(runs, members)), "all processes end")
    assert not [word for word in ("Traceback", "Killing", "KeyboardInterrupt") if word in serving.log.read_text()]


def test_nothing_outlives_a_killed_parent(serving):
    members = family(serving.process.pid)

    serving.process.kill()

    wait_for(lambda: not any(map(runs, members)), "all processes end")


def test_killed_children_are_replaced(serving):
    _parent, *children = family(serving.process.pid)
    for child in children:
        os.kill(child, signal.SIGKILL)

    wait_for(
        lambda: len([member for member in family(serving.process.pid)[1:] if member not in children and runs(member)]) == 3, "new ones"
    )
    wait_for(serving.answers, "the portal answers")
    serving.write_mail("welcome:2")
    wait_for(lambda: serving.mails() == 2, "the new worker sends mail")


def test_demonstration_says_who_can_sign_in(portal):
    portal.sql(
        "INSERT INTO core_user (password, is_superuser, first_name, last_name, is_staff, is_active, date_joined, email, language, salt, is_demonstration)"
        " VALUES ('', 0, 'Sam', 'Sample', 0, 1, '2026-01-01', 'secretariat@demo.example', 'en', '', 1)"
    )
    portal.sql("INSERT INTO core_user_groups (user_id, group_id) SELECT max(core_user.id), max(auth_group.id) FROM core_user, auth_group")
    portal.start("serve")
    wait_for(portal.answers, "the portal answers")

    said = portal.log.read_text()

    assert f"http://localhost:{portal.port}/" in said
    assert "secretariat@demo.example" in said
    assert f"http://localhost:{portal.port}/en/mailbox/" in said


def test_folders_are_closed_to_others(serving):
    for name in ("keys", "private", "mail"):
        assert (serving.var / name).stat().st_mode & 0o777 == 0o700
    assert (serving.var / "keys/secret_key").stat().st_mode & 0o777 == 0o600


def test_does_not_start_without_a_mail_server(portal):
    portal.environment["PORTAL_DEMONSTRATION"] = "false"

    said = portal.run("serve")

    assert said.returncode == 1
    assert "There is no mail server. Set EMAIL_URL" in said.stderr
    assert "Traceback" not in said.stderr


def test_prepares_a_portal_from_nothing_and_then_only_what_changed(root, tmp_path):
    portal = Portal(root, tmp_path)

    first, second = portal.run("prepare"), portal.run("prepare")

    assert (first.returncode, first.stderr) == (0, "")
    assert "Setting up the database" in first.stdout
    assert "Collecting static files" in first.stdout
    assert "Loading the demonstration content" in first.stdout
    assert (second.returncode, second.stdout) == (0, "")
    assert list((tmp_path / "static/css").glob("portal.*.css.br"))
    shutil.rmtree(tmp_path / "static")


FORKING = """
import os, signal, threading, time
from core.processes import begin

def web():
    for _turn in range(300):
        children.append(os.fork() or time.sleep(600))

children = []
server = threading.Thread(target=web)
server.start()
while server.is_alive():
    begin(["true"]).wait()
for child in children:
    os.kill(child, signal.SIGKILL)
"""


def test_a_program_is_begun_while_the_web_server_forks(root):
    subprocess.run([sys.executable, "-c", FORKING], cwd=root / "site", timeout=PATIENCE, check=True)
