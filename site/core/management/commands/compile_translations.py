"""Compiles the catalogues where gettext is missing."""

from typing import Any

from django.core.management.base import BaseCommand

from core.catalogues import compile_all, folder_of_locales


class Command(BaseCommand):
    help = "Compile the catalogues that changed, without gettext."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        done = compile_all(folder_of_locales())
        if done:
            self.stdout.write(f"Compiled {done} catalogue{'s' if done > 1 else ''}.")
