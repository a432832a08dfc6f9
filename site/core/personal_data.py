"""A copy of everything the portal keeps about a person. Each application registers its part when it starts."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from core.models import Message, User
from core.models.mail import Priority

Collect = Callable[[User], Any]
PARTS: dict[str, Collect] = {}


def register(name: str, collect: Collect) -> None:
    """`collect(user)` gives plain values: texts, numbers, lists, dictionaries. Registering twice is harmless."""
    PARTS[name] = collect


def of(user: User) -> dict[str, Any]:
    return {"made_at": timezone.now().isoformat(), **{name: collect(user) for name, collect in PARTS.items()}}


def account(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "language": user.language,
        "joined_at": user.date_joined.isoformat(),
        "last_signed_in_at": moment(user.last_login),
        "groups": sorted(user.groups.values_list("name", flat=True)),
        "has_password": user.has_usable_password(),
    }


def second_steps(user: User) -> list[dict[str, Any]]:
    """Which ones and since when. The secrets themselves stay where they are."""
    return [
        {
            "kind": found.type,
            "name": found.data.get("name", ""),
            "added_at": moment(found.created_at),
            "last_used_at": moment(found.last_used_at),
        }
        for found in Authenticator.objects.filter(user=user).order_by("pk")
    ]


def signed_in_sessions(user: User) -> list[dict[str, Any]]:
    return [
        {"browser": found.browser, "system": found.system, "began_at": moment(found.began_at), "last_used_at": moment(found.last_used_at)}
        for found in user.signed_in_sessions.all()
    ]


def mails(user: User) -> list[dict[str, Any]]:
    """What we wrote to this address; texts are kept for thirty days. The subject of a code would be the code."""
    found = Message.objects.filter(recipient=user.email).order_by("created_at", "pk")
    return [
        {
            "subject": "" if mail.priority == Priority.CODE else mail.subject,
            "written_at": moment(mail.created_at),
            "sent_at": moment(mail.sent_at),
        }
        for mail in found
    ]


def moment(at: Any) -> str | None:
    return at.isoformat() if at else None


register("account", account)
register("second_steps", second_steps)
register("sessions", signed_in_sessions)
register("mails", mails)
