"""`manage.py load_demonstration`: the demonstration's content, as far as it is missing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demo.loader import load


class Command(BaseCommand):
    help = "Loads the demonstration's content: adds what is missing, keeps every change made since."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "The demonstration's accounts and signatures are only for demonstration mode: set PORTAL_DEMONSTRATION=true."
            )
        lines = 0
        for line in load():
            self.stdout.write(f"  + {line}")
            lines += 1
        if not lines:
            self.stdout.write("  The demonstration's content is already there.")
