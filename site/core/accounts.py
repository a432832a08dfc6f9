"""Accounts by e-mailed code: allauth, with its mail through our outbox and new accounts in the visitor's language."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.utils.crypto import get_random_string

from core import outbox
from core.languages import current
from core.models import User
from core.models.mail import Priority


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every mail of allauth (codes, notices, "no account here") goes through the outbox, before all others."""
        outbox.write(f"account:{get_random_string(32)}", template_prefix, email, self.mail_language(email), context, Priority.CODE)

    def mail_language(self, email: str) -> str:
        """The account's language, else the one the visitor reads."""
        return User.objects.filter(email__iexact=email).values_list("language", flat=True).first() or current()

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.language = current()
        return super().save_user(request, user, form, commit)


def confirm(user: User) -> None:
    """Mark the account's address as confirmed. Without this a right code would lead to a second account."""
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
