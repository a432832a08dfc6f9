"""The portal in languages that it does not have yet: tests/test_more_languages.py runs this with them added, without migrations."""

import json
import re
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Site

from charter import certificates
from core import sealed
from core.languages import CODES, direction, language_name, long_date
from core.models import BasePage, Message
from network.models import NetworkPage, ProfilePage
from network.people_forms import InvitationForm
from tests.factories import (
    CharterVersionFactory,
    ContentPageFactory,
    HelpNumberFactory,
    HomePageFactory,
    LocalGovernmentFactory,
    RepresentativeFactory,
    SignatureFactory,
    UserFactory,
)

ADDED = {"pt": ("ltr", "Português"), "fa": ("rtl", "فارسی")}
NAMES = {"name_en": "Exampleville", "name_pt": "Exemplópolis", "name_fa": "نمونه‌شهر"}
added = pytest.mark.parametrize("code", ADDED)


@pytest.fixture(autouse=True)
def home(db):
    """What migrations would have made, then a home page in every language."""
    Locale.objects.create(language_code="en")
    root = BasePage.add_root(title="Root", slug="root")
    page = HomePageFactory(parent=root, slug="portal", **everywhere("heading", "One network"), **everywhere("intro", "Together"))
    Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
    return page


@pytest.fixture
def signature(home):
    version = CharterVersionFactory(number=1)
    authority = LocalGovernmentFactory(slug="exampleville", member=True, **NAMES)
    return SignatureFactory(
        version=version, local_government=authority, accepted=True, reference="CT-1", text=version.texts.get(language="pt")
    )


@pytest.fixture
def directory(home, signature):
    page = home.add_child(instance=NetworkPage(slug="network", **everywhere("title", "Network"), **everywhere("ready", True)))
    lg = signature.local_government
    page.add_child(instance=ProfilePage(slug=lg.slug, local_government=lg, **everywhere("title", "Place"), **everywhere("ready", True)))
    return page


def everywhere(field, value):
    return {f"{field}_{code}": f"{value} {code}" if isinstance(value, str) else value for code in CODES}


def get(path, status=200, **headers):
    response = Client(headers=headers).get(path)
    assert response.status_code == status
    return response


def text(path):
    return get(path).content.decode()


def signed_in(**fields):
    client = Client()
    client.force_login(UserFactory(**fields))
    return client


def test_the_portal_has_six_languages():
    assert ["en", "fr", "es", "ar", *ADDED] == CODES
    assert [settings.LANGUAGES[-2], settings.LANGUAGES[-1]] == [("pt", "Português"), ("fa", "فارسی")]


@added
def test_it_has_words_for_dates_and_languages(code):
    with translation.override(code):
        assert direction(code) == ADDED[code][0]
        assert language_name(code).lower() == ADDED[code][1].lower()
        assert long_date(date(2026, 3, 3)) != ""


@added
@pytest.mark.parametrize(
    "path", ["", "help/", "search/?q=network", "charter/", "charter/register/", "accounts/login/", "network/", "network/exampleville/"]
)
def test_pages_answer_in_it(code, path, directory):
    HelpNumberFactory()

    page = text(f"/{code}/{path}")

    assert re.search(rf'<html lang="{code}" dir="{ADDED[code][0]}"', page)
    assert f'lang="{code}"' in page


@added
def test_the_switch_names_it_in_itself(code):
    assert re.search(rf'hreflang="{code}"[^>]*>\s*(<[^>]*>\s*)*{ADDED[code][1]}', text("/en/"))


@added
def test_the_root_leads_to_it(code):
    response = get("/", 302, accept_language=f"{code},en;q=0.5")

    assert response["Location"] == f"/{code}/"


@added
def test_a_page_ready_in_it_alone_is_shown_to_all(code, home):
    ContentPageFactory(parent=home, slug="alone", ready_in=[code])

    assert f'lang="{code}" dir="{ADDED[code][0]}"' in text("/fr/alone/")


@added
def test_search_engines_hear_of_it(code, directory):
    assert re.search(rf'<link rel="alternate" hreflang="{code}" href="[^"]+/{code}/">', text("/en/"))
    assert re.search(rf"<loc>[^<]+/{code}/network/</loc>", text("/sitemap.xml"))


@added
def test_feeds_and_files_are_in_it(code, directory):
    for path in ("charter/register.atom", "network.atom"):
        assert f'xml:lang="{code}"' in text(f"/{code}/{path}")
    for path in ("charter/register.json", "network.json"):
        assert NAMES[f"name_{code}"] in json.dumps(json.loads(get(f"/{code}/{path}").getvalue()), ensure_ascii=False)
    for path in ("charter/register.csv", "network.csv"):
        assert NAMES[f"name_{code}"] in get(f"/{code}/{path}").getvalue().decode()


@added
def test_the_directory_shows_and_finds_the_name_in_it(code, directory):
    assert NAMES[f"name_{code}"] in text(f"/{code}/network/")
    assert NAMES[f"name_{code}"] in text(f"/{code}/network/?q={NAMES[f'name_{code}']}")


@added
def test_the_text_is_published_and_downloaded_in_it(code, signature):
    assert set(signature.version.texts.values_list("language", flat=True)) == set(CODES)
    assert f"Title 1 {code}" in text(f"/{code}/charter/")
    assert f"Title 1 {code}" in get(f"/{code}/charter/versions/1/charter-1-{code}.txt").getvalue().decode()


@added
def test_a_certificate_is_made_in_it(code, signature):
    signature.text = signature.version.texts.get(language=code)
    signature.save(update_fields=["text"])

    certificates.ask(signature)
    sealed.make_due()

    assert certificates.of(signature).is_sealed


@added
def test_somebody_signs_in_in_it(code):
    user, client = UserFactory(language=code), Client()

    client.post(f"/{code}/accounts/login/", {"login": user.email})

    assert Message.objects.get(recipient=user.email).language == code


@added
def test_a_colleague_is_invited_in_it(code):
    assert code in dict(InvitationForm().fields["language"].choices)


@added
def test_a_representative_writes_in_it(code, directory, signature):
    RepresentativeFactory(user=(user := UserFactory()), local_government=signature.local_government)
    client = Client()
    client.force_login(user)

    page = client.get(reverse("space:profile_story", args=["exampleville", code])).content.decode()

    assert re.search(rf'<textarea[^>]*name="story_{code}"[^>]*>', page)


@added
def test_the_editor_has_its_tab(code, home):
    page = signed_in(is_superuser=True).get(reverse("wagtailadmin_pages:edit", args=[home.pk])).content.decode()

    assert re.search(rf'role="tab"[^>]*>\s*{ADDED[code][1]}', page)
    field = re.search(rf'<input[^>]*name="title_{code}"[^>]*>', page).group()
    assert f'lang="{code}"' in field
    assert f'dir="{ADDED[code][0]}"' in field
    assert f"{code}&quot;: &quot;" in page or f"&quot;{code}&quot;" in page  # copy.js knows it


@added
@pytest.mark.parametrize("kind", ["network_localgovernment", "network_helpnumber", "charter_charterversion"])
def test_records_have_a_field_in_it(code, kind):
    page = signed_in(is_superuser=True).get(reverse(f"wagtailsnippets_{kind}:add")).content.decode()

    assert re.search(rf'name="(name|title)_{code}"', page)
