"""A reader finds a territory: by the list, the filters, the map, its region; in both directions, without a script."""

import pytest
from playwright.sync_api import expect

from portal.demo.loader import load_pages
from portal.demo.places import load_fictional, load_local_governments, load_profiles
from tests.database import load_once

PLACES = [
    "network/",
    "network/?region=africa&role=partner",
    "network/?q=nowhere-at-all",
    "network/regions/latin-america/",
    "network/jenin/",
]


def load():
    load_pages()
    load_local_governments()
    load_fictional()
    load_profiles()


@pytest.fixture
def pages(live_server, db):
    load_once(load)


def test_pages_are_sound_in_each_width_and_direction(visitor, pages, width, language, axe, sideways, html_errors):
    page = visitor(width, language)
    documents = []
    for path in PLACES:
        documents.append(page.goto(f"/{language}/{path}").text())
        assert axe(page) == [], path
        assert sideways(page) <= 0, path
    assert html_errors(*documents) == []


def test_a_reader_filters_the_list_without_a_script(visitor, pages, width):
    page = visitor(width, java_script_enabled=False)
    page.goto("/en/network/")
    if width < 900:
        page.get_by_text("Filter the list").click()
    page.get_by_label("Region", exact=True).select_option(label="Africa (8)")
    page.get_by_role("button", name="Filter").click()

    assert "region=africa" in page.url
    expect(page.get_by_role("heading", level=2, name="8 local governments and networks")).to_be_visible()
    expect(page.get_by_role("link", name="City of Banjul").last).to_be_visible()
    page.get_by_role("link", name="Remove the filter: Region: Africa").click()
    expect(page.get_by_role("heading", level=2, name="38 local governments and networks")).to_be_visible()
    assert page.context.cookies() == []


def test_a_territory_is_two_clicks_away(visitor, pages, width):
    page = visitor(width)
    page.goto("/en/")
    page.get_by_role("link", name="Africa", exact=True).click()
    page.wait_for_url("**/en/network/regions/africa/")
    page.get_by_role("link", name="City of Banjul").last.click()  # in the list, after the map
    page.wait_for_url("**/en/network/banjul/")

    assert page.get_by_role("heading", level=1).inner_text() == "City of Banjul"
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Africa").click()
    page.wait_for_url("**/en/network/regions/africa/")


def test_points_of_the_map_are_links_with_names(visitor, pages):
    page = visitor(1280)
    page.goto("/en/network/regions/latin-america/")
    point = page.locator(".map a", has=page.locator("title", has_text="Niterói"))
    point.focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/en/network/niteroi/")


def test_map_shows_its_part_of_the_land(visitor, pages):
    page = visitor(1280)
    page.goto("/en/network/regions/africa/")
    land, frame = page.locator(".map .land").bounding_box(), page.locator(".map svg").bounding_box()

    assert land["width"] > 1.5 * frame["width"]
    assert page.locator(".map svg").evaluate("one => getComputedStyle(one).overflow") == "hidden"


def test_what_is_typed_wrong_is_found_all_the_same(visitor, pages):
    page = visitor(360, language="ar")
    page.goto("/ar/network/?q=quitto")

    page.locator(".empty a").first.click()
    page.wait_for_url("**/ar/network/quito/")


def test_arabic_reads_from_the_right_with_names_in_their_own_direction(visitor, pages):
    page = visitor(1280, language="ar")
    page.goto("/ar/network/?q=vienna")

    name = page.locator(".ledger th bdi").first
    assert (name.get_attribute("dir"), page.locator("html").get_attribute("dir")) == ("ltr", "rtl")
    assert "النمسا" in page.locator(".ledger tbody").inner_text()
    column, table = page.locator(".ledger tbody th").first.bounding_box(), page.locator(".ledger").first.bounding_box()
    assert column["x"] + column["width"] == pytest.approx(table["x"] + table["width"], abs=2)
