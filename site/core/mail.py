"""Where mail goes: SMTP on a server, files in var/mail in demonstration mode."""

import hashlib
import os
from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage as SentMessage
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Keeps each message as one file named after its Message-ID, so that sending it twice leaves one."""

    def send_messages(self, email_messages: Sequence[SentMessage]) -> int:
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            content = message.message()
            name = hashlib.sha256(str(content["Message-ID"]).encode()).hexdigest()[:24]
            target = folder / f"{name}.eml"
            part = folder / f".{name}.{os.getpid()}"
            part.write_bytes(content.as_bytes())
            part.replace(target)
        return len(email_messages)


def kept_messages() -> list[tuple[str, EmailMessage]]:
    """The messages in var/mail with their names, newest first."""
    files = sorted(Path(settings.MAIL_FOLDER).glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [(path.stem, message_from_bytes(path.read_bytes(), policy=policy.default)) for path in files]
