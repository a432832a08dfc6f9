"""Replaces the key that seals documents."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import seal_keys
from core.folders import make_folders


class Command(BaseCommand):
    help = "Seal documents with a new key from now on. The old certificate is kept: what it sealed stays genuine."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        make_folders()
        try:
            key = seal_keys.rotate()
        except seal_keys.SealKeyError as error:
            raise CommandError(str(error)) from None
        count = len(seal_keys.certificates())
        self.stdout.write(f"The certificate of the new key: {seal_keys.fingerprint(key.certificate)} (SHA-256); {count} are published.")
