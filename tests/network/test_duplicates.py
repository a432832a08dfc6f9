"""Likely duplicates: alike names in one country, in any script, or the same website."""

import pytest
from django.contrib.auth.models import AnonymousUser

from network.duplicates import closest, domain_of, known_to, likely
from network.enums import RepresentativeStatus
from network.models import LocalGovernment
from tests.factories import LocalGovernmentFactory, RepresentativeFactory, UserFactory

pytestmark = pytest.mark.django_db


def found(**wanted):
    return [row.slug for row in likely(LocalGovernment.objects.all(), **wanted)]


@pytest.mark.parametrize("name", ["Barcelona", "BARCELÓNA", "Ajuntament de Barcelona", "Ayuntamiento de Barcelona", "Barzelona", "برشلونة"])
def test_name_alike_in_the_same_country_is_a_likely_duplicate(name):
    LocalGovernmentFactory(slug="barcelona", name_local="Ajuntament de Barcelona", name_en="Barcelona", name_ar="برشلونة", country="ES")

    assert found(name=name, country="ES") == ["barcelona"]
    assert found(name=name, country="AR") == []


@pytest.mark.parametrize(("known", "new"), [("Jenin", "جنين"), ("Ngazidja", "نغازيجا"), ("بيروت", "Beirut"), ("Nairobi", "ናይሮቢ")])
def test_name_in_another_script_is_recognised_by_its_consonants(known, new):
    LocalGovernmentFactory(slug="one", name_local=known, country="PS")

    assert found(name=new, country="PS") == ["one"]


@pytest.mark.parametrize(
    ("known", "new"), [("Paris", "Parma"), ("Lyon", "Lille"), ("Municipality of Ayr", "Municipality of Ely"), ("Amman", "بيروت")]
)
def test_other_name_is_no_duplicate(known, new):
    LocalGovernmentFactory(name_local=known, country="FR")

    assert found(name=new, country="FR") == []


def test_same_website_is_a_likely_duplicate_in_any_country_and_comes_first():
    LocalGovernmentFactory(slug="a-name", name_local="Sampletown", country="FR")
    LocalGovernmentFactory(slug="b-site", name_local="Autre", country="BE", website="https://www.sampletown.example/fr")

    assert found(name="Sampletonw", country="FR", website="http://sampletown.example") == ["b-site", "a-name"]


@pytest.mark.parametrize("website", ["https://www.facebook.com/sampletown", "", "http://[", "nonsense"])
def test_shared_or_broken_website_says_nothing(website):
    LocalGovernmentFactory(name_local="Autre", country="BE", website="https://www.facebook.com/autre")

    assert domain_of(website) == ""
    assert found(name="Sampletown", country="FR", website=website) == []


def test_five_are_shown_at_most():
    LocalGovernmentFactory.create_batch(7, name_local="Sampletown", country="FR")

    assert len(found(name="Sampletown", country="FR")) == 5


def test_closest_finds_a_misspelt_name():
    LocalGovernmentFactory(slug="nairobi", name_local="Nairobi", country="KE")

    assert [row.slug for row in closest(LocalGovernment.objects.all(), "Nairobbi")] == ["nairobi"]
    assert closest(LocalGovernment.objects.all(), "Zanzibar") == []


@pytest.mark.parametrize(
    ("status", "seen"), [("provisional", True), ("active", True), ("requested", False), ("ended", False), ("refused", False)]
)
def test_record_in_preparation_is_known_to_its_representatives_only(status, seen):
    record = LocalGovernmentFactory(provisional=True)
    representative = RepresentativeFactory(local_government=record, status=RepresentativeStatus(status))

    assert known_to(representative.user, LocalGovernment.objects.all()).exists() is seen
    assert not known_to(UserFactory(), LocalGovernment.objects.all()).exists()
    assert not known_to(AnonymousUser(), LocalGovernment.objects.all()).exists()


def test_names_are_compared_in_one_query(django_assert_num_queries):
    LocalGovernmentFactory.create_batch(10, name_local="Sampletown", country="FR")

    with django_assert_num_queries(1):
        found(name="Sampletown", country="FR", website="https://sampletown.example")
