"""App, passkeys and recovery codes; who must have one; how a lost one is reset; and every page of it is ours."""

import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.template.loader import get_template
from django.test.signals import template_rendered
from django.urls import get_resolver
from wagtail.models import ModelLogEntry

from core import second_factor
from core.account_urls import urlpatterns
from core.models import Message, SignedInSession, User
from tests.core.signing_in import sign_in, wrong
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.fixture
def user():
    return UserFactory(email="a@example.org")


@pytest.fixture
def noon(time_machine):
    """The clock stands; `noon.shift(30)` brings the next code of an app."""
    time_machine.move_to("2026-03-01 12:00:00+00:00", tick=False)
    return time_machine


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()) + 1))


def set_up_app(client) -> str:
    """Set up an app in a session that has just signed in. Returns its secret."""
    page = client.get("/en/accounts/security/app/")
    secret = re.search(r'<code class="secret" dir="ltr">([A-Z2-7]+)</code>', page.text)[1]
    answer = client.post("/en/accounts/security/app/", {"code": code_of(secret)})
    assert answer["Location"] == "/en/accounts/security/recovery-codes/"
    return secret


@pytest.fixture
def secret(client, user, noon):
    """The secret of the app that `user` has set up; `client` is signed in."""
    sign_in(client, user)
    found = set_up_app(client)
    noon.shift(60)
    return found


def recovery_codes(client) -> list[str]:
    return re.findall(r"<code>(\d{8})</code>", client.get("/en/accounts/security/recovery-codes/").text)


def test_setting_up_an_app_shows_a_picture_and_a_secret(client, user):
    sign_in(client, user)

    page = client.get("/en/accounts/security/app/")

    assert 'src="data:image/svg+xml;base64,' in page.text
    assert re.search(r"otpauth://totp/a%40example.org\?secret=[A-Z2-7]{32}&amp;issuer=Caring%20Territories", page.text)


def test_signing_in_then_asks_for_the_app(client, user, secret):
    visitor = type(client)()

    answer = sign_in(visitor, user, next="/en/charter/sign/")
    assert answer["Location"] == "/en/accounts/login/second-step/"
    assert "_auth_user_id" not in visitor.session
    answer = visitor.post(answer["Location"], {"code": code_of(secret)})

    assert answer["Location"] == "/en/charter/sign/"
    assert visitor.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("write", [lambda code: f" {code[:3]} {code[3:]} ", lambda code: code.translate(ARABIC)])
def test_the_code_may_be_typed_in_any_digits(client, user, secret, write):
    visitor = type(client)()
    sign_in(visitor, user)

    assert visitor.post("/en/accounts/login/second-step/", {"code": write(code_of(secret))}).status_code == 302


def test_a_code_of_an_app_works_once(client, user, secret):
    code = code_of(secret)
    for status in (302, 200):
        visitor = type(client)()
        sign_in(visitor, user)
        assert visitor.post("/en/accounts/login/second-step/", {"code": code}).status_code == status


def test_a_password_does_not_get_round_it(client, user, secret):
    user.set_password("a long enough secret")
    user.save()
    visitor = type(client)()

    answer = visitor.post("/en/accounts/login/password/", {"login": user.email, "password": "a long enough secret"})

    assert answer["Location"] == "/en/accounts/login/second-step/"
    assert "_auth_user_id" not in visitor.session


def test_five_wrong_codes_make_wait(client, user, secret):
    visitor = type(client)()
    sign_in(visitor, user)
    for _turn in range(5):
        page = visitor.post("/en/accounts/login/second-step/", {"code": wrong(code_of(secret))})
        assert "This is not right." in page.text

    page = visitor.post("/en/accounts/login/second-step/", {"code": code_of(secret)})

    assert "Please wait 5 minutes" in page.text
    assert "_auth_user_id" not in visitor.session


def test_a_recovery_code_works_once(client, user, secret):
    codes = recovery_codes(client)
    assert len(set(codes)) == 10
    visitors = []
    for code in (codes[0], codes[0], codes[1].translate(ARABIC)):
        visitor = type(client)()
        sign_in(visitor, user)
        visitors.append(visitor.post("/en/accounts/login/second-step/", {"code": code}).status_code)

    assert visitors == [302, 200, 302]
    assert recovery_codes(client) == codes[2:]


def test_recovery_codes_can_be_kept_as_a_file_and_made_anew(client, secret):
    codes = recovery_codes(client)
    assert codes == re.findall(r"^\d{8}$", client.get("/en/accounts/security/recovery-codes/download/").text, re.MULTILINE)

    client.post("/en/accounts/security/recovery-codes/new/")

    assert not set(recovery_codes(client)) & set(codes)


def test_removing_the_app_needs_a_fresh_second_step(client, user, secret, noon):
    noon.shift(16 * 60)
    asked = client.get("/en/accounts/security/app/remove/")
    assert asked["Location"].startswith("/en/accounts/again/app/?next=")
    assert client.get("/en/accounts/again/code/?next=/x/")["Location"].startswith("/en/accounts/again/app/")
    assert client.post(asked["Location"], {"code": wrong(code_of(secret))}).status_code == 200
    client.post(asked["Location"], {"code": code_of(secret)})

    client.post("/en/accounts/security/app/remove/")

    assert not Authenticator.objects.exists()
    assert Message.objects.latest("pk").subject == "The app was removed from your account"


