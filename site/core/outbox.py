"""Mail: written to the outbox in the transaction that causes it, sent by the worker after commit.

A message goes out once: its purpose is unique, one sender holds it while sending, and its Message-ID never changes,
so that a sender killed between the server's answer and its note of it repeats the same message, not another.
"""

import logging
import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string, select_template
from django.utils import timezone, translation

from core.languages import direction
from core.models import Message, SealedDocument
from core.models.mail import Priority

logger = logging.getLogger("portal.outbox")

BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]
LEASE = timedelta(minutes=2)  # longer than a mail server is given to answer
KEEP_TEXT = timedelta(days=30)


def write(
    purpose: str,
    template: str,
    recipient: str,
    language: str,
    context: dict[str, Any] | None = None,
    priority: int = Priority.NOTICE,
    attached: tuple[SealedDocument, str] | None = None,
    reply_to: str = "",
) -> Message:
    """Put a message in the outbox, once per purpose; a second call with the same purpose changes nothing.

    Renders `<template>.txt` in the recipient's language: its first line is the subject, the rest the text. The HTML
    part is made from the same text (or from `<template>.html`), so that both always say the same. `attached`: a sealed
    document and the name of its file; it is read from the private storage when the message goes out.
    """
    with translation.override(language):
        context = {"portal_url": settings.PORTAL_URL, "demonstration_mode": settings.DEMONSTRATION, **(context or {})}
        subject, _, body = render_to_string(f"{template}.txt", context, using="text").strip().partition("\n")
        text = re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n"
        html_context = {**context, "subject": subject.strip(), "parts": parts(text), "direction": direction(language), "language": language}
        html = select_template([f"{template}.html", "core/emails/message.html"]).render(html_context)
    return put(purpose, recipient, language, subject.strip(), text, html, priority, attached, reply_to)


def parts(text: str) -> list[tuple[str, str]]:
    """The paragraphs of a text with their kind: `link` and `code` stand alone in theirs, the rest is `text`."""
    kinds = {"link": re.compile(r"https?://\S+"), "code": re.compile(r"[0-9]{6}|[A-Z0-9]{4,8}(-[A-Z0-9]{4,8})*")}
    found = []
    for paragraph in filter(None, (part.strip() for part in text.split("\n\n"))):
        kind = next((name for name, pattern in kinds.items() if pattern.fullmatch(paragraph)), "text")
        found.append((kind, paragraph))
    return found


def put(
    purpose: str,
    recipient: str,
    language: str,
    subject: str,
    text: str,
    html: str,
    priority: int,
    attached: tuple[SealedDocument, str] | None = None,
    reply_to: str = "",
) -> Message:
    """Put an already rendered message in the outbox, once per purpose."""
    document, name = attached or (None, "")
    held = {"recipient": recipient, "language": language, "subject": subject[:200], "text": text, "html": html, "priority": priority}
    defaults = {**held, "document": document, "document_name": name, "reply_to": reply_to}
    return Message.objects.get_or_create(purpose=purpose, defaults=defaults)[0]


def send_due(limit: int = 50) -> int:
    """Send what is due, those somebody waits for first. Returns how many went out."""
    sent = 0
    for _turn in range(limit):
        outcome = send_next()
        if outcome is None:
            break
        sent += outcome
    return sent


def send_next() -> bool | None:
    """Send the first due message that no other sender holds: True if it went, False if it failed, None if there is none."""
    message = claim()
    if message is None:
        return None
    try:
        deliver(message)
    except Exception as error:  # noqa: BLE001 -- whatever the mail server does, the message stays and is tried again
        postpone(message, error)
        return False
    message.sent_at = timezone.now()
    message.save(update_fields=["sent_at"])
    return True


@transaction.atomic
def claim() -> Message | None:
    """Hold the first due message for `LEASE`: no other sender takes it, and it comes back if this one dies."""
    features = transaction.get_connection().features
    due = Message.objects.due()
    if features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    message = due.first()
    if message:
        message.next_try_at = timezone.now() + LEASE
        message.save(update_fields=["next_try_at"])
    return message


def deliver(message: Message) -> None:
    """Hand one message to the mail server."""
    host = urlsplit(settings.PORTAL_URL).hostname or "localhost"
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        to=[message.recipient],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "Message-ID": f"<{message.pk}.{message.created_at:%Y%m%d%H%M%S%f}@{host}>",
            "Content-Language": message.language,
            "Auto-Submitted": "auto-generated",
        },
        connection=get_connection(),
    )
    mail.attach_alternative(message.html, "text/html")
    if message.document and message.document.file:
        with message.document.file.open("rb") as file:
            mail.attach(message.document_name, file.read(), "application/pdf")
    mail.send()


def postpone(message: Message, error: Exception) -> None:
    """Try again later, with growing patience; after the last try the message is marked as failed."""
    message.tries += 1
    message.last_error = type(error).__name__
    if message.tries > len(BACK_OFF):
        message.failed_at = timezone.now()
    else:
        message.next_try_at = timezone.now() + BACK_OFF[message.tries - 1]
    message.save(update_fields=["tries", "last_error", "failed_at", "next_try_at"])
    logger.warning("Message %s was not sent (%s, try %s)", message.pk, message.last_error, message.tries)


def forget_texts() -> int:
    """Retention: erase text and addresses of messages sent over thirty days ago; that something was sent remains."""
    old = Message.objects.filter(sent_at__lt=timezone.now() - KEEP_TEXT).exclude(recipient="")
    return old.update(text="", html="", recipient="", reply_to="")
