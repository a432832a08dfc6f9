"""Who gets what, at every address: the whole compared with docs/access.md, which people read.

A new address: if it has arguments, add it to tests/access/cases.py. Then `make access`, and read what changed in docs/access.md.
"""

import difflib
import os

import pytest
from django.apps import apps
from django.core.cache import cache

from core.models import BasePage
from tests.access.addresses import addresses
from tests.access.asking import without_drawing
from tests.access.cases import cases_of
from tests.access.table import AccessTable
from tests.access.world import World
from tests.access.writing import written


@pytest.fixture
def world(home):
    cache.clear()
    return World(home)


def test_arguments_of_every_address_are_filled_in():
    missing = [one for one in addresses() if one.is_ours and one.has_arguments and cases_of(one.name) is None]

    assert not missing, (
        "Nobody has filled in the arguments of these addresses. Add each to CASES in tests/access/cases.py, and what it needs to "
        "tests/access/world.py, then run `make access`:\n" + "\n".join(f"    {one.name!r}: …,  # {one.shown}" for one in missing)
    )


def test_everybody_gets_what_the_table_says(world, root, monkeypatch):
    place = root / "docs/access.md"
    with without_drawing(monkeypatch):
        found = written(AccessTable(world))

    if os.environ.get("WRITE_ACCESS"):
        place.write_text(found)
    change = "\n".join(
        difflib.unified_diff(place.read_text().splitlines(), found.splitlines(), "docs/access.md", "the portal", n=0, lineterm="")
    )
    assert not change, f"Who gets what has changed. If that is meant, run `make access`.\n{change}"


def test_table_has_a_page_of_each_type(world):
    types = {model for model in apps.get_models() if issubclass(model, BasePage)} - {BasePage}

    assert {page.specific_class for page in BasePage.objects.all()} >= types, "Add a page of the new type to tests/access/world.py."


def test_nothing_of_ours_fails(root):
    failing = [line for line in (root / "docs/access.md").read_text().splitlines() if line.startswith("| `") and " 500 " in line]

    assert failing == []
