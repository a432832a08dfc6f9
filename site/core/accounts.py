"""Accounts by e-mailed code: allauth, with its mail through our outbox and new accounts in the visitor's language."""

from datetime import timedelta
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from core import outbox
from core.languages import current
from core.models import User
from core.models.mail import Priority

KEEP_UNUSED = timedelta(days=1)


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "duplicate_email": _("This is already the address of your account."),
        "email_taken": _("This address belongs to another account."),
        "incorrect_code": _("This is not the code of our latest mail."),
        "rate_limited": _("That was too often in a short time. Wait a few minutes, then try again."),
        "too_many_login_attempts": _("Those were too many tries. Wait a minute, then ask for a new code."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every mail of allauth (codes, notices) goes through the outbox, before all others, in the visitor's language."""
        outbox.write(f"account:{get_random_string(32)}", template_prefix, email, current(), context, Priority.CODE)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.language = current()
        return super().save_user(request, user, form, commit)


def confirm(user: User) -> None:
    """Mark the account's address as confirmed. Without this a right code would lead to a second account."""
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def account_for(email: str) -> User | None:
    """A new account for an address that has none; its first right code confirms it. None when its account is closed."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, language=current())
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    except IntegrityError:
        return User.objects.filter(email=email, is_active=True).first()  # made meanwhile by the same visitor
    return user


def forget_unused() -> int:
    """Retention: accounts made for a code that nobody ever typed."""
    unused = User.objects.filter(last_login=None, date_joined__lt=timezone.now() - KEEP_UNUSED, emailaddress__verified=False)
    return unused.exclude(emailaddress__verified=True).delete()[0]