def test_each_change_is_told_by_mail(client, user, noon, django_capture_on_commit_callbacks):
    sign_in(client, user)

    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client)

    assert Message.objects.latest("pk").subject == "An app was added to your account"


def test_secrets_are_not_readable_in_the_database(client, secret, settings):
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept

    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(secret))
    settings.SECRET_KEY_FALLBACKS = []
    assert not Authenticator.objects.get(type="totp").wrap().validate_code(code_of(secret))


def test_an_address_is_confirmed_before_a_second_step(client, user):
    sign_in(client, user)
    user.emailaddress_set.create(email="new@example.org", verified=False)

    answer = client.get("/en/accounts/security/app/", follow=True)

    assert "Please confirm your new address first" in answer.text


# --- Who must have one
@pytest.fixture
def in_earnest(settings):
    settings.DEMONSTRATION = False


STAFF = [{"secretariat": True}, {"editor": True}, {"is_superuser": True}]


@pytest.mark.parametrize("trait", STAFF, ids=str)
def test_the_administration_asks_for_a_second_step(client, in_earnest, trait, noon):
    user = UserFactory(**trait)
    sign_in(client, user)

    asked = client.get("/admin/pages/", follow=True)
    assert asked.redirect_chain[-1][0].startswith("/en/accounts/security/needed/?next=%2Fadmin%2Fpages%2F")
    assert "a second step is needed" in asked.text
    set_up_app(client)

    assert client.get("/admin/").status_code == 200


def test_the_administration_opens_only_to_sessions_that_took_it(client, in_earnest, noon):
    user = UserFactory(secretariat=True)
    sign_in(client, user)
    secret = set_up_app(client)
    noon.shift(60)
    other = type(client)()
    other.force_login(user)

    asked = other.get("/admin/", follow=True)
    assert asked.redirect_chain[-1][0].startswith("/en/accounts/again/app/?next=")
    answer = other.post(asked.redirect_chain[-1][0], {"code": code_of(secret)})

    assert answer["Location"] == "/admin/"
    assert other.get("/admin/").status_code == 200


def test_signing_in_with_it_opens_the_administration(client, in_earnest, noon):
    user = UserFactory(secretariat=True)
    sign_in(client, user)
    secret = set_up_app(client)
    noon.shift(60)
    other = type(client)()
    sign_in(other, user, next="/admin/")

    assert other.post("/en/accounts/login/second-step/", {"code": code_of(secret)})["Location"] == "/admin/"
    assert other.get("/admin/").status_code == 200


def test_posts_and_programs_are_held_up_too(client, in_earnest):
    sign_in(client, UserFactory(is_superuser=True))

    assert client.post("/admin/users/new/", {"email": "x@example.org"})["Location"].startswith("/en/accounts/security/needed/")
    assert client.get("/admin/api/main/pages/", headers={"accept": "application/json"}).status_code == 302
    assert User.objects.count() == 1


def test_leaving_the_administration_is_always_possible(client, in_earnest):
    sign_in(client, UserFactory(secretariat=True))

    client.post("/admin/logout/")

    assert "_auth_user_id" not in client.session


def test_the_demonstration_offers_it_without_asking(client):
    sign_in(client, UserFactory(secretariat=True))

    assert client.get("/admin/").status_code == 200
    assert client.get("/en/accounts/security/needed/")["Location"] == "/admin/"


def test_representatives_need_none(client, in_earnest):
    sign_in(client, UserFactory())

    assert client.get("/en/space/").status_code == 200
    assert client.get("/admin/").status_code == 302
    assert client.get("/en/accounts/security/needed/").status_code == 302


# --- Lost
def test_a_superuser_resets_what_a_colleague_lost(client, user, secret):
    superuser = UserFactory(is_superuser=True)
    admin = type(client)()
    sign_in(admin, superuser)
    assert f"/admin/users/{user.pk}/second-factor/" in admin.get("/admin/users/").text

    page = admin.get(f"/admin/users/{user.pk}/second-factor/")
    assert user.email in page.text
    admin.post(f"/admin/users/{user.pk}/second-factor/")

    assert not Authenticator.objects.exists()
    assert client.get("/en/accounts/").status_code == 302
    assert Message.objects.latest("pk").recipient == user.email
    assert Message.objects.latest("pk").subject == "The second step of your account was taken away"
    assert ModelLogEntry.objects.filter(action=second_factor.RESET, user=superuser, object_id=str(user.pk)).count() == 1


