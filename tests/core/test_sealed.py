"""Sealed documents: made once whatever happens, and what is left behind is swept away."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from core import sealed
from core.models import SealedDocument
from core.models.sealed import ALPHABET, LENGTH, private_storage
from core.sealed import Attestation, Kind, Standing
from core.typesetting import typeset

MADE = datetime(2026, 3, 3, tzinfo=UTC)


def word(text):
    return {"text": text, "language": "en", "direction": "ltr"}


def blank(title="A sheet"):
    """A small document from the real template."""
    values = {"title": title, "portal": "Portal", "network": "Network", "demonstration": "", "authority": word("Exampleville")}
    values |= {"authority_size": 2, "authority_own": None, "statement": "has signed", "charter": word("The charter")}
    return values | {
        "signed": [{"label": label, "words": [word("Words")]} for label in ("Signed by", "Signed on", "Accepted on")],
        "record": [{"label": "Reference", "code": "CT-2026-0001"}],
        "check_title": "Check",
        "check_text": "Here",
        "address": "https://example.org",
        "code": "AAAA",
        "qr": [[1]],
        "qr_alt": "QR",
    }


@pytest.fixture
def kind(monkeypatch):
    """A kind of its own, whose deliveries are counted."""
    delivered = []
    made = Kind(
        "test-sheet",
        "A sheet",
        lambda document, at: typeset("charter/certificate", document.language, blank(), at),
        lambda subject: Attestation(Standing.IN_FORCE, subject),
        lambda subject: [subject],
        delivered.append,
    )
    monkeypatch.setattr(sealed, "KINDS", {made.key: made})
    return made, delivered


def test_a_document_is_made_and_delivered_once(db, kind):
    _kind, delivered = kind
    document = sealed.ask("test-sheet", "one", "en")

    assert [sealed.make_due(), sealed.make_due()] == [1, 0]

    document.refresh_from_db()
    assert document.is_sealed
    assert delivered == [document]
    assert sealed.attestation(document).title == "one"
    assert sealed.names(document) == ["one"]


def test_asking_twice_gives_the_first(db, kind):
    assert sealed.ask("test-sheet", "one", "en") == sealed.ask("test-sheet", "one", "fr")
    assert SealedDocument.objects.get().language == "en"


def test_asking_rolls_back_with_its_transaction(db, kind):
    def refused():
        with transaction.atomic():
            sealed.ask("test-sheet", "one", "en")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        refused()

    assert SealedDocument.objects.count() == 0


def test_a_maker_that_died_is_followed_by_another(db, kind):
    sealed.ask("test-sheet", "one", "en")
    assert sealed.claim() is not None  # and dies here
    assert sealed.make_due() == 0

    with time_machine.travel(timezone.now() + sealed.LEASE, tick=False):
        assert sealed.make_due() == 1


def test_a_maker_that_comes_second_delivers_nothing_and_its_file_is_swept(db, kind):
    _kind, delivered = kind
    document = sealed.ask("test-sheet", "one", "en")
    sealed.make(document)
    late = SealedDocument.objects.get()
    late.sealed_at = None
    sealed.make(late)

    document.refresh_from_db()
    folder = "documents/test-sheet"
    assert len(delivered) == 1
    assert len(private_storage().listdir(folder)[1]) == 2
    assert sealed.sweep() == 0  # it may still be at work
    with time_machine.travel(timezone.now() + sealed.ORPHAN_AFTER + timedelta(minutes=1)):
        assert sealed.sweep() == 1
    assert [f"{folder}/{name}" for name in private_storage().listdir(folder)[1]] == [document.file.name]


def test_what_cannot_be_made_waits_longer_each_time(db, kind, monkeypatch):
    made, _delivered = kind
    broken = Kind(made.key, made.name, lambda document, at: b"no PDF at all", made.attest, made.names)
    monkeypatch.setattr(sealed, "KINDS", {made.key: broken})
    document = sealed.ask("test-sheet", "one", "en")

    assert sealed.make_due() == 0

    document.refresh_from_db()
    assert (document.tries, document.is_sealed) == (1, False)
    assert document.next_try_at > timezone.now()


def test_a_document_is_sealed_whole_or_not_at_all(db):
    document = SealedDocument.objects.create(kind="test-sheet", subject="one", language="en")
    document.sealed_at = timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        document.save()


def test_only_demonstration_documents_can_be_removed(db, django_capture_on_commit_callbacks):
    for subject, made_up in (("real", False), ("made-up", True)):
        document = SealedDocument(kind="test-sheet", subject=subject, language="en", is_demonstration=made_up)
        document.file.name = private_storage().save(f"documents/test-sheet/{subject}.pdf", ContentFile(b"x"))
        document.sha256, document.seal_certificate, document.sealed_at = "0" * 64, "1" * 64, timezone.now()
        document.save()

    with django_capture_on_commit_callbacks(execute=True):
        sealed.remove("test-sheet", ["real", "made-up"])

    assert [document.subject for document in SealedDocument.objects.all()] == ["real"]
    assert private_storage().listdir("documents/test-sheet")[1] == ["real.pdf"]


def test_codes_are_long_and_hold_no_look_alikes(db):
    codes = {SealedDocument.objects.create(kind="test-sheet", subject=str(n), language="en").code for n in range(50)}

    assert len(codes) == 50
    assert {len(code) for code in codes} == {LENGTH}
    assert set("".join(codes)) <= set(ALPHABET)
    assert not set("01ilou") & set(ALPHABET)
    assert len(ALPHABET) ** LENGTH > 2**128


def test_the_same_values_and_moment_give_the_same_bytes():
    assert typeset("charter/certificate", "en", blank(), MADE) == typeset("charter/certificate", "en", blank(), MADE)


def test_what_people_typed_is_never_part_of_the_program():
    odd = '"; #panic("no") #text(fill: red)[x] \\ $ * _ `'

    assert typeset("charter/certificate", "en", blank() | {"authority": word(odd)}, MADE).startswith(b"%PDF")
