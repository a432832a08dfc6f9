"""What the demonstration's mailbox shows of a kept message."""

from datetime import datetime
from email.message import EmailMessage

from django import template

from core.outbox import parts

register = template.Library()


@register.filter
def header(message: EmailMessage, name: str) -> str:
    return str(message.get(name, ""))


@register.filter
def sent_at(message: EmailMessage) -> datetime | None:
    sent = message.get("Date")
    return sent.datetime if sent else None


@register.filter
def letter(message: EmailMessage) -> list[tuple[str, str]]:
    """The paragraphs of its text with their kind, as in its HTML part."""
    body = message.get_body(("plain",))
    return parts(body.get_content().replace("\r\n", "\n")) if body else []
