"""The page of patterns and the frames in it, as developers see them."""

import pytest
from django.core.files.images import ImageFile
from playwright.sync_api import expect
from wagtail.images.tests.utils import get_test_image_file

from core.models import PortalImage
from portal.patterns.views import ERRORS, FRAMES

PAGE = "/{}/developers/patterns/"


@pytest.fixture
def patterns(live_server, home, settings):
    settings.DEBUG = True
    PortalImage.objects.create(title="A picture", alt="A picture", file=ImageFile(get_test_image_file().file, name="picture.png"))


def test_page_is_sound_in_each_width_and_direction(visitor, patterns, width, language, axe, sideways, html_errors):
    page = visitor(width, language)
    document = page.goto(PAGE.format(language), timeout=60_000).text()  # every component at once

    assert axe(page) == []
    assert sideways(page) <= 0
    assert html_errors(document) == []


@pytest.mark.parametrize("name", FRAMES + ERRORS)
def test_frames_are_sound(visitor, patterns, width, language, name, axe, sideways):
    page = visitor(width, language)
    page.goto(f"{PAGE.format(language)}frames/{name}/")

    assert axe(page) == []
    assert sideways(page) <= 0


def test_frames_are_good_html(visitor, patterns, language, html_errors):
    page = visitor(1280, language)

    assert html_errors(*(page.goto(f"{PAGE.format(language)}frames/{name}/").text() for name in FRAMES + ERRORS)) == []


def test_each_frame_opens_in_the_direction_that_stands_beside_it(visitor, patterns):
    page = visitor()
    page.goto(PAGE.format("en"))
    for specimen in page.locator(".specimen:has(iframe)").all():
        specimen.scroll_into_view_if_needed()
        frame = specimen.locator("iframe").element_handle().content_frame()
        frame.wait_for_load_state()
        assert frame.locator("html").get_attribute("dir") == specimen.get_attribute("dir")


def test_icons_turn_where_the_component_is_written_from_right_to_left(visitor, patterns, language):
    page = visitor(1280, language)
    page.goto(PAGE.format(language))

    for direction, transform in (("ltr", "none"), ("rtl", "matrix(-1, 0, 0, 1, 0, 0)")):
        turned = page.locator(f".specimen[dir={direction}] .onward .turns")
        assert turned.evaluate("icon => getComputedStyle(icon).transform") == transform


def test_a_mail_has_its_own_style(visitor, patterns):
    page = visitor()
    page.goto(f"{PAGE.format('ar')}mail/")

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator(".top").evaluate("top => getComputedStyle(top).backgroundColor") == "rgb(67, 22, 58)"


def test_paper_has_no_way_out(visitor, patterns):
    page = visitor()
    page.goto(f"{PAGE.format('en')}frames/print/")

    expect(page.locator(".safety")).to_be_hidden()
    expect(page.locator(".menu")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
