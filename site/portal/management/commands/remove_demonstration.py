"""`manage.py remove_demonstration`: take out what is made up, keep the facts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.demo.removal import remove


class Command(BaseCommand):
    help = "Removes the demonstration's signatures with their evidence, its fictional local governments and its accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--noinput", "--no-input", action="store_false", dest="interactive", help="Do not ask before removing.")

    def handle(self, *args: Any, **options: Any) -> None:
        question = "Every demonstration signature, also those made by visitors, will be removed for ever. Type yes to go on: "
        if options["interactive"] and input(question).strip().lower() != "yes":
            self.stdout.write("Nothing was removed.")
            return
        removed = remove()
        self.stdout.write(
            f"Removed {removed.signatures} signatures, {removed.local_governments} local governments, {removed.accounts} accounts. The facts and pages stay."
        )
