"""Every trait of the factories gives rows that the database accepts."""

import pytest

from tests.factories import CharterVersionFactory, RepresentativeFactory, SignatureFactory, UserFactory

pytestmark = pytest.mark.django_db

STATES = ["submitted", "changes_requested", "accepted", "suspended", "superseded", "declined", "withdrawn"]


@pytest.mark.parametrize("state", STATES)
def test_signature_in_each_state(state):
    signature = SignatureFactory(**{state: True})

    assert signature.status == state


def test_signature_in_preparation():
    version = CharterVersionFactory()

    assert SignatureFactory(version=version).missing == ["mandate", "text", "signatory"]
    assert SignatureFactory(version=version, ready=True).is_ready


def test_people():
    assert UserFactory(secretariat=True).groups.get().name == "Secretariat"
    assert RepresentativeFactory().user.emailaddress_set.get().verified
