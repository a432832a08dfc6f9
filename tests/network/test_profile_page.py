"""A profile as the public sees it."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from charter.enums import Chain
from core.languages import CODES
from network.enums import Level, Region, Role
from network.models import ProfileLink, ProfilePage, Source
from network.pages import follow, open_profile
from network.profiles import Profile
from tests.factories import CharterVersionFactory, LocalGovernmentFactory, SignatureFactory
from tests.network.test_network_page import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def jenin(directory):
    local_government = LocalGovernmentFactory(
        slug="jenin",
        name_local="بلدية جنين",
        name_local_language="ar",
        name_en="Municipality of Jenin",
        name_fr="Municipalité de Djénine",
        country="PS",
        region=Region.MIDDLE_EAST_WEST_ASIA,
        role=Role.PILOT_TERRITORY,
        population=50000,
        population_year=2017,
        latitude=Decimal("32.46"),
        longitude=Decimal("35.3"),
        story_en="It opened its observatory.",
        story_fr="La municipalité a ouvert son observatoire.",
    )
    Source.objects.create(local_government=local_government, url="https://www.example.org/jenin/")
    open_profile(local_government)
    return local_government


@pytest.fixture
def profile(client, jenin):
    return lambda language="en": client.get(f"/{language}/network/jenin/")


@pytest.mark.parametrize(
    ("language", "heading", "others"),
    [
        ("en", "Municipality of Jenin", ["بلدية جنين", "Municipalité de Djénine"]),
        ("fr", "Municipalité de Djénine", ["بلدية جنين", "Municipality of Jenin"]),
        ("es", "بلدية جنين", ["Municipality of Jenin", "Municipalité de Djénine"]),
        ("ar", "بلدية جنين", ["Municipality of Jenin", "Municipalité de Djénine"]),
    ],
)
def test_heading_is_in_the_readers_language_and_all_names_are_there(profile, language, heading, others):
    response = profile(language)

    assert re.search(rf"<h1><bdi[^>]*>{heading}</bdi>\s*</h1>", response.content.decode())
    assert [name.text for name in response.context["profile"].other_names] == others


@pytest.mark.parametrize(
    ("language", "country", "population"),
    [("en", "Palestine", "50,000"), ("fr", "Palestine", "50\u202f000"), ("es", "Palestina", "50.000"), ("ar", "فلسطين", "50,000")],
)
def test_facts_are_in_the_readers_language(profile, language, country, population):
    response = profile(language)

    with translation.override(language):
        assert str(Level.MUNICIPALITY.label) in text(response)
        assert str(Role.PILOT_TERRITORY.label) in text(response)
    assert country in text(response)
    assert population in response.content.decode()


def test_sources_are_named_with_their_addresses(profile):
    assert (
        '<a href="https://www.example.org/jenin/" rel="nofollow noopener"><bdi dir="ltr">example.org/jenin</bdi></a>'
        in profile().content.decode()
    )


def test_what_is_unknown_says_so(client, directory):
    open_profile(LocalGovernmentFactory(slug="unknown", participant=True))

    assert text(client.get("/en/network/unknown/")).count("Not documented") == 5  # what it did, population, position, website, sources


def test_story_in_another_language_says_which(profile):
    html = profile("es").content.decode()

    assert '<div lang="en" dir="ltr"><p>It opened its observatory.</p></div>' in html
    assert 'lang="fr" dir="ltr"><p>' not in html


def test_prose_of_the_page_falls_back_as_a_whole_and_facts_do_not(profile, jenin):
    page = ProfilePage.objects.get(local_government=jenin)
    page.body_fr = [("paragraph", "<p>Notre parole.</p>")]
    page.ready_en = page.ready_es = page.ready_ar = False
    page.save()

    response = profile("es")

    assert "Palestina" in text(response)
    assert '<div class="flow" lang="fr" dir="ltr">' in response.content.decode()
    assert '<link rel="canonical" href="http://localhost:8000/fr/network/jenin/">' in response.content.decode()


@pytest.mark.parametrize(
    ("latitude", "longitude", "shown"),
    [("32.46", "35.3", "32.46° N, 35.30° E"), ("-11.65", "-78.5", "11.65° S, 78.50° W"), ("0", "0", "0.00° N, 0.00° E")],
)
def test_position_is_in_words(latitude, longitude, shown):
    assert Profile(LocalGovernmentFactory.build(latitude=Decimal(latitude), longitude=Decimal(longitude))).position == shown


def test_register_entry_is_shown_and_drafts_are_not(profile, jenin):
    version = CharterVersionFactory()
    entry = SignatureFactory(local_government=jenin, version=version, superseded=True, chain=Chain.DEMONSTRATION)
    SignatureFactory(local_government=jenin, version=version, submitted=True)

    response = profile()

    assert response.context["profile"].signatures == [entry]
    assert entry.get_absolute_url() in response.content.decode()
    assert "Demonstration signature" in text(response)


@pytest.mark.parametrize(
    ("signature", "offered"),
    [(None, True), ("draft", True), ("submitted", True), ("accepted", False), ("suspended", False), ("superseded", True)],
)
def test_signature_is_offered_unless_the_register_has_one(profile, jenin, signature, offered):
    if signature:
        SignatureFactory(local_government=jenin, **({} if signature == "draft" else {signature: True}))

    assert ('href="/en/charter/sign/"' in profile().content.decode()) is offered


def test_network_cannot_sign(client, directory):
    open_profile(LocalGovernmentFactory(slug="refela", level=Level.ASSOCIATION, role=Role.PARTNER))

    response = client.get("/en/network/refela/")

    assert "Partner: it cannot sign" in text(response)
    assert 'href="/en/charter/sign/"' not in response.content.decode()


@pytest.mark.parametrize("language", CODES)
def test_profile_sets_no_cookie(profile, language):
    response = profile(language)

    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize("number", [1, 10])
def test_queries_do_not_grow(profile, jenin, number, django_assert_num_queries):
    for count in range(number):
        Source.objects.create(local_government=jenin, url=f"https://example.org/{count}")
        ProfileLink.objects.create(local_government=jenin, title=f"Plan {count}", language="en", url=f"https://example.org/plan/{count}")
        SignatureFactory(local_government=jenin, withdrawn=True, registered=True, status="withdrawn")
    profile()

    with django_assert_num_queries(10):
        profile()


# --- The page itself
def test_page_is_made_once_and_only_under_a_directory(home):
    local_government = LocalGovernmentFactory(participant=True)

    assert open_profile(local_government) is None


def test_page_follows_the_record(jenin):
    jenin.slug, jenin.name_en = "jenin-city", "City of Jenin"
    jenin.save()

    follow(jenin)

    page = ProfilePage.objects.get(local_government=jenin)
    assert (page.slug, page.title_en, page.title_es) == ("jenin-city", "City of Jenin", "بلدية جنين")


def test_record_that_is_not_listed_gets_no_page(directory):
    follow(LocalGovernmentFactory(role=Role.REFERENCE))

    assert not ProfilePage.objects.exists()


def test_page_refuses_another_address_than_its_record(jenin):
    page = ProfilePage.objects.get(local_government=jenin)
    page.slug = "elsewhere"

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert list(refused.value.message_dict) == ["slug"]