@pytest.mark.parametrize("trait", [{"secretariat": True}, {"editor": True}, {}], ids=str)
def test_nobody_else_resets_anything(client, user, secret, trait):
    visitor = type(client)()
    sign_in(visitor, UserFactory(**trait))

    answers = [visitor.get(f"/admin/users/{user.pk}/second-factor/"), visitor.post(f"/admin/users/{user.pk}/second-factor/")]

    assert {answer.status_code for answer in answers} <= {302, 403, 404}
    assert Authenticator.objects.filter(type="totp").exists()
    assert "second-factor" not in visitor.get("/admin/users/").text


def test_ones_own_and_none_are_not_reset(user, secret):
    user.is_superuser = True
    user.save()

    with pytest.raises(ValidationError, match="Change your own"):
        second_factor.reset(user, by=user)
    with pytest.raises(ValidationError, match="has no second step"):
        second_factor.reset(UserFactory(), by=user)


def test_the_terminal_resets_it_too(client, user, secret, capsys):
    call_command("reset_second_factor", "A@example.org")

    assert not Authenticator.objects.exists()
    assert not SignedInSession.objects.filter(user=user).exists()
    assert ModelLogEntry.objects.get(action=second_factor.RESET).user is None
    for address, said in (("a@example.org", "has no second step"), ("nobody@example.org", "No account")):
        with pytest.raises(CommandError, match=said):
            call_command("reset_second_factor", address)


# --- Every page is ours
def templates_of(patterns) -> set[str]:
    """What the views behind these addresses render, as far as they say so."""
    found = set()
    for pattern in patterns:
        view = pattern.callback
        while view and not hasattr(view, "view_class"):
            inner = [cell.cell_contents for cell in view.__closure__ or () if callable(cell.cell_contents)]
            view = getattr(view, "__wrapped__", None) or (inner[0] if inner else None)
        found.add(getattr(view.view_class, "template_name", None) if view else None)
    return found - {None}


def test_every_template_behind_our_addresses_is_ours(root):
    names = templates_of(urlpatterns)

    assert len(names) > 15
    assert {name for name in names if not Path(get_template(name).origin.name).is_relative_to(root / "site/templates")} == set()


UNREACHABLE = {
    "account": [
        "verified_email_required",
        "verification_sent",
        "signup",
        "signup_closed",
        "signup_by_passkey",
        "request_login_code",
        "phone_change",
        "email",
        "confirm_phone_verification_code",
        "password_change",
        "password_set",
        "password_reset",
        "password_reset_done",
        "password_reset_from_key",
        "email_confirm",
        "password_reset_from_key_done",
        "confirm_password_reset_code",
    ],
    "mfa": ["trust", "index", "webauthn/authenticator_list", "webauthn/signup_form"],
}


@pytest.mark.parametrize("app", ["account", "mfa"])
def test_allauths_own_pages_are_replaced_or_have_no_address(root, app):
    """A new release that brings another page shows here."""
    import allauth  # noqa: PLC0415 -- only its place is asked for

    theirs = Path(allauth.__file__).parent / "templates" / app
    pages = {str(path.relative_to(theirs).with_suffix("")) for path in theirs.rglob("*.html")}
    frames = {page for page in pages if "/snippets/" in f"/{page}" or page.rpartition("/")[2].startswith("base")}
    ours = root / "site/templates" / app
    replaced = {page for page in pages if (ours / f"{page}.html").exists()}

    assert pages - frames - replaced == set(UNREACHABLE[app])
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert not names & {"account_change_password", "account_set_password", "account_reset_password", "account_confirm_email", "mfa_trust"}


UNREACHABLE_MAILS = {
    "account": "account_already_exists password_reset password_reset_key password_reset_code password_changed password_reset password_set email_confirm",
    "mfa": "",
}
NEVER_SAID = (
    "cannot_delete_primary_email email_deleted primary_email_set unverified_primary_email password_changed password_set phone_verified"
    " verification_email_sent phone_verification_sent"
)


@pytest.mark.parametrize("app", ["account", "mfa"])
def test_mails_and_messages_of_allauth_are_replaced_or_never_sent(root, app):
    import allauth  # noqa: PLC0415 -- only its place is asked for

    theirs, ours = Path(allauth.__file__).parent / "templates" / app, root / "site/templates" / app
    mails = {path.name.removesuffix("_message.txt") for path in theirs.glob("email/*_message.txt")} - {"base"}
    said = {path.stem for path in theirs.glob("messages/*.txt")}

    assert {name for name in mails if not (ours / f"email/{name}.txt").exists()} - set(UNREACHABLE_MAILS[app].split()) == set()
    assert {name for name in said if not (ours / f"messages/{name}.txt").exists()} - set(NEVER_SAID.split()) == set()


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_walking_through_renders_nothing_of_allauth(client, user, secret, language, root):
    rendered = set()

    def note(sender, template, **kwargs):
        rendered.add(template.origin.name)

    template_rendered.connect(note)
    try:
        for pattern in urlpatterns:
            address = str(pattern.pattern).replace("<int:pk>", "1")
            for visitor in (client, type(client)()):
                visitor.get(f"/{language}/accounts/{address}", follow=True)
    finally:
        template_rendered.disconnect(note)
    assert {name for name in rendered if "site-packages/allauth" in name} == set()
