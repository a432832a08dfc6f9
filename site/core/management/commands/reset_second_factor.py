"""Take away a second step that its owner has lost, when nobody can do it in the administration."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import second_factor
from core.models import User


class Command(BaseCommand):
    help = "Take away the second step (app, passkeys, recovery codes) of an account and end its sessions; its owner gets a mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address of the account")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            raise CommandError(f"No account has the address {email}.")
        try:
            second_factor.reset(user, by=None)
        except ValidationError as refusal:
            raise CommandError(refusal.messages[0]) from None
        self.stdout.write(f"Done. {email} signs in with a code and sets up another second step.")
