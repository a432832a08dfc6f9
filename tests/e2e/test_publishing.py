"""An editor makes an experience in English and French, meets what keeps it from being published, and publishes it."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from core.models import PortalImage
from core.picture_traces import has_traces
from network.experiences import signoff
from network.models import ExperiencePage, HarmCheck
from tests import pictures
from tests.factories import UserFactory
from tests.network.proposing import experiences_page, terms
from tests.network.publishing import content_of

SLOW = 30_000  # the first page of the administration fetches its whole program
CROPPING = "Executing inline event handler"  # Wagtail's tool for cropping tries whether the browser knows one; it works without
STATEMENTS = (
    "Nobody’s story is told",
    "No address of a shelter",
    "Nobody can be recognised in a picture",
    "No number stands for fewer than 5 people",
    "Nobody is put at risk",
)


@pytest.fixture
def parent(live_server, home):
    terms()
    return experiences_page(home)


@pytest.fixture
def editor(visitor, parent):
    """A page in whose browser an editor is signed in."""

    def opened(path: str, width: int = 1280, language: str = "en") -> Page:
        client = Client()
        client.force_login(UserFactory(editor=True, language=language))
        page = visitor(width, language)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": visitor.home}])
        page.goto(path, timeout=60_000)
        page.wait_for_load_state("load")
        return page

    return opened


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def write(page: Page, language: str, **texts: str) -> None:
    for name, text in texts.items():
        page.locator(f"#id_{name}_{language}").fill(text)


def press_publish(page: Page) -> None:
    page.wait_for_timeout(1500)  # Wagtail saves by itself what was typed
    page.locator("footer").get_by_role("button", name="More actions").click()
    with page.expect_navigation(timeout=SLOW):
        page.get_by_role("button", name="Publish", exact=True).click()


def add_picture(page: Page) -> None:
    """From a phone: with the place in it."""
    page.locator("[data-contentpath='body_en']").get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Picture").click()
    page.get_by_role("button", name="Choose an image").click()
    window = page.locator(".modal")
    window.get_by_role("tab", name="Upload").click()
    window.locator("input[type=file]").set_input_files({"name": "hall.jpg", "mimeType": "image/jpeg", "buffer": pictures.with_place()})
    expect(window.get_by_label("Title").first).to_have_value("hall")  # from the file's name
    window.get_by_role("button", name="Upload").click()
    expect(window).to_be_hidden(timeout=SLOW)


def obstacles(page: Page) -> list[str]:
    """The first line of each."""
    return [text.strip().partition("\n")[0] for text in page.locator(".before-obstacles > li").all_inner_texts()]


def test_editor_publishes_in_two_languages(editor, parent, axe, visitor):
    page = editor(f"/admin/pages/add/network/experiencepage/{parent.pk}/")

    write(
        page,
        "en",
        title="A telephone that calls the police",
        place="Exampleville",
        intro="The city lends a telephone: ask marie@example.org.",
    )
    page.locator("#id_ready_en").check()
    tab(page, "Français")
    write(
        page, "fr", title="Un téléphone qui appelle la police", intro="La ville prête un téléphone.", problem="Des femmes étaient suivies."
    )
    page.locator("#id_ready_fr").check()
    tab(page, "Facts")
    page.locator("#id_country").select_option("FR")
    page.locator("[name=forms_of_violence]").first.check()
    page.get_by_role("button", name="Add Result").click()
    page.locator("#id_results-0-text_en").fill("It was used.")
    page.locator("#id_results-0-figure").fill("3")
    page.locator("#id_results-0-counts_people").check()
    press_publish(page)

    tab(page, "Facts")
    expect(page.get_by_text("Fewer than 5 people could be recognised.").first).to_be_visible()
    page.locator("#id_results-0-figure").fill("120")
    tab(page, "English")
    add_picture(page)
    press_publish(page)

    expect(page.get_by_text("Please add some alt text for your image").first).to_be_visible()
    page.locator("[data-contentpath='body_en'] [data-contentpath='alt_text'] input").fill("An empty hall")
    press_publish(page)

    meets_the_list(page, axe)
    agree_and_publish(page)
    is_public(page)
    visitor.faults[:] = [fault for fault in visitor.faults if CROPPING not in fault]


def meets_the_list(page: Page, axe) -> None:
    """Each obstacle once, each with its way."""
    assert re.search(r"/admin/experiences/\d+/before-publishing/$", page.url)
    assert obstacles(page) == [
        "An e-mail address stands in the text. Take it out: readers write through the page’s form, which hides it.",
        "Say whether somebody can be recognised in this picture.",
        "Answer the five questions.",
        "Nobody can be asked for this page: the secretariat has to say why it is published without an agreement.",
    ]
    assert axe(page) == []
    assert not has_traces(content_of(PortalImage.objects.get()))
    the_list = page.url
    with page.expect_navigation(timeout=SLOW):
        page.get_by_role("link", name="Go to this field").click()
    expect(page.locator("#id_intro_en")).to_be_visible()
    write(page, "en", intro="The city lends a telephone that calls the police.")
    press_publish(page)
    assert page.url == the_list
    with page.expect_navigation(timeout=SLOW):
        page.get_by_role("link", name="Open the picture").click()
    page.get_by_label("Nobody can be recognised").check()
    with page.expect_navigation(timeout=SLOW):
        page.get_by_role("button", name="Save", exact=True).click()
    page.goto(the_list, timeout=SLOW)


def agree_and_publish(page: Page) -> None:
    draft = ExperiencePage.objects.get()
    signoff.waive(draft, by=UserFactory(secretariat=True), reason="Told from public reports.")
    page.reload()
    expect(page.get_by_role("heading", name="Only the questions are left")).to_be_visible()
    for statement in STATEMENTS:
        page.get_by_label(statement).first.check()
    with page.expect_navigation(timeout=SLOW):
        page.get_by_role("button", name="Confirm and publish").click()
    expect(page.get_by_text("It is public now.")).to_be_visible()
    assert HarmCheck.objects.get().missing == []


def is_public(page: Page) -> None:
    page.goto("/en/experiences/a-telephone-that-calls-the-police/")
    expect(page.get_by_role("heading", level=1)).to_have_text("A telephone that calls the police")
    expect(page.get_by_alt_text("An empty hall")).to_be_visible()
    page.goto("/fr/experiences/a-telephone-that-calls-the-police/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Un téléphone qui appelle la police")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_list_is_for_everybody(editor, parent, axe, language, width):
    draft = parent.add_child(
        instance=ExperiencePage(live=False, slug="draft", country="FR", title_en="A draft", ready_en=True, intro_en="3 women.")
    )
    draft.save_revision()

    page = editor(f"/admin/experiences/{draft.pk}/before-publishing/", width, language)

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
