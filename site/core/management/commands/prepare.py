"""Everything between an installed portal and a served one, each step only when it is needed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core import seal_keys
from core.catalogues import compile_all, folder_of_locales
from core.folders import make_folders
from core.models import User


class Command(BaseCommand):
    help = "Make folders, migrate, compile translations, collect static files, load the demonstration. Safe to repeat; does only what is needed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        make_folders()
        if not seal_keys.is_given() and not seal_keys.key_file().exists():
            self.say("Making the key that seals documents")
            seal_keys.own()
        if compile_all(folder_of_locales()):  # first: what follows may speak, and a language is read once
            self.say("Compiled the translations")
        if not is_migrated():
            self.say("Setting up the database")
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
        if not settings.DEBUG and has_changed("static", static_sources()):
            self.say("Collecting static files")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            remember("static", static_sources())
        if settings.DEMONSTRATION:
            self.load_demonstration()

    def load_demonstration(self) -> None:
        sources = [folder for folder in (settings.BASE_DIR / "site").glob("*/demo") if folder.is_dir()]
        if has_changed("demonstration", sources) or not User.objects.filter(is_demonstration=True).exists():
            self.say("Loading the demonstration content")
            call_command("load_demonstration", verbosity=0)
            remember("demonstration", sources)

    def say(self, what: str) -> None:
        self.stdout.write(f"{what} …")
        self.stdout.flush()


def is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def static_sources() -> list[Path]:
    return [settings.BASE_DIR / "site/static", settings.BASE_DIR / "uv.lock"]


def fingerprint(sources: Iterable[Path]) -> str:
    """Changes when a file below `sources` comes, goes, or is written."""
    files = sorted(
        path
        for source in sources
        for path in ([source] if source.is_file() else source.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    )
    said = "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return hashlib.sha256(said.encode()).hexdigest()


def stamp(name: str) -> Path:
    return Path(settings.VAR) / f".{name}"


def has_changed(name: str, sources: Iterable[Path]) -> bool:
    return not stamp(name).exists() or stamp(name).read_text() != fingerprint(sources)


def remember(name: str, sources: Iterable[Path]) -> None:
    stamp(name).write_text(fingerprint(sources))
