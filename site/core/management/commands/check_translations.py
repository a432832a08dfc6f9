"""Fails when a translation is missing, doubtful or no longer fits the code."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from core.catalogues import catalogues, extract, folder_of_locales, problems


class Command(BaseCommand):
    help = "Check that every catalogue is complete and up to date with the code (the latter needs gettext)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        folder = folder_of_locales()
        found = [problem for path in catalogues(folder) for problem in problems(path)]
        if shutil.which("xgettext"):
            found += changes(folder)
        else:
            self.stderr.write("gettext is missing: not checked whether the catalogues have every message of the code.")
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(f"{len(found)} things to mend in the translations; `make messages` extracts new ones.")
        self.stdout.write("The translations are complete.")


def changes(folder: Path) -> Iterator[str]:
    """Catalogues that an extraction would change, seen on a copy."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(shutil.copytree(folder, Path(place) / "locales"))
        with override_settings(LOCALE_PATHS=[str(copy)]):
            extract()
        for path in catalogues(copy):
            name = path.relative_to(copy)
            if not (folder / name).exists() or (folder / name).read_text() != path.read_text():
                yield f"{name}: the code has other messages"
