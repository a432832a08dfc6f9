"""An editor wrote in one language and begins another with what stands there: a field, or all that is empty."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client

from core.models import PortalImage
from network.models import HelpNumber
from portal.models import ContentPage
from tests.access.world import small_picture
from tests.factories import CharterVersionFactory, ContentPageFactory, HelpNumberFactory, UserFactory

LINK = '<p>See <a href="https://example.org/">the guide</a> and <b>call</b>.</p>'


@pytest.fixture
def english(live_server, home):
    """A draft with every kind of block, in English alone; French has a title of its own."""
    picture = PortalImage.objects.create(title="Office", file=ContentFile(small_picture(), name="office.jpg"))
    page = ContentPageFactory(
        parent=home, slug="guide", ready_in=(), live=False, title_en="A guide", title_fr="Notre guide", intro_en="Short."
    )
    page.body_en = [
        ("heading", "First steps"),
        ("paragraph", LINK),
        ("image", picture),
        ("quote", {"text": "It helped.", "author": "A mayor"}),
        ("link", {"label": "Source", "url": "https://example.org/"}),
    ]
    page.save_revision()
    return page


@pytest.fixture
def editing(visitor):
    """A browser in which somebody of the secretariat's superusers is signed in."""

    def opened(path, language="en"):
        client = Client()
        client.force_login(UserFactory(is_superuser=True, language=language))
        page = visitor(1280, language)
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": visitor.home}]
        )
        page.goto(path, timeout=60_000)  # the first page of the administration fetches its whole program
        page.wait_for_load_state("load")
        return page

    return opened


def draft_of(page):
    return ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def blocks(stream):
    """Types and values, without the identifiers."""
    return [(child.block_type, child.block.get_prep_value(child.value)) for child in stream]


def identifiers(stream):
    return {child.id for child in stream}


def save(page):
    page.wait_for_timeout(300)
    with page.expect_navigation():
        page.locator("[name=action-save], footer button.action-save").first.click()


def edit(page):
    return f"/admin/pages/{page.pk}/edit/"


def tab(page, name):
    page.get_by_role("tab", name=name).click()
    return page.get_by_role("tabpanel", name=name)


def tool_of(page, field):
    return page.locator(f"#copying-{field}").locator("..")


def test_all_that_is_empty_is_copied_with_blocks_pictures_and_links(editing, english, axe):
    page = editing(edit(english))
    french = tab(page, "Français")

    french.get_by_role("group", name="Copy everything that is still empty").get_by_role("button", name="English").click()

    assert french.locator(".copying--all [role=status]").inner_text() == (
        "Copied from English, number of fields: 2. Nothing that was filled in has changed."
    )
    assert [fault for fault in axe(page) if "copying" in fault] == []  # the rest is Wagtail's own
    save(page)
    saved = draft_of(english)
    assert (saved.title_fr, saved.intro_fr, saved.ready_fr) == ("Notre guide", "Short.", False)
    assert blocks(saved.body_fr) == blocks(saved.body_en)
    assert [kind for kind, _value in blocks(saved.body_fr)] == ["heading", "paragraph", "image", "quote", "link"]
    assert len(identifiers(saved.body_fr) | identifiers(saved.body_en)) == 10
    assert identifiers(saved.body_en) == identifiers(english.get_latest_revision_as_object().body_en)
    assert saved.slug == "guide"


def test_one_field_is_copied_by_keyboard_into_arabic(editing, english):
    page = editing(edit(english))
    tab(page, "العربية")
    tool = tool_of(page, "body_ar")

    tool.get_by_role("button", name="Copy from another language").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Copy from English"
    page.keyboard.press("Enter")

    assert tool.locator("[role=status]").inner_text() == "Copied from English, to be translated"
    assert page.evaluate("document.activeElement.textContent") == "Copy from another language"
    save(page)
    saved = draft_of(english)
    assert blocks(saved.body_ar) == blocks(saved.body_en)
    assert (saved.intro_ar or "", saved.title_ar or "") == ("", "")


def test_mark_goes_when_somebody_begins_to_translate(editing, english):
    page = editing(edit(english))
    tab(page, "Español").get_by_role("button", name="English", exact=True).click()

    page.locator("[name=intro_es]").press_sequentially("Breve")

    assert tool_of(page, "intro_es").locator("[role=status]").inner_text() == ""
    assert tool_of(page, "title_es").locator("[role=status]").inner_text() == "Copied from English, to be translated"


@pytest.mark.parametrize(("answer", "left"), [("Keep it", "Notre guide"), ("Replace it by English", "A guide")])
def test_nothing_filled_in_is_replaced_unasked(answer, left, editing, english):
    page = editing(edit(english))
    tab(page, "Français")
    tool = tool_of(page, "title_fr")

    tool.get_by_role("button", name="Copy from another language").click()
    tool.get_by_role("button", name="Copy from English").click()
    assert page.locator("[name=title_fr]").input_value() == "Notre guide"
    assert page.evaluate("document.activeElement.textContent") == "Keep it"
    tool.get_by_role("button", name=answer).click()

    assert page.locator("[name=title_fr]").input_value() == left
    assert tool.locator(".copying__choices").is_hidden()


def test_only_languages_that_have_something_are_offered(editing, english):
    page = editing(edit(english))
    tab(page, "English")
    tool = tool_of(page, "intro_en")

    tool.get_by_role("button", name="Copy from another language").click()

    assert tool.locator(".copying__choices").inner_text() == "No other language has anything here yet."
    page.keyboard.press("Escape")
    assert tool.locator(".copying__choices").is_hidden()


def test_records_copy_their_names_too(editing, live_server, home):
    number = HelpNumberFactory(name_en="Helpline")
    page = editing(f"/admin/snippets/network/helpnumber/edit/{number.pk}/")
    tool = tool_of(page, "name_fr")

    tool.get_by_role("button", name="Copy from another language").click()
    tool.get_by_role("button", name="Copy from English").click()
    with page.expect_navigation():
        page.locator("footer button[type=submit], .action-save").first.click()

    assert HelpNumber.objects.get(pk=number.pk).name_fr == "Helpline"


def test_a_record_that_is_added_to_a_list_has_the_tool(editing, live_server, home):
    version = CharterVersionFactory._meta.model.objects.create(number=1, title_en="Charter")
    page = editing(f"/admin/charter/versions/edit/{version.pk}/")

    tab(page, "Articles")
    page.locator("#id_articles-ADD").click()
    page.locator("[name=articles-0-title_en]").fill("Listen")
    tool = tool_of(page, "articles-0-title_es")
    tool.get_by_role("button", name="Copy from another language").click()
    tool.get_by_role("button", name="Copy from English").click()

    assert page.locator("[name=articles-0-title_es]").input_value() == "Listen"
    assert page.locator("[name=title_es]").input_value() == ""
