"""One's own account in the browser: code, app, recovery code, passkey, password, sessions, the administration's second step."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import expect

from core.models import SignedInSession, User
from core.permissions import SECRETARIAT
from tests.charter.conftest import make_user
from tests.e2e.people import press, sign_in

ADDRESS = "officer@town.example"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def portal(live_server, home):
    """Pages to come back to."""
    return live_server


def with_keys(page) -> tuple:
    """A device that holds passkeys: the browser's own way to test them."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    return device, device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]


def code_of(secret: str, later: int = 0) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()) + 1 + later))


def sign_out(page, language: str) -> None:
    page.goto(f"/{language}/accounts/logout/")
    press(page)


def set_up_app(page, language: str, sound=None) -> str:
    page.goto(f"/{language}/accounts/security/app/")
    secret = page.locator("code.secret").inner_text()
    page.fill("[name=code]", "12345")
    press(page)
    expect(page.locator(".error-summary")).to_be_visible()
    if sound:
        sound(page)
    page.fill("[name=code]", code_of(secret))
    press(page)
    page.wait_for_url("**/recovery-codes/")
    return secret


def test_code_then_app_then_recovery_code(visitor, mails, portal, language, width, sound):
    page = visitor(width, language)
    sign_in(page, mails, ADDRESS, language, f"/{language}/accounts/")
    sound(page)
    page.goto(f"/{language}/accounts/details/")
    sound(page)
    page.fill("[name=first_name]", "Fatima" if language == "en" else "فاطمة")
    press(page)
    sound(page)
    page.goto(f"/{language}/accounts/security/")
    sound(page)

    secret = set_up_app(page, language, sound)
    codes = page.locator(".codes code").all_inner_texts()
    sound(page)
    sign_out(page, language)

    sign_in(page, mails, ADDRESS, language, f"/{language}/accounts/")
    page.wait_for_url("**/second-step/")
    sound(page)
    page.fill("[name=code]", code_of(secret, 1))
    press(page, "main form.form button.button")
    page.wait_for_url(f"**/{language}/accounts/")
    sign_out(page, language)

    sign_in(page, mails, ADDRESS, language, f"/{language}/accounts/")
    page.fill("[name=code]", codes[3])
    press(page, "main form.form button.button")
    page.wait_for_url(f"**/{language}/accounts/")
    page.goto(f"/{language}/accounts/security/recovery-codes/")
    expect(page.locator(".codes code")).to_have_text(codes[:3] + codes[4:])


def test_a_passkey_is_made_used_and_removed(visitor, mails, portal, language, width, sound):
    page = visitor(width, language)
    device, key_ring = with_keys(page)
    sign_in(page, mails, ADDRESS, language, f"/{language}/accounts/security/passkeys/add/")
    sound(page)
    press(page)
    page.wait_for_url("**/recovery-codes/")
    stored = device.send("WebAuthn.getCredentials", {"authenticatorId": key_ring})["credentials"]
    assert [(key["rpId"], key["isResidentCredential"]) for key in stored] == [("localhost", True)]
    sign_out(page, language)

    page.goto(f"/{language}/accounts/login/?next=/{language}/accounts/security/")
    sound(page)
    with page.expect_navigation(url=f"**/{language}/accounts/security/"):
        page.locator("[data-passkey=sign-in] button").click()
    sound(page)
    sign_out(page, language)

    sign_in(page, mails, ADDRESS, language, f"/{language}/accounts/security/")
    sound(page)
    with page.expect_navigation(url=f"**/{language}/accounts/security/"):
        page.locator("[data-passkey=get] button").click()

    number = Authenticator.objects.get(type="webauthn").pk
    page.goto(f"/{language}/accounts/security/passkeys/{number}/")
    page.fill("[name=name]", "Key of my desk")
    sound(page)
    press(page)
    expect(page.get_by_text("Key of my desk").first).to_be_visible()
    page.goto(f"/{language}/accounts/security/passkeys/{number}/remove/")
    sound(page)
    press(page)
    assert not Authenticator.objects.exists()


def test_a_passkey_that_fails_says_so(visitor, mails, portal):
    page = visitor()
    device, key_ring = with_keys(page)
    page.goto("/en/accounts/login/")
    assert page.locator("[data-passkey-failed]").is_hidden()
    device.send("WebAuthn.setUserVerified", {"authenticatorId": key_ring, "isUserVerified": False})
    page.locator("[data-passkey=sign-in] button").click()

    page.locator("[data-passkey-failed]").wait_for(state="visible")


