"""The text of PDFs: read within limits whatever the file is, by one worker at a time, and reported when it cannot be read."""

import hashlib
import re
import threading
import time
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core import jobs
from core.models import PortalDocument
from network.library import extraction, texts
from network.library.extraction import LONGEST, Extract, Unreadable, text_of, tidied
from network.library_enums import TextFault, TextState
from network.models import DocumentText
from tests.factories import RepresentativeFactory, UserFactory
from tests.hostile_pdfs import bomb, endless, flood, in_a_ring, locked, lying, nested, pdf, saying

pytestmark = pytest.mark.django_db


def document(content, name="report.pdf", **fields):
    return PortalDocument.objects.create(title="Report", file=ContentFile(content, name=name), **fields)


def noted(content, name="report.pdf"):
    held = document(content, name)
    texts.note(held)
    return DocumentText.objects.get(document=held)


def replace(held, content, name):
    held.file.save(name, ContentFile(content), save=False)
    held.file_hash = hashlib.sha1(content).hexdigest()  # noqa: S324 -- as Wagtail does
    held.save()


def outcome(content):
    text = noted(content)
    texts.read_waiting.call()
    text.refresh_from_db()
    return text.state, text.fault, text.text


# --- One file
def test_words_of_every_page_are_read():
    found = text_of(BytesIO(saying("Protect and care", pages=3)))

    assert (found.text.split("\n"), found.is_cut) == (["Protect and care"] * 3, False)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", TextFault.NO_PDF),
        (b"<html>", TextFault.NO_PDF),
        (b"%PDF-1.7\n1 0 obj\n<<", TextFault.BROKEN),
        (nested(), TextFault.BROKEN),
        (locked(), TextFault.LOCKED),
    ],
    ids=["empty", "web page", "cut", "nested", "locked"],
)
def test_a_file_that_cannot_be_read_says_why(content, fault):
    with pytest.raises(Unreadable) as refused:
        text_of(BytesIO(content))

    assert refused.value.fault == fault


@pytest.mark.parametrize("content", [lying(), in_a_ring(), pdf()], ids=["lies about its pages", "goes in a ring", "blank"])
def test_a_strange_file_without_words_has_an_empty_text(content):
    assert text_of(BytesIO(content)) == Extract("")


def test_a_bomb_takes_no_more_memory_than_it_may():
    with pytest.raises(Unreadable) as refused:
        text_of(BytesIO(bomb()))

    assert refused.value.fault == TextFault.HUGE


@pytest.mark.parametrize("limit", ["SECONDS", "SECONDS_OF_PROCESSOR"])
def test_an_endless_file_is_stopped(monkeypatch, limit):
    monkeypatch.setattr(extraction, limit, 2)
    began = time.monotonic()

    with pytest.raises(Unreadable) as refused:
        text_of(BytesIO(endless()))

    assert refused.value.fault == TextFault.SLOW
    assert time.monotonic() - began < 20


def test_only_the_beginning_of_a_flood_is_kept():
    found = text_of(BytesIO(flood()))

    assert (len(found.text) <= LONGEST, found.is_cut) == (True, True)


def test_a_reader_that_writes_too_much_is_ended_by_the_kernel(monkeypatch):
    monkeypatch.setattr(extraction, "OUTPUT", 100_000)

    with pytest.raises(Unreadable) as refused:
        text_of(BytesIO(flood()))

    assert refused.value.fault == TextFault.ENDED


def test_the_reader_knows_nothing_of_the_portal(monkeypatch):
    given, real = {}, extraction.subprocess.run
    monkeypatch.setattr(extraction.subprocess, "run", lambda command, **more: given.update(more) or real(command, **more))

    assert outcome(saying("Hello"))[0] == TextState.READ

    assert (given["env"], given["cwd"], "shell" in given) == ({}, "/", False)


def test_letters_are_kept_as_they_are_typed():
    assert tidied("ﬁn \u202eabc\u202c\x00\u00ad\n\n  \fﺍﻟﻌﻨﻒ ") == "fin abc\nالعنف"


