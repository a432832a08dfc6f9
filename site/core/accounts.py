"""Accounts: allauth, with its mail through our outbox, its attempts counted by ours and new accounts in the visitor's language."""

from datetime import timedelta
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from core import attempts, outbox
from core.languages import current
from core.models import User
from core.models.mail import Priority
from core.reauthentication import by_code, is_fresh

KEEP_UNUSED = timedelta(days=1)
WAYS = {  # to show that it is still the same person, in our words
    "reauthenticate": _("Use my password"),
    "mfa_reauthenticate": _("Use my app or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use my passkey"),
    "code": _("Use a code sent by email"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "duplicate_email": _("This is already the address of your account."),
        "email_taken": _("This address belongs to another account."),
        "email_password_mismatch": _("The address and the password do not go together. You can also sign in with a code."),
        "incorrect_code": _("This is not the code of our latest mail."),
        "incorrect_password": _("This is not the password of your account. You can also use a code."),
        "rate_limited": _("That was too often in a short time. Wait a few minutes, then try again."),
        "too_many_login_attempts": _("Those were too many tries. Wait a minute, then ask for a new code."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every mail of allauth (codes, notices) goes through the outbox, before all others, in the visitor's language."""
        outbox.write(f"account:{get_random_string(32)}", template_prefix, email, current(), context, Priority.CODE)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """A password is tried."""
        self.attempt = attempts.take("password_tried", request=request, key=credentials.get("email", ""))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user:
            self.attempt.give_back()
        return user

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return not is_fresh(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        ways = [*super().get_reauthentication_methods(user), *(by_code(user) if user.is_authenticated else [])]
        return [way | {"description": WAYS[way["id"]]} for way in ways]

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
