"""The library as readers meet it: found, chosen, read, printed; and as editors see what could not be read."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from core.models import PortalDocument
from network.library import texts
from network.models import ResourcePage
from portal.demo.library import load_library
from tests.e2e.people import sign_in
from tests.factories import UserFactory
from tests.hostile_pdfs import locked

PAGES = (
    "",
    "?kind=report&lang=fr",
    "?q=nothing+like+this",
    "charter-on-one-page/",
    "who-2025/",
    "mooc-uclg/",
    "reading-list/",
    "reading-list/?with=who-2025&with=charter-on-one-page&with=mooc-uclg",
)


@pytest.fixture
def library(live_server, home):
    load_library()


def test_every_page_is_sound_in_each_width_and_direction(visitor, library, width, language, sound):
    page = visitor(width, language)
    for path in PAGES:
        page.goto(f"/{language}/resources/{path}")
        sound(page)
    assert page.context.cookies() == []


def test_from_the_menu_to_a_printed_list_without_script(visitor, library, width):
    page = visitor(width, java_script_enabled=False)
    page.goto("/en/")
    if width < 800:
        page.locator(".menu > summary").click()
    page.locator(".menu").get_by_role("link", name="Resources").click()
    if width < 800:
        page.locator(".filters > summary").click()
    page.get_by_label("Kind").select_option("leaflet")
    page.get_by_role("button", name="Filter").click()
    assert page.locator("#list").inner_text() == "2 resources"

    page.get_by_label("Put on my reading list: What the charter asks, on one page").check()
    page.get_by_role("button", name="Make a reading list of those chosen").click()
    assert page.url.endswith("/en/resources/reading-list/?with=charter-on-one-page")

    page.get_by_role("link", name="Change the choice").click()
    page.get_by_role("link", name="Next page").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Make a reading list of those chosen").click()
    assert page.locator("h1 + .lede").inner_text() == "2 resources from the library of the network."

    page.emulate_media(media="print")
    assert page.get_by_role("link", name="Change the choice").is_hidden()
    assert page.locator(".masthead nav").first.is_hidden()
    expect(page.locator("bdi.address").first).to_be_visible()


def test_a_file_of_ours_opens_in_the_readers_language(visitor, library):
    page = visitor(language="ar")
    page.goto("/ar/resources/charter-on-one-page/")
    assert page.locator("h1").inner_text() == "ما يطلبه الميثاق في صفحة واحدة"

    link = page.locator('.versions a[hreflang="ar"]').get_attribute("href")
    answer = page.request.get(link)
    assert (answer.headers["content-type"], answer.headers["x-content-type-options"], answer.body()[:5]) == (
        "application/pdf",
        "nosniff",
        b"%PDF-",
    )


def test_words_of_a_file_lead_to_it(visitor, library):
    texts.look_for_new()
    page = visitor()
    page.goto("/en/resources/")
    page.locator("#filter-q").fill("name the violence")
    page.get_by_role("button", name="Filter").click()

    assert page.locator(".entries h3").all_inner_texts() == ["What the charter asks, on one page"]


def test_an_editor_sees_what_could_not_be_read_and_tries_again(visitor, live_server, home, mails):
    PortalDocument.objects.create(title="Yearly report", file=ContentFile(locked(), name="report.pdf"))
    texts.look_for_new()
    editor, page = UserFactory(editor=True), visitor()
    sign_in(page, mails, editor.email, "en", "/admin/pdf-texts/")
    expect(page.get_by_text("The file is locked with a password.")).to_be_visible()

    page.get_by_role("button", name="Try again").click()
    page.get_by_text("is read again within a minute").wait_for()
    assert ResourcePage.objects.count() == 0