# --- What becomes of it
def test_what_becomes_of_files():
    assert outcome(saying("Protect")) == (TextState.READ, "", "Protect")
    assert outcome(pdf()) == (TextState.EMPTY, "", "")
    assert outcome(locked()) == (TextState.FAILED, TextFault.LOCKED, "")
    assert outcome(b"MZ") == (TextState.FAILED, TextFault.NO_PDF, "")


def test_text_is_found_without_accents_and_in_small_letters():
    text = noted(saying("Protéger, À TEMPS"))
    texts.read_waiting.call()
    text.refresh_from_db()

    assert (text.text, text.folded) == ("Protéger, À TEMPS", "proteger a temps")


def test_a_file_that_is_gone_is_reported_and_kept():
    text = noted(saying("Hello"))
    text.document.file.storage.delete(text.document.file.name)

    texts.read_waiting.call()

    text.refresh_from_db()
    assert (text.state, text.fault) == (TextState.FAILED, TextFault.MISSING)
    assert PortalDocument.objects.filter(pk=text.document_id).exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "lost"},
        {"state": TextState.FAILED, "fault": ""},
        {"state": TextState.READ, "fault": TextFault.BROKEN},
        {"state": TextState.FAILED, "fault": "because"},
        {"state": TextState.EMPTY, "text": "words"},
        {"state": TextState.READ, "claimed_until": timezone.now()},
    ],
)
def test_the_database_refuses_what_makes_no_sense(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentText.objects.create(document=document(b"x"), **fields)


# --- New, replaced and other files
def test_the_job_is_registered_and_reads_what_is_new():
    document(saying("Hello"))
    document(b"a,b", "table.csv")
    document(b"%PDF-broken", "BIG.PDF")

    assert jobs.JOBS["network.library.texts.look_for_new"].every == timedelta(seconds=15)
    assert texts.look_for_new() == 2
    assert sorted(DocumentText.objects.values_list("state", flat=True)) == ["failed", "read"]
    assert texts.look_for_new() == 0


def test_a_file_that_was_replaced_is_read_again():
    text = noted(saying("Old"))
    texts.read_waiting.call()
    replace(text.document, saying("New"), "new.pdf")

    assert texts.look_for_new() == 1
    text.refresh_from_db()
    assert text.text == "New"


def test_the_text_goes_when_the_file_becomes_one_of_another_kind():
    text = noted(saying("Old"))
    replace(text.document, b"New", "new.txt")

    texts.look_for_new()

    assert not DocumentText.objects.exists()


def test_the_text_goes_with_its_document():
    text = noted(saying("Old"))

    text.document.delete()

    assert not DocumentText.objects.exists()


# --- One worker at a time, and one that dies
def test_who_reads_a_text_holds_it():
    noted(saying("Hello"))

    held = texts.claim()

    assert held.tries == 1
    assert texts.claim() is None


def test_a_text_comes_back_when_its_reader_dies():
    text = noted(saying("Hello"))
    texts.claim()
    DocumentText.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))

    assert texts.look_for_new() == 0

    text.refresh_from_db()
    assert (text.state, text.tries, text.text) == (TextState.READ, 2, "Hello")


def test_a_file_that_ends_its_reader_thrice_is_given_up():
    text = noted(saying("Hello"))
    DocumentText.objects.update(tries=texts.MOST_TRIES, claimed_until=timezone.now() - timedelta(seconds=1))

    assert texts.claim() is None

    text.refresh_from_db()
    assert (text.state, text.fault) == (TextState.FAILED, TextFault.ENDED)


