"""Passwords, for those who want one beside the codes."""

from allauth.account.adapter import get_adapter
from django.contrib.auth import update_session_auth_hash
from django.db import transaction

from core import attempts, sessions
from core.typing_kept import SignedInRequest


def set_new(request: SignedInRequest, password: str) -> None:
    """Set the password, end every other session, tell the owner."""
    attempts.take("account_changed", key=str(request.user.pk))
    with transaction.atomic():
        request.user.set_password(password)
        request.user.save(update_fields=["password"])
        settle(request, "account/email/password_set")


@transaction.atomic
def remove(request: SignedInRequest) -> None:
    """Take the password away, end every other session, tell the owner. Twice changes nothing."""
    if request.user.has_usable_password():
        request.user.set_unusable_password()
        request.user.save(update_fields=["password"])
        settle(request, "account/email/password_removed")


def settle(request: SignedInRequest, mail: str) -> None:
    update_session_auth_hash(request, request.user)  # this session goes on, under a new key
    sessions.note(request, request.user)
    sessions.end_all(request.user, but=request.session.session_key)
    get_adapter(request).send_notification_mail(mail, request.user)
