"""The directory's filters, counts and order against a plain Python count on random data."""

from collections import Counter

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.languages import CODES
from network.counts import MADE_UP, NETWORKS
from network.directory import Directory
from network.enums import PARTICIPATING, Level, Region, Role
from network.filters import FACETS, Filters
from network.frames import WORLD
from network.names import words
from tests.network.many import COUNTRIES, is_listed, make_many

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def values(lg, facet):
    if facet != "role":
        return {getattr(lg, facet)}
    return {lg.role} | ({"member"} if lg.member_since else set())


def admits(lg, asked, apart_from=""):
    """The filters as one would tell them to a person."""
    names = [lg.name_local, *lg.known_names.values()]
    if asked.q and apart_from != "q" and not all(any(word in name.casefold() for name in names) for word in words(asked.q)):
        return False
    return all(getattr(asked, facet) in ("", *values(lg, facet)) for facet in FACETS if facet != apart_from)


asked_for = st.builds(
    Filters,
    q=st.sampled_from(["", "", "ba", "do ha", "لي", "zzz"]),
    region=st.sampled_from(["", "", *Region.values]),
    country=st.sampled_from(["", "", *COUNTRIES[:12], "JP", "CH"]),
    level=st.sampled_from(["", "", *Level.values]),
    role=st.sampled_from(["", "", *PARTICIPATING, "member"]),
)


@pytest.fixture(scope="module")
def many(django_db_setup, django_db_blocker):
    """Three hundred at random, for all tests of this module that only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_many(300, seed=7)
        transaction.set_rollback(True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked_for)
def test_filters_and_their_counts_are_those_of_a_plain_count(many, db, asked):
    directory, listed = Directory(asked), [lg for lg in many if is_listed(lg)]
    real = [lg for lg in listed if not lg.is_demonstration]
    found = [lg for lg in listed if admits(lg, asked)]

    assert {lg.slug for lg in directory.ordered} == {lg.slug for lg in found}
    assert (directory.count, directory.made_up) == (
        sum(not lg.is_demonstration for lg in found),
        sum(lg.is_demonstration for lg in found),
    )
    for facet in directory.choices.facets:
        without = [lg for lg in real if admits(lg, asked, apart_from=facet.name)]
        expected = Counter(value for lg in without for value in values(lg, facet.name) - {"", Role.REFERENCE})
        assert {option.value: option.count for option in facet.options if option.count} == dict(expected)
        assert facet.total == len(without)
    for chip, name in zip(directory.choices.chips, [name for name in ("q", *FACETS) if getattr(asked, name)], strict=True):
        assert chip.count == sum(admits(lg, asked, apart_from=name) for lg in real)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked_for, st.sampled_from(CODES))
def test_every_page_together_is_the_list_in_its_order(many, db, asked, language):
    with translation.override(language):
        first = Directory(asked)
        pages = [Directory(asked, str(number)) for number in range(1, first.page.paginator.num_pages + 1)]
        rows = [lg for page in pages for lg in page.page]
        parts = [(group.name, group.is_continued) for page in pages for group in page.groups]

    assert len({lg.pk for lg in rows}) == len(rows) == first.count + first.made_up
    names = [name for name, is_continued in parts if not is_continued]
    assert names == list(first.counts)
    assert [name for name in names if name in (NETWORKS, MADE_UP)] == names[len([name for name in names if name in Region.values]) :]
    for name in names:
        keys = [
            getattr(lg, f"sort_name_{language}")
            for page in pages
            for group in page.groups
            if group.name == name
            for lg in group.local_governments
        ]
        assert keys == sorted(keys)


def test_tally_is_that_of_a_plain_count(many, db):
    real = [lg for lg in many if is_listed(lg) and not lg.is_demonstration]
    took_part = [lg for lg in real if lg.role in PARTICIPATING]

    tally = Directory(Filters(q="ba", region="africa")).tally

    assert (tally.participants, tally.countries) == (len(took_part), len({lg.country for lg in took_part}))
    assert tally.members == sum(lg.member_since is not None for lg in real)
    assert tally.pilots == sum(lg.role == Role.PILOT_TERRITORY for lg in real)


def test_map_holds_all_that_is_asked_for_and_placed(many, db):
    for asked in (Filters(), Filters(role="partner"), Filters(q="ba")):
        placed = [lg for lg in many if is_listed(lg) and not lg.is_demonstration and admits(lg, asked) and lg.latitude is not None]

        assert sum(point.count for point in Directory(asked).points) == sum(
            WORLD.shows(*WORLD.place(lg.latitude, lg.longitude)) for lg in placed
        )
