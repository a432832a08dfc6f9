"""Mails about who speaks for a local government, and about help numbers."""

from django.conf import settings
from django.urls import reverse

from core import outbox
from core.models import User
from core.models.mail import Priority
from core.permissions import SECRETARIAT
from network.models import HelpNumber, Representative


def secretariat() -> list[User]:
    """Everybody who answers for the secretariat."""
    return list(User.objects.filter(groups__name=SECRETARIAT, is_active=True))


def representation_requested(representative: Representative) -> None:
    for user in secretariat():
        context = {"representative": representative}
        outbox.write(
            f"representation:{representative.pk}:{user.pk}", "network/emails/representation_requested", user.email, user.language, context
        )


def representation_answered(representative: Representative, message: str) -> None:
    user = representative.user
    context = {"representative": representative, "message": message}
    outbox.write(
        f"representation:{representative.pk}:answer",
        "network/emails/representation_answered",
        user.email,
        user.language,
        context,
        Priority.NOTICE,
    )


def help_number_to_check(number: HelpNumber) -> None:
    """Ask whoever answers for it whether it still answers; the secretariat when nobody does. Once per check and year."""
    owner = number.owner
    for user in [owner] if owner and owner.is_active else secretariat():
        context = {
            "number": number,
            "is_mine": user == owner,
            "url": settings.PORTAL_URL + reverse("wagtailsnippets_network_helpnumber:check", args=[number.pk]),
        }
        purpose = f"help_number:{number.pk}:{number.checked_on}:{number.years_to_ask}:{user.pk}"
        outbox.write(purpose, "network/emails/help_number_to_check", user.email, user.language, context, Priority.BULK)
