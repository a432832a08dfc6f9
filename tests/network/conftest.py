"""The directory's page."""

import pytest

from core.languages import CODES
from network.models import NetworkPage

TITLES = {"en": "The network", "fr": "Le réseau", "es": "La red", "ar": "الشبكة"}


@pytest.fixture
def directory(home):
    page = NetworkPage(slug="network", **{f"title_{code}": TITLES[code] for code in CODES}, **{f"ready_{code}": True for code in CODES})
    return home.add_child(instance=page)