def test_a_passkey_of_another_account_opens_nothing(visitor, mails, portal, live_server):
    """What the browser sends is copied into another person's second step."""
    page = visitor()
    with_keys(page)
    sign_in(page, mails, ADDRESS, "en", "/en/accounts/security/passkeys/add/")
    press(page)
    page.wait_for_url("**/recovery-codes/")
    other = visitor()
    sign_in(other, mails, "other@town.example", "en", "/en/accounts/security/app/")
    credential = Authenticator.objects.get(type="webauthn").data["credential"]
    answer = other.request.post(
        f"{live_server.url}/en/accounts/login/passkey/", form={"credential": json.dumps(credential)}, headers={"Referer": live_server.url}
    )
    assert answer.status in (200, 403)
    other.goto("/en/accounts/")
    expect(other.get_by_text("other@town.example").first).to_be_visible()


def test_without_javascript_the_ways_that_need_it_stay_out_of_sight(visitor, portal):
    page = visitor(java_script_enabled=False)
    page.goto("/en/accounts/login/")

    assert page.locator("[data-passkey-way]").is_hidden()
    assert page.locator("[data-passkey-failed]").is_hidden()


def test_a_password_is_set_used_and_removed(visitor, mails, portal, language, width, sound):
    page = visitor(width, language)
    sign_in(page, mails, ADDRESS, language, f"/{language}/accounts/security/password/")
    page.fill("[name=password]", "short")
    page.fill("[name=again]", "shorter")
    press(page)
    sound(page)
    for name in ("password", "again"):
        page.fill(f"[name={name}]", "four quiet words here")
    press(page)
    page.wait_for_url("**/security/")
    sign_out(page, language)

    page.goto(f"/{language}/accounts/login/")
    page.locator("a[href*='/login/password/']").click()
    page.fill("[name=login]", ADDRESS)
    page.fill("[name=password]", "five other words there too")
    press(page)
    sound(page)
    page.fill("[name=password]", "four quiet words here")
    press(page)
    page.wait_for_url("**/space/")

    page.goto(f"/{language}/accounts/security/password/")
    sound(page)
    with page.expect_navigation():
        page.locator("[name=remove]").click()
    assert not User.objects.get(email=ADDRESS).has_usable_password()


def test_sessions_are_seen_and_ended(visitor, mails, portal, language, width, sound):
    pages = [visitor(width, language) for _turn in range(3)]
    for page in pages:
        sign_in(page, mails, ADDRESS, language, f"/{language}/accounts/sessions/")
    here, second, third = pages[2], pages[0], pages[1]
    expect(here.locator(".found > li")).to_have_count(3)
    expect(here.locator(".found .state")).to_have_count(1)
    sound(here)

    with here.expect_navigation():
        here.locator("[name=session]").first.click()
    expect(here.locator(".found > li")).to_have_count(2)
    with here.expect_navigation():
        here.locator("[name=others]").click()
    sound(here)

    assert SignedInSession.objects.count() == 1
    for page in (second, third):
        page.goto(f"/{language}/accounts/")
        assert "/accounts/login/" in page.url


def test_a_proof_by_code_before_the_account_is_closed(visitor, mails, portal, language, width, sound):
    page = visitor(width, language)
    sign_in(page, mails, ADDRESS, language, f"/{language}/accounts/close/")
    sound(page)
    page.goto(f"/{language}/accounts/again/code/?next=/{language}/accounts/close/")
    sound(page)
    press(page)
    page.fill("[name=code]", mails.code(ADDRESS))
    sound(page)
    press(page)
    page.wait_for_url("**/close/")

    press(page)
    sound(page)
    page.check("[name=sure]")
    press(page)

    page.wait_for_url("**/login/**")
    assert not User.objects.exists()
    sound(page)


def test_the_administration_asks_for_a_second_step(visitor, mails, portal, language, width, sound, settings):
    settings.DEMONSTRATION = False
    make_user("secretary@network.example", SECRETARIAT)
    page = visitor(width, language)
    page.goto(f"/{language}/accounts/login/")
    sign_in(page, mails, "secretary@network.example", language, "/admin/limits/")
    assert "/security/needed/" in page.url
    sound(page)

    set_up_app(page, language)
    page.goto("/admin/limits/")

    assert page.locator("[name=code_typed_code-most]").input_value() == "3"
