"""The five duties of pilot territories, as they are read: on one page, on a profile, from the programme and from home."""

from itertools import pairwise

import pytest

from core.languages import CODES
from network.enums import Role
from network.models import LocalGovernment, NetworkPage
from network.pages import follow
from portal.demo.duties import load_duties
from portal.demo.places import load_local_governments
from portal.demo.programme import load_programme

PAGES = ("programme/duties/", "network/jenin/", "programme/", "")


@pytest.fixture
def pages(live_server, home):
    titles = {f"title_{code}": f"Network {code}" for code in CODES} | {f"ready_{code}": True for code in CODES}
    home.add_child(instance=NetworkPage(slug="network", **titles))
    load_local_governments()
    load_programme()
    load_duties()
    for pilot in LocalGovernment.objects.filter(role=Role.PILOT_TERRITORY):
        follow(pilot)


def test_every_page_with_duties_is_sound_in_each_width_and_direction(visitor, pages, width, language, axe, sideways, html_errors):
    page = visitor(width, language)
    documents = []
    for path in PAGES:
        documents.append(page.goto(f"/{language}/{path}").text())
        assert axe(page) == [], path
        assert sideways(page) <= 0, path
    assert html_errors(*documents) == []
    assert page.context.cookies() == []


def test_from_home_to_a_duty_and_its_territory_without_script(visitor, pages, width):
    page = visitor(width, java_script_enabled=False)
    page.goto("/en/")
    page.get_by_role("link", name="See what each pilot territory has done").click()

    assert page.url.endswith("/en/programme/duties/")
    assert [cell.strip() for cell in page.locator("tbody th[scope=row] a").all_inner_texts()] == [
        "Governorate of the island of Ngazidja",
        "Municipality of Jenin",
    ]
    assert page.locator("tbody .state").all_inner_texts() == [
        *("Done", "Done", "Under way", "Not documented", "Done"),
        *("Done", "Done", "Under way", "Not documented", "Not documented"),
    ]
    page.get_by_role("link", name="Municipality of Jenin").click()
    page.get_by_role("link", name="The duties of all pilot territories").click()
    assert page.url.endswith("/en/programme/duties/")


def test_programme_leads_there_in_each_language(visitor, pages):
    page = visitor()
    for code in CODES:
        page.goto(f"/{code}/programme/")
        page.locator(f'main a[href="/{code}/programme/duties/"]').click()
        assert page.url.endswith(f"/{code}/programme/duties/")


def test_the_table_folds_on_a_phone(visitor, pages):
    """Every cell stands below the one before it, under the name of its duty."""
    page = visitor(360)
    page.goto("/en/programme/duties/")

    places = [cell.bounding_box() for cell in page.locator("tbody tr").first.locator("td").all()]
    assert all(before["y"] + before["height"] <= after["y"] + 1 for before, after in pairwise(places))
    label = page.locator("tbody td").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label == '"A shared diagnosis"'
