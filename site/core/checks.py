"""House rules that Django's checks hold, and what keeps the portal from starting."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from core.models import User

NO_MAIL = "There is no mail server. Set EMAIL_URL, or PORTAL_DEMONSTRATION=true to try the portal out."
DEMONSTRATION_ACCOUNTS = (
    "There are demonstration accounts in the database. Remove them with `manage.py remove_demonstration`, "
    "or set PORTAL_DEMONSTRATION=true to try the portal out."
)


def refusals() -> list[str]:
    """Why the portal must not start, in plain words; nothing when it may. A demonstration may always start."""
    if settings.DEMONSTRATION:
        return []
    return [
        message for message, wrong in ((NO_MAIL, not settings.EMAIL_URL), (DEMONSTRATION_ACCOUNTS, has_demonstration_accounts())) if wrong
    ]


def has_demonstration_accounts() -> bool:
    return User.objects.filter(is_demonstration=True).exists()


@register(Tags.security, deploy=True)
def check_mail(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [Error(NO_MAIL, id="portal.E001")] if not settings.DEMONSTRATION and not settings.EMAIL_URL else []


@register(Tags.database, deploy=True)
def check_accounts(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Runs only when a database is named (`check --deploy --database default`), as Django asks of such checks."""
    if not databases or settings.DEMONSTRATION or not has_demonstration_accounts():
        return []
    return [Error(DEMONSTRATION_ACCOUNTS, id="portal.E002")]
