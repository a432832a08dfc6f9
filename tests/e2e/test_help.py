"""A woman finds a number and leaves: no trace that the portal could have avoided, and no way back into it."""

import pytest
from playwright.sync_api import expect

from portal.demo.help_numbers import load_help_numbers
from tests.factories import ContentPageFactory, HelpNumberFactory

ELSEWHERE = "https://www.wikipedia.org/"
BEFORE = "https://before.example/"


@pytest.fixture
def pages(live_server, home):
    ContentPageFactory(parent=home, slug="about", title_en="About")
    load_help_numbers()


def by_link(page):
    page.get_by_role("link", name="Leave this site").click()


def by_key(page):
    page.keyboard.press("Escape")


def step(page, way):
    """Back or Forward, and what stands in the window once it is quiet."""
    page.evaluate(f"history.{way}()")
    page.wait_for_timeout(800)
    return page.url


def walk(page):
    """Through three pages of the portal, to the help numbers."""
    page.goto(BEFORE)
    page.goto("/en/")
    page.goto("/en/about/")
    page.get_by_role("link", name="Help numbers").first.click()
    page.wait_for_url("**/en/help/")


# --- Finding a number
def test_number_is_two_acts_away_without_script(visitor, pages, width):
    page = visitor(width, java_script_enabled=False)
    page.goto("/en/")
    page.get_by_role("link", name="Help numbers").first.click()
    page.get_by_label("In which country are you?").select_option("Comoros")
    page.get_by_role("button", name="Show the numbers").click()

    assert page.url.endswith("/en/help/?country=KM#numbers")
    expect(page.locator(".tel")).to_have_text(["1760", "1710"])
    expect(page.get_by_text("Not yet checked")).to_have_count(2)
    assert page.context.cookies() == []


def test_checked_number_can_be_tapped(visitor, live_server, home, settings):
    settings.DEMONSTRATION = False
    HelpNumberFactory(number="3919", written="39 19", checked=True)
    page = visitor(360)
    page.goto("/en/help/?country=FR")

    link = page.get_by_role("link", name="39 19")
    assert link.get_attribute("href") == "tel:3919"
    assert link.bounding_box()["height"] >= 24


def test_page_is_sound_in_each_width_and_direction(visitor, pages, width, language, axe, sideways, html_errors):
    page = visitor(width, language)
    documents = []
    for path in ("", "?country=UY", "?country=PS"):
        documents.append(page.goto(f"/{language}/help/{path}").text())
        assert axe(page) == [], path
        assert sideways(page) <= 0, path
    assert html_errors(*documents) == []


def test_page_keeps_nothing_in_the_browser(visitor, pages):
    page = visitor()
    page.goto("/en/help/?country=FR")

    kept = page.evaluate("async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length, document.cookie]")
    workers = page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length")

    assert (kept, workers) == ([0, 0, 0, ""], 0)


def test_print_shows_numbers_and_no_controls(visitor, pages):
    page = visitor()
    page.goto("/en/help/?country=FR")
    page.emulate_media(media="print")

    expect(page.locator(".tel").first).to_be_visible()
    for hidden in (".safety", ".languages", "form.find"):
        expect(page.locator(hidden).first).to_be_hidden()


# --- The way out
@pytest.mark.parametrize("leave", [by_link, by_key])
def test_after_leaving_neither_back_nor_forward_leads_here(visitor, pages, leave):
    page = visitor()
    walk(page)

    leave(page)
    page.wait_for_url(ELSEWHERE)

    assert [step(page, "back") for _turn in range(3)] == [ELSEWHERE, ELSEWHERE, BEFORE]
    assert [step(page, "forward") for _turn in range(3)] == [ELSEWHERE] * 3


def test_portal_opened_anew_works_as_before(visitor, pages):
    page = visitor()
    walk(page)
    by_key(page)
    page.wait_for_url(ELSEWHERE)

    page.goto("/en/about/")
    page.goto("/en/")

    assert step(page, "back").endswith("/en/about/")


def test_going_back_inside_the_portal_is_left_alone(visitor, pages):
    page = visitor()
    walk(page)

    assert step(page, "back").endswith("/en/about/")
    expect(page.locator("h1")).to_be_visible()


def test_link_leaves_without_script(visitor, pages):
    page = visitor(java_script_enabled=False)
    page.goto("/en/help/")

    by_link(page)

    page.wait_for_url(ELSEWHERE)


def test_escape_first_leaves_the_choice_of_country(visitor, pages):
    page = visitor()
    page.goto("/en/help/")
    page.get_by_label("In which country are you?").focus()

    page.keyboard.press("Escape")
    assert page.url.endswith("/en/help/")
    page.keyboard.press("Escape")

    page.wait_for_url(ELSEWHERE)
