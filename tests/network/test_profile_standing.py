"""What a profile says of membership, of what is not known, and of its region."""

import re
from datetime import date
from html import unescape

import pytest

from charter.enums import Chain
from network.pages import open_profile
from tests.factories import CharterVersionFactory, LocalGovernmentFactory, SignatureFactory

pytestmark = pytest.mark.django_db


def text(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize(
    ("fields", "chain", "said"),
    [
        ({}, None, "Not a member"),
        ({"member_since": date(2026, 3, 5)}, Chain.REGISTER, "Member since 5 March 2026"),
        ({"member_since": date(2026, 3, 5)}, Chain.DEMONSTRATION, "Member (demonstration)"),
    ],
)
def test_profile_says_how_it_stands(client, directory, fields, chain, said):
    one = LocalGovernmentFactory(slug="town", participant=True, **fields)
    open_profile(one)
    if chain:
        SignatureFactory(local_government=one, version=CharterVersionFactory(), accepted=True, chain=chain)

    assert f"Membership {said}" in text(client.get("/en/network/town/").content.decode())


def test_population_without_its_year_says_so(client, directory):
    open_profile(LocalGovernmentFactory(slug="town", participant=True, population=50_000))

    assert "About 50,000 (year not documented)" in text(client.get("/en/network/town/").content.decode())


def test_profile_leads_back_to_its_region(client, directory):
    open_profile(LocalGovernmentFactory(slug="town", participant=True, region="latin_america", country="CL"))

    assert '<a href="/en/network/regions/latin-america/">Latin America</a>' in client.get("/en/network/town/").content.decode()
