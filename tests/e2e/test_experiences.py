"""A reader finds an experience, compares it with others, writes to those who did it; in both directions, without a script."""

import pytest
from playwright.sync_api import expect

from core.models import Message
from portal.demo.experiences import load_experiences, load_measures, load_terms
from portal.demo.loader import load_pages
from portal.demo.places import load_fictional, load_local_governments, load_profiles
from tests.database import load_once
from tests.factories import UserFactory

PLACES = [
    "experiences/",
    "experiences/?form=femicide&measure=protection",
    "experiences/?q=nowhere-at-all",
    "experiences/ssd-alert-phone/",
    "experiences/isange/",
    "experiences/compare/",
    "experiences/compare/?with=ssd-alert-phone",
    "experiences/compare/?with=ssd-alert-phone&with=vienna-chain&with=isange",
    "experiences/vienna-chain/contact/",
    "experiences/vienna-chain/contact/sent/",
]


def load():
    load_pages()
    load_local_governments()
    load_fictional()
    load_profiles()
    load_terms()
    load_experiences()
    load_measures()
    UserFactory(secretariat=True, email="secretary@network.example")


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


def test_a_reader_compares_two_without_a_script(visitor, pages, width):
    page = visitor(width, java_script_enabled=False)
    page.goto("/en/experiences/")
    if width < 900:
        page.get_by_text("Filter the list").click()
    page.get_by_label("Country", exact=True).select_option(label="Spain (3)")
    page.get_by_role("button", name="Filter").click()
    for box in page.get_by_role("checkbox").all()[:2]:
        box.check()
    page.get_by_role("button", name="Compare those chosen").click()

    assert page.url.count("with=") == 2
    expect(page.get_by_role("table")).to_be_visible()
    assert page.context.cookies() == []


def test_a_reader_writes_to_those_who_did_it(visitor, pages, width, language):
    page = visitor(width, language)
    page.goto(f"/{language}/experiences/vienna-chain/")
    page.locator(".acts .button").click()
    page.locator("main button").click()
    page.locator(".error-summary").wait_for()
    page.locator("#id_name").fill("Ana Ruiz")
    page.locator("#id_email").fill("ana@town.example")
    page.locator("#id_message").fill("How did you begin?")
    page.locator("main button").click()
    page.wait_for_url(f"**/{language}/experiences/vienna-chain/contact/sent/")

    message = Message.objects.get(purpose__startswith="experience_contact:")
    assert (message.recipient, message.reply_to) == ("secretary@network.example", "ana@town.example")
