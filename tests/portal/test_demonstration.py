"""The demonstration's content: complete, sourced, loaded once, removable."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from charter.enums import Chain, Status
from charter.evidence import verify, verify_texts
from charter.models import CharterVersion, Signature, SignatureEvent
from core.languages import CODES
from core.models import BasePage, Message, User
from core.permissions import EDITORS, SECRETARIAT, is_secretariat
from network.enums import Role
from network.models import ExperiencePage, LocalGovernment, LocalObservatory, ProfilePage
from portal.demo.experiences import experiences
from portal.demo.facts import read
from portal.models import ContentPage, HomePage, ProgrammePage
from tests.factories import RepresentativeFactory, UserFactory

pytestmark = pytest.mark.django_db


def load():
    out = StringIO()
    call_command("load_demonstration", stdout=out)
    return out.getvalue()


def counted():
    return {
        model.__name__: model.objects.count()
        for model in (BasePage, LocalGovernment, User, CharterVersion, Signature, SignatureEvent, Message)
    }


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Loaded once for all tests of this module; each of them is rolled back to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(loaded, db):
    """What a first visitor finds."""


# --- What the files say
def test_every_authority_of_the_facts_has_a_source_and_a_story_in_every_language():
    facts = read("local_governments")

    assert len({one["id"] for one in facts}) == 59
    assert all(one["sources"] and set(one["story"]) == set(CODES) for one in facts)


def test_fictional_authorities_say_so_in_every_language():
    marks = {"en": "(demonstration)", "fr": "(démonstration)", "es": "(demostración)", "ar": "(عرض تجريبي)"}

    for one in read("fictional"):
        assert all(one["name"][code].endswith(mark) for code, mark in marks.items())
        assert one["name_local"].endswith(tuple(marks.values()))


def test_introductions_have_the_length_of_a_description():
    pages = [page for page in (*read("index_pages").values(), *read("pages")) if "intro" in page]

    assert [(page["title"]["en"], code) for page in pages for code in CODES if not 80 <= len(page["intro"][code]) <= 155] == []


# --- What is loaded
def test_everything_of_the_facts_is_there_with_its_sources(demonstration):
    for one in read("local_governments"):
        record = LocalGovernment.objects.get(slug=one["id"])
        assert [source.url for source in record.sources.all()] == one["sources"]
        assert (record.name_local, record.country, record.role, record.website) == (
            one["name_local"],
            one["country"],
            one["role"],
            one["website"] or "",
        )
        assert record.known_names == {code: one["name"][code] for code in CODES if code in one["name"]}


def test_participants_have_a_page_and_references_are_never_listed(demonstration, client):
    references = LocalGovernment.objects.filter(role=Role.REFERENCE)

    assert references.count() == 21
    assert not references.filter(pk__in=LocalGovernment.objects.listed()).exists()
    assert not ProfilePage.objects.filter(local_government__in=references).exists()
    assert not LocalGovernment.objects.listed().filter(page=None).exists()
    html = client.get("/en/network/").content.decode()
    assert not [lg.slug for lg in references if f"/network/{lg.slug}/" in html]


def test_no_real_authority_is_a_member(demonstration):
    assert not LocalGovernment.objects.members().filter(is_demonstration=False).exists()
    assert not Signature.objects.exclude(chain=Chain.DEMONSTRATION).exists()


@pytest.mark.parametrize("language", CODES)
def test_site_opens_in_each_language(demonstration, client, language):
    site = Site.objects.get()

    assert (site.hostname, site.port, site.is_default_site, site.root_page.specific_class) == ("localhost", 8000, True, HomePage)
    for path in ("", "network/", "network/jenin/", "network/exampleville/", *(f"{page['slug']}/" for page in read("pages"))):
        response = client.get(f"/{language}/{path}")
        assert response.status_code == 200, path
        assert not response.context["page"].is_fallback


def test_welcome_page_of_wagtail_is_gone(demonstration):
    assert [page.specific_class for page in BasePage.objects.filter(depth=2)] == [HomePage]


def test_accounts_are_confirmed_and_have_their_roles(demonstration):
    accounts = {user.email.split("@")[0]: user for user in User.objects.filter(is_demonstration=True)}

    assert set(accounts) == {"secretariat", "editor", "representative"}
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 3
    assert not any(user.has_usable_password() or user.is_superuser for user in accounts.values())
    assert is_secretariat(accounts["secretariat"])
    assert [list(accounts[name].groups.values_list("name", flat=True)) for name in ("secretariat", "editor", "representative")] == [
        [SECRETARIAT],
        [EDITORS],
        [],
    ]
    assert [row.local_government.slug for row in accounts["representative"].representations.speaking()] == ["exampleville"]


def test_charter_is_published_in_every_language_with_its_label(demonstration):
    version = CharterVersion.objects.in_force()

    assert (version.number, version.is_demonstration, version.articles.count(), version.declarations.count()) == (1, True, 10, 5)
    assert sorted(version.texts.values_list("language", flat=True)) == sorted(CODES)
    assert all(getattr(version, f"label_{code}") for code in CODES)
    assert dict(version.declarations.values_list("code", "when"))["authority_pending"] == "pending"


def test_signatures_are_as_told_and_their_evidence_holds(demonstration):
    told = {one["id"]: one["signature"] for one in read("fictional")}
    found = {signature.local_government.slug: signature for signature in Signature.objects.select_related("local_government", "text")}

    assert {slug: signature.status for slug, signature in found.items()} == {slug: one["status"] for slug, one in told.items()}
    assert {slug: signature.text.language for slug, signature in found.items()} == {slug: one["language"] for slug, one in told.items()}
    assert {slug: signature.signed_at.date() for slug, signature in found.items()} == {
        slug: timezone.localdate() - timedelta(days=one["days_ago"]) for slug, one in told.items()
    }
    assert [*verify(Chain.DEMONSTRATION), *verify(Chain.REGISTER), *verify_texts()] == []


def test_evidence_is_in_the_order_of_its_days(demonstration):
    days = list(SignatureEvent.objects.order_by("sequence").values_list("at", flat=True))

    assert days == sorted(days)
    assert days[-1] < timezone.now()


def test_nobody_has_mail(demonstration, deliver):
    assert deliver() == []


def test_clock_runs_again(demonstration):
    assert timezone.now() - timedelta(minutes=5) < User.objects.latest("date_joined").date_joined <= timezone.now()


# --- Again
def test_second_time_changes_nothing(demonstration):
    before = counted()

    assert load() == "  The demonstration's content is already there.\n"
    assert counted() == before


def test_edits_made_since_are_kept(demonstration):
    LocalGovernment.objects.filter(slug="jenin").update(name_en="Jenin, edited")
    page = ProgrammePage.objects.get()
    page.title_en = "Edited"
    page.save_revision().publish()

    load()

    assert LocalGovernment.objects.get(slug="jenin").name_en == "Jenin, edited"
    assert ProgrammePage.objects.get().title_en == "Edited"


def test_what_is_missing_comes_back(demonstration):
    for experience in ExperiencePage.objects.filter(local_government__slug="jenin"):
        experience.delete()
    LocalObservatory.objects.filter(local_government__slug="jenin").delete()
    LocalGovernment.objects.get(slug="jenin").page.delete()
    LocalGovernment.objects.filter(slug="jenin").delete()
    ContentPage.objects.get(slug="accessibility").delete()

    assert load() == "  + 1 pages\n  + 1 local governments\n  + 1 profile pages\n  + 2 experiences\n  + 3 duties\n"


def test_not_outside_demonstration_mode(demonstration, settings):
    settings.DEMONSTRATION = False
    ContentPage.objects.get(slug="accessibility").delete()

    with pytest.raises(CommandError):
        load()

    assert not ContentPage.objects.filter(slug="accessibility").exists()


# --- Away with it
def test_removal_takes_what_is_made_up_and_keeps_the_facts(demonstration):
    out = StringIO()

    call_command("remove_demonstration", interactive=False, stdout=out)

    assert "6 signatures, 6 local governments, 3 accounts" in out.getvalue()
    assert (LocalGovernment.objects.count(), ProfilePage.objects.count(), ContentPage.objects.count()) == (59, 38, 4)
    assert [model.objects.count() for model in (Signature, SignatureEvent, User)] == [0, 0, 0]
    assert CharterVersion.objects.in_force() is not None
    assert list(verify(Chain.DEMONSTRATION)) == []


def test_removal_keeps_people_and_takes_what_they_tried(demonstration):
    person = UserFactory()
    tried = RepresentativeFactory(user=person, local_government__slug="tried", local_government__is_demonstration=True).local_government
    signed = Signature.objects.get(local_government__slug="exampleville")
    assert signed.status == Status.ACCEPTED

    call_command("remove_demonstration", interactive=False, stdout=StringIO())

    assert list(User.objects.all()) == [person]
    assert not LocalGovernment.objects.filter(pk=tried.pk).exists()


def test_removal_asks_first(demonstration, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "no")
    out = StringIO()

    call_command("remove_demonstration", stdout=out)

    assert out.getvalue() == "Nothing was removed.\n"
    assert Signature.objects.count() == 6


def test_portal_loads_again_after_removal(demonstration):
    call_command("remove_demonstration", interactive=False, stdout=StringIO())

    assert "+ 6 fictional signatures" in load()


def test_every_experience_of_the_facts_is_there_in_two_languages_with_its_sources(demonstration):
    pages = {page.slug: page for page in ExperiencePage.objects.readable().prefetch_related("sources")}

    assert len(pages) == len(experiences()) == 52
    for facts in experiences():
        page = pages[facts["slug"]]
        assert [source.url for source in page.sources.all()] == facts["sources"] != []
        assert all(getattr(page, f"{name}_{code}") == facts[name][code] for name in ("title", "intro") for code in facts[name])
        assert {"en", "fr"} <= set(page.ready_languages)


def test_some_experiences_are_told_in_four_languages():
    assert len([facts for facts in experiences() if set(facts["title"]) == set(facts["intro"]) == set(CODES)]) >= 6
