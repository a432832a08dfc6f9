"""A local government signs the charter, from the public page to the register, as people do it."""

import pytest

from charter import evidence
from charter.models import Signature
from core.permissions import SECRETARIAT
from tests.charter.conftest import make_user, make_version
from tests.e2e.people import add_authority, fill_mandate, fill_signatory, prepare, press, sign, sign_in

OFFICER, MAYOR, SECRETARY = "officer@town.example", "mayor@town.example", "secretary@network.example"
NAMES = {"en": ("Sampletown", "GB"), "ar": ("بلدية النموذج", "JO")}


@pytest.fixture
def portal(live_server, home):
    """A charter to sign and somebody who answers for the secretariat."""
    make_user(SECRETARY, SECRETARIAT)
    return make_version()


def decide(page, signature, decision, reason=None):
    """The secretariat decides in the administration."""
    page.goto(f"/admin/signatures/{signature.public_id}/{decision}/")
    if reason:
        page.check(f"[name=reason][value={reason}]")
        page.fill("[name=message]", "Please read this.")
    press(page, "main form[method=post] button[type=submit]")
    assert page.url.endswith(f"/admin/signatures/{signature.public_id}/")
    signature.refresh_from_db()


def test_a_new_authority_signs_and_enters_the_register(visitor, mails, portal, language, width, sound):
    name, country = NAMES[language]
    officer = visitor(width, language)
    for path in ("charter/", "charter/sign/", "accounts/login/"):
        officer.goto(f"/{language}/{path}")
        sound(officer)
    sign_in(officer, mails, OFFICER, language, f"/{language}/charter/sign/find/")
    sound(officer)
    officer.fill("main [name=q]", name)
    with officer.expect_navigation():
        officer.keyboard.press("Enter")
    sound(officer)

    add_authority(officer, language, name, country)
    sound(officer)
    fill_mandate(officer)
    sound(officer)
    press(officer)
    officer.wait_for_url("**/signatory/")
    sound(officer)
    fill_signatory(officer, language, "Marie Example" if language == "en" else "مريم مثال", MAYOR)
    sound(officer)
    press(officer)
    sound(officer)

    mayor = visitor(width, language)
    mayor.goto(mails.link(MAYOR))
    sound(mayor)
    assert Signature.objects.get().status == "draft"
    sign(mayor, mails, MAYOR)
    sound(mayor)
    signature = Signature.objects.get()
    assert (signature.status, signature.text.language) == ("submitted", language)

    secretary = visitor(1280, language)
    sign_in(secretary, mails, SECRETARY, language, "/admin/signatures/")
    decide(secretary, signature, "accept")

    reader = visitor(width, language)
    reader.goto(f"/{language}/charter/register/")
    sound(reader)
    reader.get_by_role("link", name=name).first.click()
    reader.wait_for_url(f"**/register/{signature.reference}/")
    sound(reader)
    assert reader.locator("h1").inner_text().startswith(name)
    assert reader.context.cookies() == []
    assert list(evidence.verify("register")) == []


def test_a_file_goes_through_changes_is_signed_again_and_declined(visitor, mails, portal):
    officer, mayor, secretary = visitor(), visitor(360), visitor()
    sign_in(officer, mails, OFFICER, "en")
    add_authority(officer, "en", "Sampletown", "GB")
    prepare(officer, "en", "Marie Example", MAYOR)
    sign(mayor, mails, MAYOR)
    signature = Signature.objects.get()
    sign_in(secretary, mails, SECRETARY, "en")
    decide(secretary, signature, "request-changes", "mandate_unreadable")
    assert signature.status == "changes_requested"
    assert "Please read this." in mails.newest(OFFICER).text

    officer.goto(f"/en/charter/sign/{signature.public_id}/mandate/")
    fill_mandate(officer, "2026-015")
    assert officer.url.endswith("/review/")
    press(officer)
    sign(mayor, mails, MAYOR)
    signature.refresh_from_db()
    assert (signature.status, signature.mandate_reference) == ("submitted", "2026-015")

    decide(secretary, signature, "decline", "not_eligible")
    assert signature.status == "declined"
    reader = visitor()
    reader.goto("/en/charter/register/")
    assert "Sampletown" not in reader.content()
    assert list(signature.events.order_by("sequence").values_list("kind", flat=True)) == [
        "started",
        "signed",
        "changes_requested",
        "signed",
        "declined",
    ]


def test_a_withdrawn_signature_stays_in_the_register_as_withdrawn(visitor, mails, portal, sound):
    officer, mayor, secretary = visitor(360), visitor(360), visitor()
    sign_in(officer, mails, OFFICER, "en")
    add_authority(officer, "en", "Sampletown", "GB")
    prepare(officer, "en", "Marie Example", MAYOR)
    sign(mayor, mails, MAYOR)
    signature = Signature.objects.get()
    sign_in(secretary, mails, SECRETARY, "en")
    decide(secretary, signature, "accept")

    officer.goto(f"/en/charter/sign/{signature.public_id}/withdraw/")
    sound(officer)
    press(officer)
    signature.refresh_from_db()

    reader = visitor()
    reader.goto(f"/en/charter/register/{signature.reference}/")
    sound(reader)
    assert signature.status == "withdrawn"
    assert "Withdrawn" in reader.locator("main").inner_text()
    assert not signature.local_government.is_member


def test_a_draft_waits_on_another_device_and_an_ended_session_loses_nothing(visitor, mails, portal):
    first = visitor()
    sign_in(first, mails, OFFICER, "en")
    add_authority(first, "en", "Sampletown", "GB")
    first.check("[name=state][value=decided]")
    first.fill("[name=reference]", "half a reference")
    first.locator("[name=later]").click()
    first.wait_for_url("**/space/")

    phone = visitor(360)
    signature = Signature.objects.get()
    sign_in(phone, mails, OFFICER, "en", f"/en/charter/sign/{signature.public_id}/mandate/")
    assert phone.input_value("[name=reference]") == "half a reference"

    phone.fill("[name=reference]", "typed while the session ended")
    phone.context.clear_cookies(name="sessionid")
    press(phone)
    phone.wait_for_url("**/accounts/login/**")
    phone.fill("input[type=email]", OFFICER)
    press(phone)
    phone.fill("input[autocomplete=one-time-code]", mails.code(OFFICER))
    press(phone)
    phone.wait_for_url("**/mandate/")
    assert phone.input_value("[name=reference]") == "typed while the session ended"
