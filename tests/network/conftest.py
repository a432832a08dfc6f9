"""The directory's page, and a profile with its people."""

import pytest
from django.db import transaction

from core.languages import CODES
from network.models import NetworkPage
from network.pages import open_profile
from tests.factories import LocalGovernmentFactory, UserFactory
from tests.network.keeping import colleague_of

TITLES = {"en": "The network", "fr": "Le réseau", "es": "La red", "ar": "الشبكة"}


@pytest.fixture
def directory(home):
    page = NetworkPage(slug="network", **{f"title_{code}": TITLES[code] for code in CODES}, **{f"ready_{code}": True for code in CODES})
    return home.add_child(instance=page)


@pytest.fixture
def place(directory):
    """A local government with a page, and no other word about it."""
    local_government = LocalGovernmentFactory(slug="sampletown", participant=True)
    with transaction.atomic():
        open_profile(local_government)
    return local_government


@pytest.fixture
def keeper(place):
    """Keeps its profile."""
    return colleague_of(place, email="keeper@town.example", first_name="Kim", last_name="Keeper")


@pytest.fixture
def secretary(db):
    return UserFactory(secretariat=True, email="secretary@network.example", language="fr")
