"""The second step of signing in: who needs one, whether this session took it, how it is kept, how it is reset."""

import base64
import os
from io import BytesIO
from typing import Any, ClassVar
from urllib.parse import urlsplit

import segno
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from core import outbox, sessions
from core.models import User

RESET = "core.reset_second_factor"


class Adapter(DefaultMFAAdapter):
    """What allauth asks us: words, names, and how secrets are kept."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This is not right. Please try again."),
        "unverified_email": _("Please confirm your new address first, with the code that we sent there."),
        "cannot_generate_recovery_codes": _("Set up an authenticator app or a passkey first."),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the portal's public address, whatever name a request uses."""
        return {"id": urlsplit(settings.PORTAL_URL).hostname or "localhost", "name": settings.WAGTAIL_SITE_NAME}

    def build_totp_svg(self, url: str) -> str:
        svg = BytesIO()
        segno.make(url, error="m").save(svg, kind="svg", scale=4, border=4, light="#fff", xmldecl=False)
        return svg.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With another key than the one it was kept with: a secret that no code fits, so that the person asks for a reset."""
        try:
            return keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(os.urandom(20)).decode()


def keys() -> MultiFernet:
    """Secrets are kept under a key derived from SECRET_KEY; those kept under a former one stay readable."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (salted_hmac("second factor", "key", secret, algorithm="sha256").digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def is_required(user: User | AnonymousUser) -> bool:
    """Secretariat, editors, superusers: whoever may enter the administration. Not while the portal is only tried out."""
    return not settings.DEMONSTRATION and user.is_authenticated and user.has_perm("wagtailadmin.access_admin")


def has_one(user: User) -> bool:
    """An authenticator app or a passkey. Recovery codes alone are none."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


def has_app(user: User) -> bool:
    return is_mfa_enabled(user, [Authenticator.Type.TOTP])


def was_taken(request: HttpRequest) -> bool:
    """Whether this session was opened, or confirmed since, with a second step or a passkey."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


@transaction.atomic
def reset(user: User, *, by: User | None) -> None:
    """Take away a second step that its owner has lost, and end their sessions. They hear of it, and the log keeps it.

    `by` is a superuser, or nobody when it is done in the terminal.
    """
    if by and not by.is_superuser:
        raise ValidationError(_("Only accounts with every right may do this."), code="forbidden")
    if by == user:
        raise ValidationError(_("Change your own second step on the page of your account."), code="own")
    removed, _kinds = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise ValidationError(_("This account has no second step."), code="none")
    sessions.end_all(user)
    log(instance=user, action=RESET, user=by)
    outbox.write(f"second-factor-reset:{get_random_string(32)}", "core/emails/second_factor_reset", user.email, user.language)
