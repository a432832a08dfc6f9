"""Brings the catalogues in locales/ up to date with the code."""

import shutil
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.catalogues import catalogues, extract, folder_of_locales, problems


class Command(BaseCommand):
    help = "Extract messages into locales/ and say what is left to translate. Needs gettext."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not shutil.which("xgettext"):
            raise CommandError("gettext is missing. On Debian: apt install gettext")
        extract()
        for path in catalogues(folder_of_locales()):
            left = sum(1 for _problem in problems(path))
            self.stdout.write(f"{path.relative_to(folder_of_locales())}: {left or 'nothing'} to do")