def test_who_comes_too_late_changes_nothing():
    noted(saying("Hello"))
    late = texts.claim()
    DocumentText.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    second = texts.claim()

    texts.finish(late, Extract("late"))
    assert DocumentText.objects.get().state == TextState.WAITING

    texts.finish(second, Extract("second"))
    texts.finish(late, fault=TextFault.SLOW)
    assert (DocumentText.objects.get().state, DocumentText.objects.get().text) == (TextState.READ, "second")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_never_read_the_same_file():
    for number in range(6):
        noted(saying(f"Number {number}"), f"{number}.pdf")
    start, claimed = threading.Barrier(3), []

    def work():
        start.wait()
        try:
            while text := texts.claim():
                claimed.append(text.pk)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(claimed) == sorted(DocumentText.objects.values_list("pk", flat=True))
    assert set(DocumentText.objects.values_list("tries", flat=True)) == {1}


# --- What editors see
@pytest.fixture
def broken():
    text = noted(locked())
    texts.read_waiting.call()
    text.refresh_from_db()
    return text


@pytest.mark.parametrize("who", ["editor", "secretariat"])
def test_editors_see_what_could_not_be_read_and_why(client, broken, who):
    client.force_login(UserFactory(**{who: True}))

    page = client.get(reverse("pdf_texts")).content.decode()

    assert "The file is locked with a password." in page
    assert reverse("wagtaildocs:edit", args=[broken.document_id]) in page
    assert "Try again" in page


@pytest.mark.parametrize("show", ["", "empty", "waiting", "read", "x", "\ud7ff"])
def test_each_pile_opens(client, broken, show):
    client.force_login(UserFactory(editor=True))

    assert client.get(reverse("pdf_texts"), {"show": show, "p": "9999999999999"}).status_code == 200


def test_the_list_does_not_ask_for_each_row(client, django_assert_max_num_queries):
    client.force_login(UserFactory(editor=True))
    for number in range(12):
        noted(b"MZ", f"{number}.pdf")
    texts.read_waiting.call()
    client.get(reverse("pdf_texts"))

    with django_assert_max_num_queries(20):
        assert client.get(reverse("pdf_texts")).content.count(b"not a PDF") == 12


def test_an_editor_has_it_read_again(client, broken):
    editor = UserFactory(editor=True)
    client.force_login(editor)
    broken.document.file.save("mended.pdf", ContentFile(saying("Mended")))

    answer = client.post(reverse("pdf_text_again", args=[broken.pk]), follow=True)

    assert "is read again within a minute" in answer.content.decode()
    assert ModelLogEntry.objects.filter(action=texts.TRIED_AGAIN, user=editor, object_id=str(broken.document_id)).count() == 1
    texts.look_for_new()
    broken.refresh_from_db()
    assert (broken.state, broken.text) == (TextState.READ, "Mended")


def test_what_waits_is_not_put_back_once_more(client):
    text = noted(saying("Hello"))
    editor = UserFactory(editor=True)
    with pytest.raises(ValidationError, match="waiting to be read already"):
        texts.try_again(text, by=editor)
    client.force_login(editor)

    answer = client.post(reverse("pdf_text_again", args=[text.pk]), follow=True)

    assert "waiting to be read already" in answer.content.decode()


@pytest.mark.parametrize("who", ["nobody", "representative"])
def test_nobody_else_sees_or_does_it(client, broken, who):
    if who == "representative":
        client.force_login(RepresentativeFactory().user)
    refused = 302 if who == "nobody" else 403

    for answer in (client.get(reverse("pdf_texts")), client.post(reverse("pdf_text_again", args=[broken.pk]))):
        assert answer.status_code in (refused, 302)
    broken.refresh_from_db()
    assert broken.state == TextState.FAILED


def test_a_text_that_is_not_there_and_a_link_that_is_no_button(client, broken):
    client.force_login(UserFactory(editor=True))

    assert client.post(reverse("pdf_text_again", args=[999_999]), follow=True).status_code == 404
    assert client.get(reverse("pdf_text_again", args=[broken.pk])).status_code == 405


def test_it_stands_among_the_reports(client):
    client.force_login(UserFactory(editor=True))

    assert re.search(r'href="/admin/pdf-texts/"|"/admin/pdf-texts/"', client.get(reverse("wagtailadmin_home")).content.decode())
