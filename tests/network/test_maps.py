"""The projection, the frames of regions, and the grouping of neighbours."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.enums import Region, Role
from network.frames import FRAMES, WORLD, frame, project
from network.maps import MOST, NEAR, points
from network.models import LocalGovernment
from network.pages import open_profile
from tests.factories import LocalGovernmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def place(slug, latitude, longitude, **fields):
    return LocalGovernmentFactory(slug=slug, latitude=Decimal(str(latitude)), longitude=Decimal(str(longitude)), **fields)


def drawn(region=""):
    return points(LocalGovernment.objects.all(), frame(region))


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


@pytest.mark.parametrize("region", Region)
def test_each_region_has_a_map_that_shows_what_it_is_about(region):
    inside = {
        Region.AFRICA: (-11.65, 43.33),
        Region.ASIA_PACIFIC: (-41.3, 174.8),
        Region.EUROPE: (59.33, 18.07),
        Region.LATIN_AMERICA: (-53.16, -70.9),
        Region.MIDDLE_EAST_WEST_ASIA: (32.46, 35.3),
        Region.NORTH_AMERICA: (61.2, -149.9),
    }[region]
    outside = {Region.ASIA_PACIFIC: (48.9, 2.4), Region.EUROPE: (-33.9, 18.4)}.get(region, (35.7, 139.7))
    shown = FRAMES[region]

    assert shown.shows(*shown.place(*inside))
    assert not shown.shows(*shown.place(*outside))
    assert shown.view_box == f"0 0 872 {shown.drawn_height}"


def test_world_is_drawn_as_the_land_is():
    assert (WORLD.view_box, WORLD.transform, WORLD.place(0, 11)) == ("0 0 872 450", "scale(1.000) translate(-96 0)", (404, 248))


@pytest.fixture
def with_pages(directory):
    def make(*places):
        for one in places:
            open_profile(one)

    return make


def test_neighbours_share_a_point_named_by_the_one_that_leads():
    place("bobigny", 48.9, 2.45, role=Role.PARTNER)
    place("seine-saint-denis", 48.91, 2.44, role=Role.LEAD, name_en="Department of Seine-Saint-Denis")

    (point,) = drawn()

    assert (point.first.slug, point.count) == ("seine-saint-denis", 2)
    assert (point.css_class, point.label, point.text) == ("lead", "Department of Seine-Saint-Denis and 1 other nearby", "Seine-Saint-Denis")
    assert (point.x, point.y) == WORLD.place(48.91, 2.44)


@pytest.mark.parametrize(
    ("others", "url"),
    [
        ({"country": "FR"}, "/en/network/?country=FR"),
        ({"country": "BE"}, "/en/network/?region=europe"),
        ({"country": "MA", "region": Region.AFRICA}, "/en/network/"),
    ],
)
def test_a_shared_point_leads_to_the_list_of_what_its_places_have_in_common(others, url):
    place("bobigny", 48.9, 2.45)
    place("elsewhere", 48.91, 2.44, **others)

    assert [point.url for point in drawn()] == [url]


def test_a_place_alone_leads_to_its_profile(with_pages):
    with_pages(place("jenin", 32.46, 35.3, role=Role.PILOT_TERRITORY, name_local="بلدية جنين", name_local_language="ar"))

    (point,) = drawn()

    assert (point.css_class, point.text, point.language, point.url) == ("pilot", "جنين", "ar", "/en/network/jenin/")


def test_a_place_without_a_profile_leads_to_its_country(db):
    place("quito", -0.18, -78.47, country="EC")

    assert [point.url for point in drawn()] == ["/en/network/?country=EC"]


def test_a_participant_is_named_on_the_map_of_its_region_only():
    place("quito", -0.18, -78.47, role=Role.PARTICIPANT)

    assert [(point.css_class, point.text, point.label) for point in drawn()] == [("", "", "Quito")]
    assert [point.text for point in drawn("latin_america")] == ["Quito"]


def test_a_region_shows_only_what_lies_in_it():
    place("quito", -0.18, -78.47)
    place("cayenne", 4.9, -52.3, region=Region.EUROPE)

    assert [point.label for point in drawn("europe")] == []
    assert sorted(point.label for point in drawn("latin_america")) == ["Cayenne", "Quito"]


def test_neighbours_on_the_world_map_are_told_apart_on_that_of_their_region():
    place("bobigny", 48.9, 2.45)
    place("brussels", 50.85, 4.35)

    assert [point.count for point in drawn()] == [2]
    assert [point.count for point in drawn("europe")] == [1, 1]


def test_numbers_are_those_of_svg_in_every_language():
    place("quito", -0.18, -78.47)

    with translation.override("fr"):
        assert drawn()[0].radius == "6.5"
        assert frame("europe").transform == "scale(4.192) translate(-396 -2)"


def test_unknown_positions_are_left_to_the_list():
    LocalGovernmentFactory()

    assert drawn() == []


def test_names_with_any_character_stay_whole():
    place("odd", 10, 10, name_local="A | B\\C ' \" % _ é 京", name_local_language="")

    assert [point.label for point in drawn()] == ["A | B\\C ' \" % _ é 京"]


positions = st.lists(st.tuples(st.floats(-60, 75), st.floats(-180, 180), st.sampled_from(Role.values)), max_size=70)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(positions)
def test_points_never_overlap_and_lose_nobody(db, found):
    LocalGovernment.objects.all().delete()
    rows = [
        LocalGovernmentFactory.build(slug=f"place-{number}", latitude=round(lat, 4), longitude=round(lon, 4), role=role)
        for number, (lat, lon, role) in enumerate(found)
    ]
    LocalGovernment.objects.bulk_create(rows)

    shown = drawn()

    assert sum(point.count for point in shown) == sum(WORLD.shows(*WORLD.place(row.latitude, row.longitude)) for row in rows)
    assert len(shown) <= MOST
    assert all(one.distance(other) >= NEAR for one in shown for other in shown if one is not other)


def test_written_names_cover_neither_each_other_nor_a_point():
    for number in range(40):
        place(f"town-{number}", 36 + number % 8 * 3, -8 + number // 8 * 8, role=Role.PILOT_TERRITORY, name_local=f"Town number {number}")

    shown = drawn("europe")
    boxes = [point.write(point.text, before=point.text_is_before) for point in shown if point.text]

    assert boxes
    assert not [1 for one in boxes for other in (*boxes, *(point.box for point in shown)) if one is not other and one.meets(other)]
