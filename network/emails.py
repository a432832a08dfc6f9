"""Mails about who speaks for a local government."""

from core import outbox
from core.models import User
from core.models.mail import Priority
from core.permissions import SECRETARIAT
from network.models import Representative


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
