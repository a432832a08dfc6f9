"""The programme's pages and its calls for projects, as readers meet them."""

import pytest
from playwright.sync_api import expect

from core.languages import CODES
from network.enums import Role
from network.models import LocalGovernment, NetworkPage
from network.pages import follow
from portal.demo.duties import load_duties
from portal.demo.places import load_local_governments
from portal.demo.programme import load_programme

PAGES = (
    "",
    "label/",
    "calls/",
    "calls/?state=open",
    "calls/appel-a-agir/",
    "calls/safe-journeys-demonstration/",
    "calls/first-year-demonstration/",
)


@pytest.fixture
def programme(live_server, home):
    titles = {f"title_{code}": f"Network {code}" for code in CODES} | {f"ready_{code}": True for code in CODES}
    home.add_child(instance=NetworkPage(slug="network", **titles))
    load_local_governments()
    load_programme()
    load_duties()
    for pilot in LocalGovernment.objects.filter(role=Role.PILOT_TERRITORY):
        follow(pilot)


def test_every_page_is_sound_in_each_width_and_direction(visitor, programme, width, language, sound):
    page = visitor(width, language)
    for path in PAGES:
        page.goto(f"/{language}/programme/{path}")
        sound(page)
    assert page.context.cookies() == []


def test_from_the_programme_to_its_duties_label_and_calls_without_script(visitor, programme, width):
    page = visitor(width, java_script_enabled=False)
    page.goto("/en/programme/")
    assert page.locator(".path b").all_inner_texts() == [
        "Create local observatories",
        "Build a worldwide network of committed local governments",
        "Raise awareness",
    ]
    assert page.locator("tbody .state").all_inner_texts()[:5] == ["Done", "Done", "Under way", "Not documented", "Done"]
    page.get_by_role("link", name="Read the evidence and its sources").click()
    assert page.url.endswith("/en/programme/duties/")

    page.goto("/en/programme/")
    page.locator("main").get_by_role("link", name="A label for its expertise").click()
    expect(page.get_by_role("heading", name="What we do not know")).to_be_visible()

    page.locator(".breadcrumbs").get_by_role("link", name="The programme").click()
    page.locator("main").get_by_role("link", name="Calls for projects").click()
    page.get_by_role("link", name="Results published (1)").click()
    page.get_by_role("link", name="First year of the local protocol (demonstration)").click()
    expect(page.get_by_text("Two made-up projects were chosen out of seven.")).to_be_visible()
    expect(page.get_by_text("This call is made up")).to_be_visible()
