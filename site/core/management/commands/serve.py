"""The portal's one command: the web server and its worker, stopped together."""

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from core.checks import refusals
from core.folders import make_folders
from core.models import User
from core.processes import GRACE, Child, application

MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]


class Command(BaseCommand):
    help = "Serve the portal: web server and worker. Ctrl-C stops both. Address by BIND and PORT, size by WEB_WORKERS and WEB_THREADS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="first do what `prepare` does")

    def handle(self, *args: Any, prepare: bool, **options: Any) -> None:
        if prepare:
            call_command("prepare", stdout=self.stdout)
        if found := refusals():
            raise CommandError("\n".join(["The portal does not start.", *found]))
        make_folders()
        self.announce()
        connections.close_all()  # no connection crosses a fork
        run()

    def announce(self) -> None:
        self.stdout.write(f"The portal is at {settings.PORTAL_URL}/ (Ctrl-C stops it)")
        if settings.DEMONSTRATION:
            self.stdout.write("\n".join(demonstration_notes()))
        self.stdout.flush()


def run() -> None:
    """Serve until a signal comes; the worker stops with the server, whatever ends it."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, leave)
    worker = Child([*MANAGE, "worker", "--parent", str(os.getpid())])
    worker.start()
    try:
        develop() if settings.DEBUG else web_server().serve(target_loader=partial(application, os.getpid()), wrap_loader=False)
    finally:
        worker.stop()


def leave(*_signal: Any) -> None:
    raise SystemExit(0)


def address() -> tuple[str, int]:
    """Where to listen: this machine only, unless BIND says otherwise."""
    return os.environ.get("BIND", "127.0.0.1"), settings.PORT


def web_server() -> MPServer:
    host, port = address()
    return MPServer(
        "portal.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("WEB_WORKERS", "2")),
        blocking_threads=int(os.environ.get("WEB_THREADS", "4")),  # each may hold a database connection
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        websockets=False,
        log_level=LogLevels.warning,
    )


def develop() -> None:
    """Django's own server, which reloads itself when the code changes."""
    host, port = address()
    server = subprocess.Popen([*MANAGE, "runserver", f"{host}:{port}"])  # noqa: S603 -- our own command
    try:
        server.wait()
    finally:
        server.terminate()
        server.wait()


def demonstration_notes() -> list[str]:
    """How to look around in a demonstration."""
    accounts = User.objects.filter(is_demonstration=True, is_active=True).prefetch_related("groups").order_by("pk")
    if not accounts:
        return ["This is a demonstration without accounts: load its content with `manage.py load_demonstration`."]
    width = max(len(account.email) for account in accounts)
    lines = [f"  {account.email:<{width}}  {role(account)}" for account in accounts]
    mailbox = f"{settings.PORTAL_URL}/{settings.LANGUAGE_CODE}/mailbox/"
    return ["This is a demonstration. Sign in with one of these addresses:", *lines, f"The code to sign in arrives at {mailbox}"]


def role(account: User) -> str:
    groups = [group.name for group in account.groups.all()]
    return ", ".join(groups) or ("Administrator" if account.is_superuser else "Representative")
