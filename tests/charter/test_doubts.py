"""What the secretariat is asked to look at in a file."""

from datetime import timedelta

import pytest
from django.utils import timezone

from charter.doubts import domains_that_differ, doubts_of, likely_duplicates
from charter.models import Signatory, Signature
from network.duplicates import MOST_SHOWN
from tests.factories import LocalGovernmentFactory, SignatureFactory


def codes(signature):
    signature = Signature.objects.get(pk=signature.pk)
    return [doubt.code for doubt in doubts_of([signature])[signature.pk]]


@pytest.fixture
def signature(db):
    """A file in which nothing is to be looked at."""
    made = SignatureFactory(submitted=True, mandate_date=timezone.localdate() - timedelta(days=30))
    Signature.objects.update(mandate_file="mandates/x.pdf")
    return made


def test_whole_file_raises_no_doubt(signature):
    assert codes(signature) == []


def test_missing_file_is_named(signature):
    Signature.objects.update(mandate_file="")

    assert codes(signature) == ["no_file"]


@pytest.mark.parametrize(("days", "found"), [(1, ["future"]), (0, []), (-730, []), (-731, ["old"])])
def test_date_of_the_decision_is_looked_at(days, found, signature):
    Signature.objects.update(mandate_date=timezone.localdate() + timedelta(days=days))

    assert codes(signature) == found


@pytest.mark.parametrize(("days", "found"), [(-1, ["overdue"]), (0, []), (30, [])])
def test_pending_decision_needs_no_file_but_may_be_overdue(days, found, signature):
    until = timezone.localdate() + timedelta(days=days)
    Signature.objects.update(mandate_file="", mandate_state="pending", mandate_date=None, mandate_until=until)

    assert codes(signature) == found


def test_new_local_government_is_named(signature):
    signature.local_government.is_provisional = True
    signature.local_government.save()

    assert codes(signature) == ["provisional"]


@pytest.mark.parametrize(
    ("email", "website", "differ"),
    [
        ("a@ville.example", "https://www.ville.example/fr", False),
        ("a@mairie.ville.example", "https://ville.example", False),
        ("a@ville.example", "https://portal.ville.example", False),
        ("A@VILLE.example", "https://ville.example", False),
        ("a@gmail.com", "https://ville.example", True),
        ("a@notville.example", "https://ville.example", True),
        ("a@ville.example", "", False),
        ("a@ville.example", "https://www.facebook.com/ville", False),
        ("", "https://ville.example", False),
    ],
)
def test_domains_are_compared(email, website, differ):
    assert bool(domains_that_differ(email, website)) is differ


def test_signatory_writing_from_elsewhere_is_named(signature):
    signature.local_government.website = "https://ville.example/"
    signature.local_government.save()
    Signatory.objects.update(email="mayor@gmail.com")

    assert codes(signature) == ["domain"]


def test_likely_duplicates_are_found_by_name_script_and_website(db):
    one = LocalGovernmentFactory(name_local="Commune d’Exempleville", name_ar="بلدية جنين", country="FR", website="https://ville.example")
    alike = LocalGovernmentFactory(name_local="Exempleville (démonstration)", country="FR")
    script = LocalGovernmentFactory(name_local="Jenin", name_ar="جنين", country="FR")
    site = LocalGovernmentFactory(name_local="Other", country="BE", website="http://www.ville.example/nl")
    LocalGovernmentFactory(name_local="Exempleville", country="BE")
    LocalGovernmentFactory(name_local="Somewhere", country="FR")

    assert likely_duplicates([one]) == {one.pk: [alike, script, site]}


def test_few_of_many_duplicates_are_shown(db):
    made = [LocalGovernmentFactory(name_local="Exempleville") for _number in range(MOST_SHOWN + 3)]

    assert len(likely_duplicates(made[:1])[made[0].pk]) == MOST_SHOWN


def test_doubts_of_many_files_are_read_at_once(django_assert_num_queries, signature):
    files = [signature, *(SignatureFactory(submitted=True, version=signature.version) for _number in range(5))]
    files = list(Signature.objects.filter(pk__in=[one.pk for one in files]).select_related("local_government", "signatory"))

    with django_assert_num_queries(1):
        doubts_of(files)
    with django_assert_num_queries(0):
        assert doubts_of([]) == {}
