"""Walk the chains of evidence and say where they break."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from charter.enums import Chain
from charter.evidence import verify, verify_texts
from charter.models import SignatureEvent


class Command(BaseCommand):
    help = "Checks the evidence of every signature; exits with an error where it does not hold."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for chain in Chain:
            breaks = list(verify(chain))
            count = SignatureEvent.objects.filter(chain=chain).count()
            self.stdout.write(f"{chain}: {count} events, {'whole' if not breaks else f'{len(breaks)} breaks'}")
            broken += self.report(breaks)
        broken += self.report(list(verify_texts()))
        if broken:
            raise CommandError(f"The evidence does not hold in {broken} places.")

    def report(self, breaks: list[Any]) -> int:
        for found in breaks:
            self.stderr.write(f"  {found.where}: {found.what}")
        return len(breaks)
