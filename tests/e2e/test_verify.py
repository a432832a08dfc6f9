"""Somebody is shown a certificate and checks it: with a telephone or a computer, with and without JavaScript, in both directions."""

import hashlib

import pytest
import typst
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import expect

from core import sealed, sealing
from core.models import SealedDocument
from core.models.sealed import private_storage
from core.sealed import Attestation, Kind, Standing
from tests.charter.conftest import make_authority

NAME = "أمينة بن عيسى"
TEXT = '#set document(title: "A sheet", date: datetime(year: 2026, month: 3, day: 3))\n= A sheet'


@pytest.fixture(scope="session")
def pdf():
    return sealing.seal(bytes(typst.compile(TEXT.encode(), pdf_standards=["a-3a", "ua-1"])))


@pytest.fixture
def files(pdf, tmp_path):
    """The file as it was sealed, one that was changed, and one that is not ours."""
    contents = {"same": pdf, "changed": pdf + b"\n", "other": bytes(typst.compile(TEXT.encode()))}
    for name, content in contents.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    return {name: str(tmp_path / f"{name}.pdf") for name in contents}


@pytest.fixture
def document(live_server, home, pdf, monkeypatch):
    town = make_authority("jenin", name_local="بلدية جنين", name_local_language="ar", name_en="Municipality of Jenin")
    attested = Attestation(
        Standing.SUSPENDED, "Sheet of honour", [("Town", town.display_name), ("Text", "ab" * 32)], "/en/charter/register/"
    )
    monkeypatch.setitem(sealed.KINDS, "sheet", Kind("sheet", "Sheet", lambda *_: b"", lambda _subject: attested, lambda _subject: [NAME]))
    document = SealedDocument(kind="sheet", subject="one", language="en", sealed_at=timezone.now(), is_demonstration=True)
    document.file.name = private_storage().save("documents/sheet/one.pdf", ContentFile(pdf))
    document.sha256, document.seal_certificate = hashlib.sha256(pdf).hexdigest(), "0" * 64
    document.save()
    return document


def give(page, language, file):
    page.goto(f"/{language}/verify/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form[data-hash] button").click()


def test_every_page_is_sound_in_each_width_and_direction(visitor, document, files, width, language, axe, sideways, html_errors):
    page = visitor(width, language)
    documents = []

    def judge(where):
        documents.append(page.content())
        assert axe(page) == [], where
        assert sideways(page) <= 0, where

    page.goto(f"/{language}/verify/")
    judge("start")
    page.goto(f"/{language}/verify/?code=short")
    judge("malformed")
    page.goto(f"/{language}/verify/nothing/")
    judge("unknown")
    page.goto(f"/{language}/verify/{document.code}/")
    judge("document")
    page.locator("#id_name").fill("x")
    page.locator("#name button").click()
    page.locator("#name [role=status]").wait_for()
    judge("another name")
    for file in files.values():
        give(page, language, file)
        page.locator("[data-answer] h3").wait_for()
        judge(file)
    assert html_errors(*documents) == []


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_a_certificate_on_paper_is_checked(visitor, document, width, scripted):
    page = visitor(width, java_script_enabled=scripted)
    page.goto("/en/")
    page.get_by_role("link", name="Verify a document").click()
    page.get_by_label("Code of the document").fill(f"  {document.written_code.lower()} ")
    page.get_by_role("button", name="Check the code").click()

    assert page.url.endswith(f"/en/verify/{document.code}/")
    assert page.get_by_role("heading", level=1).inner_text() == "We sealed a document with this code"
    assert page.locator(".title .state").inner_text().strip() == "Suspended"
    page.get_by_label("Full name, as on the document").fill("Somebody Else")
    page.get_by_role("button", name="Compare the name").click()
    expect(page.get_by_role("status")).to_have_text("The name is not the one on the document.")
    assert page.get_by_label("Full name, as on the document").input_value() == ""
    page.get_by_label("Full name, as on the document").fill("بن عيسي امينه")
    page.get_by_role("button", name="Compare the name").click()
    expect(page.get_by_role("status")).to_have_text("The name is the one on the document.")
    assert NAME not in page.content()
    assert page.context.cookies() == []


def test_a_file_is_checked_without_being_sent(visitor, document, files):
    page = visitor()
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append((request.url.rsplit("/", 2)[1], request.post_data)))

    give(page, "en", files["same"])
    page.get_by_role("heading", name="This file is exactly the one we sealed").wait_for()
    expect(page.get_by_text("The file itself is not sent.")).to_be_visible()
    assert page.evaluate("document.activeElement.dataset.answer") == ""
    assert sent == [("hash", f"sha256={document.sha256}")]
    page.get_by_role("link", name="See what it attests").click()
    assert page.url.endswith(f"/en/verify/{document.code}/")


def test_a_file_that_is_not_known_is_sent_only_when_asked(visitor, document, files):
    page = visitor()
    give(page, "en", files["changed"])
    page.get_by_role("heading", name="This is not a file that we sealed").wait_for()
    page.get_by_role("button", name="Send the file").click()

    page.get_by_role("heading", name="This file was changed after we sealed it").wait_for()
    assert page.url.endswith("/en/verify/file/")


def test_when_the_fingerprint_fails_nothing_is_sent_without_being_asked(visitor, document, files):
    page = visitor()
    page.route("**/verify/hash/", lambda route: route.abort())
    page.goto("/en/verify/")
    page.locator("input[type=file]").set_input_files(files["same"])
    page.get_by_role("button", name="Check the file").click()
    page.get_by_text("Your browser could not compute the fingerprint.").wait_for()
    assert visitor.faults == ["console: Failed to load resource: net::ERR_FAILED"]  # the request that was cut off
    visitor.faults.clear()
    expect(page.get_by_text("The file is sent to this portal, compared, and kept nowhere.")).to_be_visible()

    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("heading", name="This file is exactly the one we sealed").wait_for()
    assert page.url.endswith("/en/verify/file/")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("same", "This file is exactly the one we sealed"),
        ("changed", "This file was changed after we sealed it"),
        ("other", "We did not make this file"),
    ],
)
def test_without_script_the_file_is_sent(visitor, document, files, file, said, width):
    page = visitor(width, java_script_enabled=False)
    page.goto("/en/verify/")
    expect(page.get_by_text("The file is sent to this portal, compared, and kept nowhere.")).to_be_visible()
    give(page, "en", files[file])

    expect(page.get_by_role("heading", name=said)).to_be_visible()
    assert page.context.cookies() == []


def test_the_answer_prints_without_forms(visitor, document):
    page = visitor()
    page.goto(f"/en/verify/{document.code}/")
    page.emulate_media(media="print")

    expect(page.get_by_text("Sheet of honour")).to_be_visible()
    expect(page.get_by_text(document.written_code)).to_be_visible()
    expect(page.locator("form").first).to_be_hidden()
    expect(page.get_by_text("We show nobody's name.")).to_be_hidden()
