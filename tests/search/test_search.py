"""The search by title and name, until the full-text engine exists."""

import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.languages import CODES
from network.models import NetworkPage
from network.pages import open_profile
from search.query import LONGEST, cleaned
from tests.factories import ContentPageFactory, LocalGovernmentFactory

pytestmark = pytest.mark.django_db
JUNK = [
    '"',
    "'",
    "\\",
    "%",
    "_",
    "'; DROP TABLE",
    "<script>alert(1)</script>",
    "\u202e\u200f",
    "a" * 3000,
    "*",
    "(",
    "AND",
    "\ud7ff",
    "بلدية" * 100,
    " " * 500,
]


@pytest.fixture
def site(home):
    home.add_child(instance=NetworkPage(title_en="The network", slug="network", ready_en=True))
    body = {f"body_{code}": [("heading", "x")] for code in CODES}
    ContentPageFactory(
        parent=home,
        slug="a",
        title_en="Personal data",
        title_fr="Données personnelles",
        title_es="Datos",
        title_ar="بيانات",
        intro_en="What we keep",
        **body,
    )
    ContentPageFactory(parent=home, slug="b", title_en="Hidden page", title_fr="Page prête", ready_in=["fr"], **body)
    jenin = LocalGovernmentFactory(
        slug="jenin",
        name_local="بلدية جنين",
        name_local_language="ar",
        name_en="Municipality of Jenin",
        name_fr="Djénine",
        participant=True,
    )
    open_profile(jenin)
    return home


@pytest.fixture
def search(client, site):
    return lambda query, language="en": client.get(f"/{language}/search/", {"q": query})


def titles(response):
    return [result.title for result in response.context["results"]]


@pytest.mark.parametrize(
    ("query", "language", "found"),
    [
        ("personal", "en", ["Personal data"]),
        ("donnees", "en", ["Personal data"]),  # found by another language's title, shown in the reader's
        ("DONNÉES", "fr", ["Données personnelles"]),
        ("djenine", "en", ["Municipality of Jenin"]),
        ("جنين", "fr", ["Djénine"]),
        ("jenin", "es", ["بلدية جنين"]),
        ("data personal", "en", ["Personal data"]),
        ("hidden", "en", []),  # that language is not ready
        ("prete", "en", ["Page prête"]),
        ("nothing at all", "en", []),
        ("", "en", []),
    ],
)
def test_pages_and_local_governments_are_found(search, query, language, found):
    assert titles(search(query, language)) == found


def test_shown_titles_with_the_words_come_first(search, site):
    body = {"body_en": [("heading", "x")], "ready_in": ["en"]}
    ContentPageFactory(parent=site, slug="z", title_en="Zebra data", **body)
    ContentPageFactory(
        parent=site, slug="y", title_en="Alpha", title_fr="data", **{**body, "body_fr": [("heading", "x")], "ready_in": ["en", "fr"]}
    )

    assert titles(search("data")) == ["Personal data", "Zebra data", "Alpha"]


def test_unlisted_local_governments_are_not_found(search):
    LocalGovernmentFactory(name_local="Elsewhere", provisional=True, participant=True)
    LocalGovernmentFactory(name_local="Elsewhere too", role="reference")

    assert titles(search("elsewhere")) == []


@pytest.mark.parametrize("language", CODES)
def test_empty_result_says_what_to_do(search, language):
    html = search("xyzzy", language).content.decode()

    with translation.override(language):
        assert reverse("wagtail_serve", args=["network/"]) in html
    assert ">xyzzy</bdi>" in html


@pytest.mark.parametrize("query", JUNK)
def test_junk_is_answered(search, query):
    response = search(query)

    assert response.status_code == 200
    assert len(response.context["query"]) <= LONGEST


def test_endless_query_is_refused(search):
    assert search("بلدية" * 1000).status_code == 400


def test_countless_parameters_are_refused(client, site):
    assert client.get("/en/search/?" + "&".join(f"a{number}=1" for number in range(600))).status_code == 400


def test_nul_is_refused(client, site):
    assert client.get("/en/search/?q=%00").status_code == 400


def test_bad_bytes_and_other_parameters_are_harmless(client, site):
    assert client.get("/en/search/?q=%ff%fe&page=x&q=jenin&unknown[]=1").status_code == 200


def test_query_is_echoed_escaped(search):
    html = search("<b>bold</b>").content.decode()

    assert 'value="&lt;b&gt;bold&lt;/b&gt;"' in html
    assert "<b>bold" not in html


@given(st.text(max_size=600))
def test_cleaned_is_short_and_printable(text):
    assert len(cleaned(text)) <= LONGEST
    assert cleaned(text) == "" or cleaned(text).isprintable()


def test_page_is_for_everybody_and_for_no_engine(search):
    response = search("jenin")

    assert not response.cookies
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.parametrize("number", [1, 10])
def test_queries_do_not_grow(search, site, number, django_assert_max_num_queries):
    for count in range(number):
        open_profile(LocalGovernmentFactory(name_local=f"Data town {count}", participant=True))
        ContentPageFactory(parent=site, slug=f"data-{count}", title_en=f"Data {count}", ready_in=["en"], body_en=[("heading", "x")])
    search("data")

    with django_assert_max_num_queries(6):
        assert len(titles(search("data"))) == 2 * number + 1
