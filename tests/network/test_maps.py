"""The projection and the grouping of neighbours."""

from decimal import Decimal
from math import hypot

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from network.enums import Role
from network.maps import NEAR, points, project
from tests.factories import LocalGovernmentFactory


def place(slug, latitude, longitude, **fields):
    return LocalGovernmentFactory.build(slug=slug, latitude=Decimal(str(latitude)), longitude=Decimal(str(longitude)), **fields)


@pytest.mark.parametrize(
    ("latitude", "longitude", "x", "y"),
    [
        (0, 11, 500, 248),
        (48.91, 2.44, 480, 77),
        (-11.65, 43.33, 589, 291),
        (32.46, 35.3, 562, 130),
        (20.94, 106.33, 756, 171),
        (-33.92, 18.42, 519, 371),
    ],
)
def test_projection_puts_places_where_the_land_is(latitude, longitude, x, y):
    found = project(latitude, longitude)

    assert (round(found[0]), round(found[1])) == (x, y)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_projection_stays_on_the_map(latitude, longitude):
    x, y = project(latitude, longitude)

    assert -1 <= x <= 1001
    assert 0 <= y <= 500


def test_neighbours_share_a_point_named_by_the_one_that_leads():
    town = place("bobigny", 48.9, 2.45, role=Role.PARTNER)
    department = place("seine-saint-denis", 48.91, 2.44, role=Role.LEAD, name_en="Department of Seine-Saint-Denis")

    (point,) = points([town, department])

    assert point.places == [department, town]
    assert (point.css_class, point.label, point.text) == ("lead", "Department of Seine-Saint-Denis and 1 other nearby", "Seine-Saint-Denis")
    assert point.url == "/en/network/#europe"


def test_a_place_alone_leads_to_its_profile():
    (point,) = points([place("jenin", 32.46, 35.3, role=Role.PILOT_TERRITORY, name_local="بلدية جنين", name_local_language="ar")])

    assert (point.css_class, point.text, point.language, point.url) == ("pilot", "جنين", "ar", "/en/network/jenin/")


def test_a_participant_has_a_link_and_no_text():
    (point,) = points([place("quito", -0.18, -78.47, role=Role.PARTICIPANT)])

    assert (point.css_class, point.text, point.label) == ("", "", "Quito")


def test_numbers_are_those_of_svg_in_every_language():
    with translation.override("fr"):
        assert points([place("quito", -0.18, -78.47)])[0].radius == "6.5"


def test_unknown_positions_are_left_to_the_list():
    assert points([LocalGovernmentFactory.build()]) == []


positions = st.lists(st.tuples(st.floats(-60, 75), st.floats(-180, 180), st.sampled_from(Role.values)), max_size=40)


@settings(max_examples=50)
@given(positions)
def test_points_never_overlap_and_lose_nobody(found):
    places = [place(f"place-{number}", round(lat, 4), round(lon, 4), role=role) for number, (lat, lon, role) in enumerate(found)]

    drawn = points(places)

    assert sorted(lg.slug for point in drawn for lg in point.places) == sorted(lg.slug for lg in places)
    assert all(hypot(one.x - other.x, one.y - other.y) >= NEAR for one in drawn for other in drawn if one is not other)
