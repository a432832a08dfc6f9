"""Mail goes out once, codes first, in the recipient's language, whatever happens to the sender."""

from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from core import outbox
from core.mail import FolderBackend, kept_messages
from core.models import Message
from core.models.mail import Priority

NOW = timezone.now()


def put(purpose, priority=Priority.NOTICE, language="en", **fields):
    return outbox.put(purpose, fields.get("recipient", "you@example.org"), language, "A subject", "A text\n", "<p>A text</p>", priority)


def test_a_purpose_is_written_once(db):
    assert put("welcome:1") == put("welcome:1", recipient="other@example.org")
    assert Message.objects.get().recipient == "you@example.org"


def test_codes_go_before_everything_else(db, deliver):
    for purpose, priority in (("bulk", Priority.BULK), ("notice", Priority.NOTICE), ("code", Priority.CODE)):
        put(purpose, priority, recipient=f"{purpose}@example.org")

    assert [mail.to[0] for mail in deliver()] == ["code@example.org", "notice@example.org", "bulk@example.org"]
    assert deliver() == []


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("es", "ltr"), ("ar", "rtl")])
def test_a_mail_has_two_parts_in_the_language_of_its_recipient(db, smtp, language, direction):
    outbox.write("code:1", "charter/emails/signing_code", "you@example.org", language, {"code": "123456"}, Priority.CODE)

    assert outbox.send_due() == 1

    mail = message_from_bytes(smtp.received[0].content, policy=policy.default)
    text, html = (mail.get_body([kind]).get_content() for kind in ("plain", "html"))
    assert smtp.received[0].rcpt_tos == ["you@example.org"]
    assert mail["Content-Language"] == language
    assert mail["Auto-Submitted"] == "auto-generated"
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert "123456" in text
    assert "123456" in html
    assert len(mail["Message-ID"].split("@")[0]) > 10


def test_a_refused_mail_is_tried_again_with_growing_patience(db, smtp):
    smtp.answer = "451 Later, please"
    message = put("notice:1")
    waits = []
    with time_machine.travel(NOW, tick=False) as clock:
        Message.objects.update(next_try_at=timezone.now())
        for _turn in range(len(outbox.BACK_OFF)):
            assert outbox.send_due() == 0
            message.refresh_from_db()
            waits.append(message.next_try_at - timezone.now())
            clock.move_to(message.next_try_at)
        assert waits == outbox.BACK_OFF

        outbox.send_due()
        message.refresh_from_db()
        assert message.failed_at
        assert message.last_error == "SMTPDataError"

        smtp.answer = "250 OK"
        assert outbox.send_due() == 0


def test_a_mail_refused_once_goes_out_later(db, smtp):
    put("notice:1")
    smtp.answer = "451 Later, please"
    outbox.send_due()
    smtp.answer = "250 OK"

    with time_machine.travel(timezone.now() + outbox.BACK_OFF[0]):
        assert outbox.send_due() == 1
    assert len(smtp.received) == 1


def test_the_mail_of_a_killed_sender_comes_back_as_the_same_mail(db, settings):
    settings.EMAIL_BACKEND = "core.mail.FolderBackend"
    put("notice:1")

    outbox.deliver(outbox.claim())  # and then the process is killed, before it notes that the mail went

    assert outbox.claim() is None
    with time_machine.travel(timezone.now() + outbox.LEASE):
        assert outbox.send_due() == 1
    assert len(kept_messages()) == 1


def test_the_folder_keeps_each_mail_once_and_closed(db, settings, deliver):
    settings.EMAIL_BACKEND = "core.mail.FolderBackend"
    put("notice:1")
    put("notice:2")

    deliver()

    mails = [mail for _name, mail in kept_messages()]
    assert [mail["To"] for mail in mails] == ["you@example.org"] * 2
    assert settings.MAIL_FOLDER.stat().st_mode & 0o777 == 0o700
    assert FolderBackend().send_messages([]) == 0


def test_texts_and_addresses_are_forgotten_after_thirty_days(db, deliver):
    put("notice:1")
    deliver()

    assert outbox.forget_texts() == 0
    with time_machine.travel(timezone.now() + outbox.KEEP_TEXT + outbox.LEASE):
        assert outbox.forget_texts() == 1
    forgotten = Message.objects.get()
    assert (forgotten.recipient, forgotten.text, forgotten.html) == ("", "", "")
    assert put("notice:1") == forgotten


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_several_senders_send_each_mail_once(mailoutbox):
    for number in range(40):
        put(f"notice:{number}", recipient=f"person{number}@example.org")

    def send(_number):
        try:
            return outbox.send_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(send, range(4)))

    assert sum(counts) == 40
    assert len({mail.to[0] for mail in mailoutbox}) == len(mailoutbox) == 40
