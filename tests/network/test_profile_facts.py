"""Nothing that the facts say of a local government is lost on the way to its profile."""

import re
from html import unescape

import pytest
from babel.numbers import format_decimal
from django.db import transaction

from core.languages import CODES
from network.models import LocalGovernment, ProfilePage
from portal.demo.facts import read
from portal.demo.loader import load_pages
from portal.demo.places import load_local_governments, load_profiles

pytestmark = pytest.mark.django_db
FACTS = {one["id"]: one for one in read("local_governments")}


def text(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The local governments of the facts with their pages, for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_pages()
        load_local_governments()
        load_profiles()
        yield
        transaction.set_rollback(True)


def test_facts_are_as_many_as_they_were():
    found = FACTS.values()

    assert len(found) == 59
    assert sum(one["confirmed_participation"] for one in found) == 38
    assert sum(len(one["sources"]) for one in found) == 115
    assert sum(len(one["name"]) for one in found) == 153
    assert sum(one["population"] is not None and one["population_year"] is not None for one in found) == 43
    assert sum(one["latitude"] is not None for one in found) == 59
    assert (sum(bool(one["website"]) for one in found), sum(bool(one.get("note")) for one in found)) == (9, 6)


@pytest.mark.parametrize("slug", FACTS)
def test_every_fact_is_in_the_record(loaded, db, slug):
    one, record = FACTS[slug], LocalGovernment.objects.get(slug=slug)

    for name in ("name_local", "name_local_language", "country", "region", "level", "role", "population", "population_year"):
        assert getattr(record, name) == one[name], name
    assert (float(record.latitude), float(record.longitude)) == (one["latitude"], one["longitude"])
    assert record.website == (one["website"] or "")
    for code in CODES:
        for name in ("name", "story", "note"):
            assert (getattr(record, f"{name}_{code}") or "") == (one.get(name) or {}).get(code, "").strip(), name
    assert [source.url for source in record.sources.all()] == one["sources"]


def page_says(client, slug, language):
    one, html = FACTS[slug], client.get(f"/{language}/network/{slug}/").content.decode()
    said = text(html)
    assert all(unescape(html).count(f'href="{url}"') >= 1 for url in one["sources"])
    assert one["name_local"] in said
    assert " ".join(one["story"][language].split()) in said
    if one["population"]:
        number = format_decimal(one["population"], locale="en_GB" if language == "en" else language)
        assert number.replace("\u202f", " ") in said.replace("\u202f", " ")
        assert str(one["population_year"]) in said
    if one.get("note"):
        assert " ".join(one["note"][language].split()) in said
    if one["website"]:
        assert f'href="{one["website"]}"' in html
    return said


@pytest.mark.parametrize("slug", [slug for slug, one in FACTS.items() if one["role"] != "reference"])
def test_every_fact_is_on_the_profile(loaded, db, client, slug):
    for language in ("en", "ar"):
        said = page_says(client, slug, language)
    unknown = sum(not FACTS[slug][name] for name in ("population", "website"))

    assert said.count("غير موثَّق") >= unknown


def test_references_have_no_profile(loaded, db):
    assert not ProfilePage.objects.filter(slug__in=[slug for slug, one in FACTS.items() if one["role"] == "reference"]).exists()
