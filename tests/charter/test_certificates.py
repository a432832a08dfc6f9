"""The certificate of adhesion: who gets it, what it says on paper, what it attests later."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from email import message_from_bytes, policy
from threading import Barrier

import pytest
from django.db import connection
from django.utils import translation

from charter import actions, certificates
from charter.enums import Reason
from charter.models import Signature
from core import sealed
from core.models import Message, SealedDocument
from core.sealed import Standing
from core.typesetting import printable
from tests import paper
from tests.charter.conftest import complete, make_authority, make_user, make_version, sign

LANGUAGES = ("en", "fr", "es", "ar")


@pytest.fixture
def certificate(accepted):
    sealed.make_due()
    return certificates.of(accepted)


def content(document):
    """The file, byte for byte."""
    with document.file.open("rb") as file:
        return file.read()


# --- Asked for once
def test_accepting_asks_for_one_certificate_in_the_language_signed(accepted):
    document = SealedDocument.objects.get()

    assert (document.kind, document.subject, document.language) == (certificates.KEY, str(accepted.public_id), "fr")
    assert not document.is_sealed
    assert certificates.ask(accepted) == document


@pytest.mark.parametrize("state", ["draft", "ready", "submitted"])
def test_nothing_is_asked_before_the_acceptance(state, version, request):
    assert certificates.of(request.getfixturevalue(state)) is None


def test_it_is_mailed_once_to_the_preparer_and_the_signatory(certificate, accepted, officer):
    sealed.make_due()

    mails = Message.objects.filter(purpose__startswith=f"certificate:{accepted.public_id}").order_by("recipient")
    assert [(mail.recipient, mail.document, mail.document_name) for mail in mails] == [
        ("maire@exampleville.example", certificate, f"certificate-{accepted.reference}.pdf"),
        (officer.email, certificate, f"certificate-{accepted.reference}.pdf"),
    ]


def test_the_mail_carries_the_sealed_file(certificate, accepted, smtp, deliver):
    deliver()

    mails = [message_from_bytes(envelope.content, policy=policy.default) for envelope in smtp.received]
    mail = next(mail for mail in mails if mail["To"] == "maire@exampleville.example" and list(mail.iter_attachments()))
    attached = next(mail.iter_attachments())
    assert attached.get_filename() == f"certificate-{accepted.reference}.pdf"
    assert attached.get_content() == content(certificate)


# --- On paper
@pytest.fixture(params=LANGUAGES)
def page(request, version, officer, authority, secretary, tmp_path):
    """The certificate of a signature in each language, as a file."""
    signature = complete(actions.start(authority, by=officer), officer)
    actions.save_text(signature, by=officer, language=request.param)
    accepted = actions.accept(sign(signature, officer), by=secretary)
    sealed.make_due()
    document = certificates.of(accepted)
    return request.param, accepted, document, paper.saved(content(document), tmp_path)


def test_the_sheet_is_archivable_accessible_and_sealed(page):
    _language, _signature, _document, path = page

    assert paper.broken_rules("3a", path) == []
    assert paper.broken_rules("ua1", path) == []
    assert paper.fonts_not_embedded(path) == []
    report = paper.signature_report(path)
    assert "Signature is Valid" in report
    assert "Total document signed" in report


def test_the_sheet_says_who_committed_itself_to_what(page):
    language, signature, document, path = page

    text = paper.text_of(path)
    with translation.override(language):
        expected = [
            signature.local_government.display_name,
            signature.version.title,
            "Marie Exemple",
            "Maire",
            signature.reference,
            certificates.version_and_language(signature),
            document.written_code,
        ]
        facts = [certificates._(label) for label in ("Signed by", "Accepted on", "Check this document")]
    flat = "".join(text.split())  # beside a number pdftotext puts the space of an Arabic line on the wrong side
    assert [words for words in [*expected, *facts] if "".join(printable(words).split()) not in flat] == []
    assert signature.text.sha256[:32] in flat


def test_a_name_in_a_script_without_a_face_is_written_in_latin_letters(version, officer, secretary, tmp_path):
    authority = make_authority("gyeonggi", by=officer, name_local="경기도", name_local_language="ko", name_en="Gyeonggi Province")
    signature = complete(actions.start(authority, by=officer), officer)
    accepted = actions.accept(sign(signature, officer), by=secretary)
    sealed.make_due()

    text = paper.text_of(paper.saved(content(certificates.of(accepted)), tmp_path))

    assert "GyeongGiDo" in text


# --- What it attests
def standing(signature):
    return certificates.attest(str(signature.public_id)).standing


def test_it_attests_what_holds_today(accepted, officer, secretary):
    assert standing(accepted) == Standing.IN_FORCE
    actions.suspend(accepted, by=secretary, reason=Reason.MANDATE_LAPSED)
    assert standing(accepted) == Standing.SUSPENDED
    actions.reinstate(accepted, by=secretary)
    assert standing(accepted) == Standing.IN_FORCE
    actions.withdraw(accepted, by=officer)
    assert standing(accepted) == Standing.WITHDRAWN
    assert SealedDocument.objects.count() == 1


def test_a_pending_decision_is_said(pending_accepted):
    assert standing(pending_accepted) == Standing.PENDING


def test_it_names_nobody(accepted):
    said = certificates.attest(str(accepted.public_id))

    assert "Marie Exemple" not in str(said)
    assert certificates.names(str(accepted.public_id)) == ["Marie Exemple"]


def test_an_erased_person_is_no_longer_matched(accepted):
    accepted.signatory.delete()

    assert certificates.names(str(accepted.public_id)) == []


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_what_was_never_accepted_attests_nothing(state, version, request):
    assert certificates.attest(str(request.getfixturevalue(state).public_id)) is None


# --- Who may have it
@pytest.mark.parametrize(("who", "status"), [("officer", 200), ("secretary", 200), ("stranger", 404), ("editor", 404), (None, 302)])
def test_who_may_download_it(who, status, client, certificate, accepted, request):
    if who:
        client.force_login(request.getfixturevalue(who))

    answer = client.get(f"/en/charter/sign/{accepted.public_id}/certificate.pdf")

    assert answer.status_code == status
    if status == 200:
        assert b"".join(answer.streaming_content) == content(certificate)
        assert answer["Content-Disposition"] == f'attachment; filename="certificate-{accepted.reference}.pdf"'


def test_before_it_is_made_there_is_nothing_to_download(client, accepted, officer):
    client.force_login(officer)

    assert client.get(f"/en/charter/sign/{accepted.public_id}/certificate.pdf").status_code == 404


def test_it_cannot_be_posted_to(client, certificate, accepted, officer):
    client.force_login(officer)

    assert client.post(f"/en/charter/sign/{accepted.public_id}/certificate.pdf").status_code == 405


# --- The demonstration ends
def test_removing_the_demonstration_removes_its_certificates(secretary, settings, django_capture_on_commit_callbacks):
    make_version(is_demonstration=True)
    settings.DEMONSTRATION = True
    officer = make_user("somebody@demonstration.example", is_demonstration=True)
    authority = make_authority("made-up", by=officer, is_demonstration=True)
    accepted = actions.accept(sign(complete(actions.start(authority, by=officer), officer), officer), by=secretary)
    sealed.make_due()
    file = certificates.of(accepted).file
    assert file.storage.exists(file.name)

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.remove_demonstration() == 1

    assert SealedDocument.objects.count() == 0
    assert not file.storage.exists(file.name)


# --- Many at once
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_makers_make_one(accepted):
    makers = 8
    barrier = Barrier(makers)

    def run(_number):
        try:
            barrier.wait()
            return sealed.make_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(makers) as pool:
        made = list(pool.map(run, range(makers)))

    assert sum(made) == 1
    document = SealedDocument.objects.get()
    assert document.is_sealed
    assert Message.objects.filter(purpose__startswith="certificate:").count() == 2
    assert Signature.objects.get().accepted_at.date() <= date.today()  # noqa: DTZ011 -- the machine's day is enough
