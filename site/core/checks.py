"""House rules that Django's checks hold, and what keeps the portal from starting."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 -- as Django calls it

from core import seal_keys
from core.models import User

NO_MAIL = "There is no mail server. Set EMAIL_URL, or PORTAL_DEMONSTRATION=true to try the portal out."
DEMONSTRATION_ACCOUNTS = (
    "There are demonstration accounts in the database. Remove them with `manage.py remove_demonstration`, "
    "or set PORTAL_DEMONSTRATION=true to try the portal out."
)


SEAL_DUE = "The key that seals documents should be replaced: it is old, or its certificate ends soon (docs/operations.md)."


def refusals() -> list[str]:
    """Why the portal must not start, in plain words; nothing when it may."""
    seal = seal_keys.problem()
    found = ((NO_MAIL, not settings.EMAIL_URL), (DEMONSTRATION_ACCOUNTS, has_demonstration_accounts()))
    return [seal] * bool(seal) + [message for message, wrong in found if wrong and not settings.DEMONSTRATION]


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


@register(Tags.security, deploy=True)
def check_seal(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if problem := seal_keys.problem():
        return [Error(problem, id="portal.E003")]
    return [Warning(SEAL_DUE, id="portal.W001")] if seal_keys.own().is_due else []
