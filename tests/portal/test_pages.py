"""The home page's counts, and pages in a language that is not ready."""

from datetime import date

import pytest

from charter.enums import Chain
from network.enums import Region, Role
from portal.home import home_context
from tests.factories import CharterVersionFactory, ContentPageFactory, LocalGovernmentFactory, SignatureFactory

pytestmark = pytest.mark.django_db


def test_the_home_page_counts_what_is_true():
    LocalGovernmentFactory(role=Role.PILOT_TERRITORY, country="KM", region=Region.AFRICA)
    LocalGovernmentFactory(participant=True, member=True)
    LocalGovernmentFactory(participant=True)
    LocalGovernmentFactory(role=Role.REFERENCE)
    LocalGovernmentFactory(participant=True, provisional=True)
    LocalGovernmentFactory(is_demonstration=True, member_since=date(2026, 1, 1))

    shown = home_context()

    tally = shown["network"].tally
    assert (tally.participants, tally.countries, tally.pilots, tally.members) == (3, 2, 1, 0)
    assert [(region.name, region.count, region.url) for region in shown["network"].regions] == [
        ("Europe", 2, "/en/network/regions/europe/"),
        ("Africa", 1, "/en/network/regions/africa/"),
    ]


def test_signatures_of_the_demonstration_are_counted_apart(client, home):
    version = CharterVersionFactory()
    SignatureFactory(version=version, accepted=True)
    SignatureFactory(version=version, accepted=True, chain=Chain.DEMONSTRATION)
    SignatureFactory(version=version, accepted=True, chain=Chain.DEMONSTRATION)
    SignatureFactory(version=version, suspended=True)

    page = client.get("/en/")

    assert (page.context["signatures"], page.context["demonstration_signatures"]) == (1, 2)
    assert "demonstration signatures in force, of fictional local governments" in page.text


@pytest.mark.parametrize("count", [1, 10])
def test_the_home_page_asks_few_questions(client, home, django_assert_max_num_queries, count):
    LocalGovernmentFactory.create_batch(count, participant=True, latitude=10, longitude=10)
    client.get("/en/")

    with django_assert_max_num_queries(10):
        page = client.get("/en/")

    assert (page.cookies, "Cookie" in page.get("Vary", "")) == ({}, False)


def test_a_page_that_is_not_ready_says_so_and_is_marked(client, home):
    ContentPageFactory(parent=home, slug="programme", title_ar="البرنامج", ready_in=["ar"])

    page = client.get("/fr/programme/")

    assert '<html lang="fr" dir="ltr">' in page.text
    assert 'role="note"' in page.text
    assert '<article class="prose" lang="ar" dir="rtl">' in page.text
    assert 'rel="canonical" href="http://localhost:8000/ar/programme/"' in page.text
