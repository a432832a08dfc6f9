"""Closing an account: what stands in its way, what has to end first, and then its row and all that belongs to it go.

An application registers a refusal (why this person cannot close their account now) or an ending (what it has to settle,
in the same transaction). The evidence of signatures holds salted digests only, and stays whole.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import outbox, sessions
from core.models import User

Refusal = Callable[[User], str | Promise | None]
Ending = Callable[[User], None]
REFUSALS: list[Refusal] = []
ENDINGS: list[Ending] = []


def register(*, refusal: Refusal | None = None, ending: Ending | None = None) -> None:
    """To be called when an application starts; registering twice is harmless."""
    if refusal and refusal not in REFUSALS:
        REFUSALS.append(refusal)
    if ending and ending not in ENDINGS:
        ENDINGS.append(ending)


def refusals(user: User) -> list[str]:
    """Why the account cannot be closed now, in words for its owner."""
    return [str(said) for refusal in REFUSALS if (said := refusal(user))]


def last_superuser(user: User) -> Promise | None:
    if not user.is_superuser or User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk).exists():
        return None
    return _("This is the only account with every right. Give them to somebody else first, in the administration.")


@transaction.atomic
def close(user: User) -> None:
    """Erase the account. Refused while something stands in its way; its owner gets a last mail."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if standing := refusals(user):
        raise ValidationError(standing[0], code="closing")
    for ending in ENDINGS:
        ending(user)
    sessions.end_all(user)
    outbox.write(f"account-closed:{get_random_string(32)}", "core/emails/account_closed", user.email, user.language)
    user.delete()


register(refusal=last_superuser)
