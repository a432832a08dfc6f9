"""The page of patterns: there with DEBUG only, and with nothing forgotten."""

import re

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from core.languages import CODES, direction
from core.models import PortalImage
from portal.patterns.views import ERRORS, FRAMES, GROUPS
from portal.templatetags.patterns import with_own_ids

pytestmark = pytest.mark.django_db
PAGE = "/en/developers/patterns/"
ALL = [PAGE, *(f"{PAGE}frames/{name}/" for name in (*FRAMES, *ERRORS)), f"{PAGE}mail/", f"{PAGE}print.css"]


@pytest.fixture
def debug(settings):
    settings.DEBUG = True


@pytest.fixture
def picture(db):
    return PortalImage.objects.create(title="A picture", file=ImageFile(get_test_image_file().file, name="picture.png"))


@pytest.fixture
def everything(client, debug, home, picture):
    """The answers of the page and of every frame in it."""
    answers = [client.get(address) for address in ALL]
    assert {answer.status_code for answer in answers} == {200}
    return answers


# --- Where it is
@pytest.mark.parametrize("address", [*ALL, "/developers/patterns/"])
def test_it_is_not_there_without_debug(client, home, address):
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("address", ALL)
def test_it_is_only_read(client, home, debug, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("language", CODES)
def test_it_has_an_address_without_a_language(client, home, debug, language):
    answer = client.get("/developers/patterns/", headers={"Accept-Language": language})

    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/developers/patterns/")


@pytest.mark.parametrize("name", ["other", "page.html", "..", "%00", "x" * 300])
def test_there_are_no_other_frames(client, home, debug, name):
    assert client.get(f"{PAGE}frames/{name}/").status_code in (400, 404)


def test_no_robot_keeps_it_and_no_sitemap_names_it(client, home, debug):
    assert '<meta name="robots" content="noindex">' in client.get(PAGE).text
    assert "developers" not in client.get("/sitemap.xml").text


# --- What it shows
@pytest.mark.parametrize("language", CODES)
def test_each_component_is_there_in_both_directions(client, home, debug, picture, language):
    page = client.get(f"/{language}/developers/patterns/").text

    shown = re.findall(r'<div class="specimen" lang="(..)" dir="(...)">', page)
    other = "en" if language == "ar" else "ar"
    assert len(shown) > 100
    assert shown == [(language, direction(language)), (other, direction(other))] * (len(shown) // 2)
    assert all(f'id="{name}"' in page for name in GROUPS)


def test_no_id_is_there_twice(client, home, debug, picture):
    found = re.findall(r'\sid="([^"]+)"', client.get(PAGE).text)

    assert sorted(found) == sorted(set(found))


def test_a_component_keeps_its_own_references():
    html = '<a id="a" href="#b c"></a><label for="b"></label><p aria-describedby="a b"></p><a href="/x#a"></a>'

    assert with_own_ids(html, "en-1") == (
        '<a id="en-1-a" href="#en-1-b c"></a><label for="en-1-b"></label><p aria-describedby="en-1-a en-1-b"></p><a href="/x#a"></a>'
    )


def test_paper_is_shown_by_the_same_stylesheet(client, home, debug, root):
    style = client.get(f"{PAGE}print.css").text
    original = (root / "site/static/css/portal.css").read_text()

    assert "@media print" in original
    assert style == original.replace("@media print", "@media all").replace("@media screen and", "@media not all and")
    assert reverse("patterns:print_style") in client.get(f"{PAGE}frames/print/").text


def test_a_mail_keeps_its_own_style_and_pages_get_none(client, home, debug):
    assert "'unsafe-inline'" in client.get(f"{PAGE}mail/")["Content-Security-Policy"]
    assert "unsafe-inline" not in client.get(PAGE)["Content-Security-Policy"]


# --- Nothing is forgotten
def partials(root):
    """What a template may include, of those that every application stands on; the admin has a look of its own."""
    folder = root / "site/templates/core"
    found = [*folder.glob("_*.html"), *folder.glob("forms/*.html"), *folder.glob("blocks/*.html"), *folder.glob("emails/*.html")]
    return {str(path.relative_to(root / "site/templates")) for path in found}


def test_every_partial_of_the_core_is_shown(everything, root):
    rendered = {template.name for answer in everything for template in answer.templates}

    assert sorted(partials(root) - rendered) == []


def test_every_component_of_the_stylesheet_is_shown(everything, root):
    style = re.sub(r"/\*.*?\*/", "", (root / "site/static/css/portal.css").read_text(), flags=re.DOTALL)
    selectors = [found for found in re.findall(r"([^{}]+)\{", style) if not found.strip().startswith("@")]
    classes = {name for selector in selectors for name in re.findall(r"\.([a-z][\w-]*)", selector)}
    used = {name for answer in everything for names in re.findall(r'\sclass="([^"]*)"', answer.text) for name in names.split()}

    assert sorted(classes - used) == []
