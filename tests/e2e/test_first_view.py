"""What every first visit finds: pages that stand on their own, in every width and direction."""

import pytest
from playwright.sync_api import expect

from tests.factories import ContentPageFactory


@pytest.fixture
def pages(live_server, home):
    ContentPageFactory(parent=home, slug="about", title_en="About", title_ar="عن الشبكة")
    return ["", "about/", "charter/", "accounts/login/", "nowhere/"]


def test_pages_are_sound_in_each_width_and_direction(visitor, pages, width, language, axe, sideways, html_errors):
    page = visitor(width, language)
    documents = []
    for path in pages:
        answer = page.goto(f"/{language}/{path}")
        documents.append(answer.text())
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert axe(page) == [], path
        assert sideways(page) <= 0, path
    assert html_errors(*documents) == []


def test_readers_get_no_cookie_and_need_no_script(visitor, pages):
    page = visitor(java_script_enabled=False)
    for path in ("", "about/", "charter/"):
        page.goto(f"/en/{path}")
        expect(page.locator("h1")).to_have_count(1)

    assert page.context.cookies() == []


def test_leaving_is_one_act_away(visitor, pages):
    page = visitor()
    page.goto("/en/about/")
    page.keyboard.press("Escape")
    page.wait_for_url("https://www.wikipedia.org/**")
    assert page.go_back() is None or "/en/about/" not in page.url
