"""The directory as the public sees it."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from charter.enums import Chain
from core.languages import CODES
from network.enums import Level, Region, Role
from network.pages import open_profile
from tests.factories import CharterVersionFactory, LocalGovernmentFactory, SignatureFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def with_page(**fields):
    local_government = LocalGovernmentFactory(**fields)
    open_profile(local_government)
    return local_government


@pytest.fixture
def network(client, directory):
    def get(language="en"):
        return client.get(f"/{language}/network/")

    return get


def test_participants_are_listed_by_region_under_an_anchor(network):
    with_page(slug="jenin", name_en="Municipality of Jenin", participant=True, region=Region.MIDDLE_EAST_WEST_ASIA, country="PS")
    with_page(slug="vienna", name_en="City of Vienna", participant=True)

    response = network()

    assert [(group.name, group.count) for group in response.context["directory"].groups] == [("europe", 1), ("middle_east_west_asia", 1)]
    assert '<section class="part" id="europe">' in response.content.decode()
    assert "/en/network/jenin/" in response.content.decode()
    assert '<a href="/en/network/regions/europe/">Europe</a> <b>1</b>' in response.content.decode()


@pytest.mark.parametrize("unlisted", [{"role": Role.REFERENCE}, {"role": Role.NONE}, {"provisional": True, "participant": True}])
def test_others_are_not_listed(network, unlisted):
    LocalGovernmentFactory(name_local="Elsewhere", **unlisted)

    assert "Elsewhere" not in text(network())


def test_names_are_in_the_readers_language_with_the_local_one_below(network):
    with_page(slug="jenin", name_local="بلدية جنين", name_local_language="ar", name_en="Municipality of Jenin", participant=True)

    html = network().content.decode()

    assert '<bdi lang="en" dir="ltr">Municipality of Jenin</bdi>' in html
    assert '<bdi lang="ar" dir="rtl">بلدية جنين</bdi>' in html


def test_list_is_sorted_in_the_readers_language(network):
    with_page(slug="a", name_en="Athens", name_fr="Zénith", participant=True)
    with_page(slug="b", name_en="Zurich", name_fr="Évian", participant=True)

    def order(language):
        return [lg.slug for lg in network(language).context["directory"].page]

    assert order("en") == ["a", "b"]
    assert order("fr") == ["b", "a"]


def test_names_in_the_readers_script_come_first_and_accents_do_not_count(network):
    for slug, names in {
        "a": {"name_local": "Øresund", "name_ar": "أوريسند"},
        "b": {"name_local": "بلدية جنين"},
        "c": {"name_local": "Évry"},
        "d": {"name_local": "Zurich"},
        "e": {"name_local": "대전"},
        "f": {"name_local": "Osaka", "name_ar": "أوساكا"},
    }.items():
        with_page(slug=slug, participant=True, **names)

    def order(language):
        return [lg.slug for lg in network(language).context["directory"].page]

    assert order("en") == ["c", "a", "f", "d", "b", "e"]
    assert order("ar") == ["a", "f", "b", "c", "d", "e"]


def test_networks_stand_apart_and_cannot_sign(network):
    with_page(slug="refela", name_en="REFELA", level=Level.ASSOCIATION, role=Role.PARTNER)

    response = network()

    assert [(group.name, [lg.slug for lg in group.local_governments]) for group in response.context["directory"].groups] == [
        ("networks", ["refela"])
    ]
    assert "They support it and cannot sign the charter" in text(response)
    assert "Membership" not in text(response)


def test_member_has_a_signature_in_the_real_register(network):
    version = CharterVersionFactory()
    real = with_page(slug="real", name_en="Real town", participant=True, member=True)
    tried = with_page(slug="tried", name_en="Tried town", participant=True, member=True)
    with_page(slug="neither", name_en="Other town", participant=True)
    SignatureFactory(local_government=real, version=version, accepted=True)
    SignatureFactory(local_government=tried, version=version, accepted=True, chain=Chain.DEMONSTRATION)

    response = network()

    assert response.context["directory"].tally.members == 1
    assert text(response).count("Not a member") == 1
    assert text(response).count("Member (demonstration)") == 1


def test_fictional_members_are_listed_apart_and_not_counted(network):
    with_page(slug="vienna", name_en="Vienna", participant=True)
    with_page(slug="exampleville", name_en="A town (demonstration)", member=True, is_demonstration=True, latitude=1, longitude=1)

    response = network()
    directory = response.context["directory"]

    assert [(group.name, len(group.local_governments)) for group in directory.groups] == [("europe", 1), ("demonstration", 1)]
    assert (directory.count, directory.made_up, directory.points) == (1, 1, [])
    assert (directory.tally.members, directory.tally.participants, directory.tally.countries) == (0, 1, 1)
    assert "are in none of the counts above" in text(response)


def test_local_government_without_page_is_listed_without_link(network):
    LocalGovernmentFactory(slug="pageless", name_en="Pageless", participant=True)

    html = network().content.decode()

    assert "Pageless" in html
    assert "/en/network/pageless/" not in html


def test_map_shows_the_same_places_as_the_list(network):
    with_page(slug="quito", name_en="Quito", participant=True, latitude=Decimal("-0.18"), longitude=Decimal("-78.47"))
    with_page(slug="nowhere", name_en="Nowhere", participant=True)

    response = network()

    assert [point.label for point in response.context["directory"].points] == ["Quito"]
    assert "<title>Quito</title>" in response.content.decode()
    assert "img/land.svg#land" in response.content.decode()


def test_empty_network_says_so(network):
    response = network()

    assert response.status_code == 200
    assert "No local government is a member yet." in text(response)


@pytest.mark.parametrize("language", CODES)
def test_page_speaks_each_language(network, language):
    with_page(
        slug="jenin", name_local="بلدية جنين", name_local_language="ar", participant=True, country="PS", region=Region.MIDDLE_EAST_WEST_ASIA
    )

    response = network(language)

    with translation.override(language):
        assert str(Region.MIDDLE_EAST_WEST_ASIA.label) in text(response)
        assert reverse("charter:register") in response.content.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in response.content.decode()
    assert {"en": "Palestine", "fr": "Palestine", "es": "Palestina", "ar": "فلسطين"}[language] in text(response)
    assert not response.cookies


@pytest.mark.parametrize("number", [1, 10])
def test_queries_do_not_grow_with_the_list(network, number, django_assert_num_queries):
    version = CharterVersionFactory()
    for count in range(number):
        one = with_page(participant=True, member=True, latitude=Decimal(count * 4), longitude=Decimal(count * 9))
        SignatureFactory(local_government=one, version=version, accepted=True)
    network()  # warms what is cached between requests

    with django_assert_num_queries(10):
        network()
