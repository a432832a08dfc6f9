"""The directory's filters, pages and regions: right against a plain count, the same work for few and for many, never an error."""

import re
from datetime import date
from html import escape, unescape

import pytest
from django.db import connection

from core.languages import CODES
from network.actions import free_slug
from network.directory import PER_PAGE, Directory
from network.enums import Level, Region, Role
from network.filters import Filters
from network.frames import frame
from network.maps import MOST
from network.models import LocalGovernment
from network.pages import open_profile
from tests.factories import LocalGovernmentFactory
from tests.network.many import make_many, open_pages

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def network(client, directory):
    def get(query="", language="en"):
        return client.get(f"/{language}/network/{query}")

    return get


@pytest.fixture
def three(directory):
    """Two participants of Africa, one of them a pilot, and a partner in Europe."""
    rows = [
        {"slug": "banjul", "name_en": "Banjul", "country": "GM", "region": Region.AFRICA, "role": Role.PARTICIPANT},
        {"slug": "ngazidja", "name_en": "Ngazidja", "country": "KM", "region": Region.AFRICA, "role": Role.PILOT_TERRITORY},
        {"slug": "vienna", "name_en": "Vienna", "name_local": "Wien", "country": "AT", "role": Role.PARTNER, "level": Level.PROVINCE},
    ]
    for row in rows:
        open_profile(LocalGovernmentFactory(**row))


def slugs(response):
    return [lg.slug for lg in response.context["directory"].page]


# --- As a reader meets them
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?region=africa", ["banjul", "ngazidja"]),
        ("?country=AT", ["vienna"]),
        ("?level=province", ["vienna"]),
        ("?role=pilot_territory", ["ngazidja"]),
        ("?role=member", []),
        ("?q=wien", ["vienna"]),
        ("?q=WIEN&region=europe&country=AT&level=province&role=partner", ["vienna"]),
        ("?q=&region=&country=&level=&role=", ["banjul", "ngazidja", "vienna"]),
    ],
)
def test_each_filter_stands_in_the_address(network, three, query, found):
    assert slugs(network(query)) == found


def test_choices_say_how_many_they_would_show(network, three):
    html = network("?region=africa").content.decode()

    assert '<option value="africa" selected>Africa (2)</option>' in html
    assert '<option value="europe">Europe (1)</option>' in html
    assert '<option value="KM">Comoros (1)</option>' in html
    assert "Austria" not in html
    assert '<option value="">All (3)</option>' in html


def test_each_filter_that_is_set_can_be_removed_alone_or_all_together(network, three):
    response = network("?q=banjul&region=africa")

    assert [(chip.title, chip.label, chip.query, chip.count) for chip in response.context["directory"].choices.chips] == [
        ("Name", "banjul", "region=africa", 2),
        ("Region", "Africa", "q=banjul", 1),
    ]
    html = response.content.decode()
    assert 'href="/en/network/?region=africa#list"' in html
    assert '<a href="/en/network/#list">Clear all filters</a>' in html
    assert 'href="/fr/network/?q=banjul&amp;region=africa"' in html


def test_nothing_found_says_what_would_help(network, three):
    response = network("?q=viena&region=africa")

    said = text(response)
    assert "No local government of the network matches what you asked for." in said
    assert "Perhaps you meant: Vienna" in said
    assert "Without “Name: viena ”: 2 found" in said.replace("viena”", "viena ”")
    assert "Without “Region" not in said
    assert 'href="/en/search/?q=viena"' in response.content.decode()
    assert "/en/charter/sign/" in response.content.decode()


@pytest.mark.parametrize(
    "junk",
    [
        "?region=moon&country=XX&level=5&role=reference&q=%20",
        "?q[]=1&region[]=africa&page=first",
        "?q=%F0%28%8C%28&page=",
        "?country=at&page=1.5",
        "?page=-1&q=%25%5F%27%22%3B--",
        "?q=" + "%E2%80%AE" * 300,
        "?sort=name&utm_source=x&page=%D9%A2",
        "?q=" + "a%20" * 900,
    ],
)
def test_junk_is_ignored_and_travels_nowhere(network, three, junk):
    response = network(junk)

    assert response.status_code == 200
    html = response.content.decode()
    for left in ("moon", "XX", "utm_source", "page=", "sort="):
        assert left not in html.replace("font-size", "")


@pytest.mark.parametrize("number", ["0", "2", "99", "9" * 40])
def test_there_is_no_page_beyond_the_last(network, three, number):
    assert network(f"?page={number}").status_code == 404


def test_list_goes_on_where_the_page_before_ended(network, directory):
    LocalGovernment.objects.bulk_create(
        [LocalGovernmentFactory.build(slug=f"town-{number}", role=Role.PARTICIPANT) for number in range(PER_PAGE + 3)]
    )
    LocalGovernmentFactory(slug="refela", role=Role.PARTNER, level=Level.ASSOCIATION)

    first, second = network("?region=europe"), network("?region=europe&page=2")

    assert len(slugs(first)) == PER_PAGE
    assert [(group.name, group.is_continued, len(group.local_governments)) for group in second.context["directory"].groups] == [
        ("europe", True, 3),
        ("networks", False, 1),
    ]
    assert '<a class="onward" href="?region=europe&amp;page=2" rel="next">' in first.content.decode()
    assert "Europe continued" in text(second)
    assert ", page 2" in re.search("<title>(.*?)</title>", second.content.decode()).group(1)
    assert 'href="/ar/network/?region=europe&amp;page=2"' in second.content.decode()


def test_page_shown_in_a_fallback_language_keeps_its_lists_in_the_readers(client, directory, three):
    directory.ready_fr = False
    directory.save()

    response = client.get("/fr/network/?region=africa")

    assert "Afrique (2)" in text(response)
    assert "Cette page n’est pas encore disponible" in text(response).replace("'", "’")


@pytest.mark.parametrize("language", CODES)
def test_numbers_are_written_as_each_language_writes_them(network, directory, language):
    LocalGovernment.objects.bulk_create(
        [LocalGovernmentFactory.build(slug=f"town-{number}", role=Role.PARTICIPANT) for number in range(1234)], batch_size=500
    )

    assert {"en": "1,234", "fr": "1\u202f234", "es": "1.234", "ar": "1,234"}[language] in unescape(
        network(language=language).content.decode()
    )


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_sent_to_it(client, directory, method):
    assert getattr(client, method)("/en/network/regions/africa/").status_code == 405


# --- Regions
def test_region_has_a_page_of_its_own(client, three):
    response = client.get("/en/network/regions/africa/")

    html = response.content.decode()
    assert "<title>The network in Africa - Caring Territories</title>" in html
    assert '<link rel="canonical" href="http://localhost:8000/en/network/regions/africa/">' in html
    assert '<link rel="alternate" hreflang="ar" href="http://localhost:8000/ar/network/regions/africa/">' in html
    assert slugs(response) == ["banjul", "ngazidja"]
    assert '<a href="/en/network/?country=KM#list">Comoros</a> <b>1</b>' in html
    assert '<li><a href="/en/network/">The network</a></li>' in html
    assert f'<use class="land" href="/static/img/land.svg#land" transform="{frame("africa").transform}"/>' in html
    assert '<a href="/en/network/regions/europe/">Europe</a> <b>1</b>' in html
    assert not response.cookies


@pytest.mark.parametrize("name", ["moon", "latin_america", "AFRICA", "africa-", "networks"])
def test_other_regions_are_not_found(client, three, name):
    assert client.get(f"/en/network/regions/{name}/").status_code == 404


def test_region_without_anybody_says_so(client, three):
    response = client.get("/en/network/regions/north-america/")

    assert response.status_code == 200
    assert "Nobody from this region is in the network yet." in text(response)


def test_region_has_no_page_beyond_the_last(client, three):
    assert client.get("/en/network/regions/africa/?page=2").status_code == 404
    assert client.get("/en/network/regions/africa/?page=x&q=zzz").status_code == 200


def test_without_a_directory_there_are_no_regions(client, home):
    assert client.get("/en/network/regions/africa/").status_code == 404


def test_no_local_government_takes_the_address_of_the_regions(db):
    assert free_slug("Regions") == "regions-2"
    with pytest.raises(Exception, match="network_slug_not_reserved"):
        LocalGovernmentFactory(slug="regions")


# --- Reference experiences
def test_references_are_nowhere(client, directory):
    LocalGovernmentFactory(slug="elsewhere", name_local="Elsewhere", role=Role.REFERENCE, latitude=1, longitude=20, region=Region.AFRICA)
    LocalGovernmentFactory(participant=True)

    for path in ("network/", "network/?q=elsewhere", "network/regions/africa/", "network.csv", "network.json", "network.atom", ""):
        response = client.get(f"/en/{path}")
        body = response.getvalue() if response.streaming else response.content
        assert b"elsewhere" not in body.lower().replace(b"?q=elsewhere", b"").replace(b'value="elsewhere"', b"") or "q=" in path
        assert b'<a href="/en/network/elsewhere/' not in body
    assert Directory(Filters()).count == 1
    assert "elsewhere" not in client.get("/sitemap.xml").content.decode()


# --- As many questions and as few bytes for ten thousand
@pytest.mark.parametrize("number", [1, 10])
@pytest.mark.parametrize("query", ["", "?q=ba", "?region=europe&role=participant", "?q=zzzyyy"])
def test_ten_queries_at_most(network, django_assert_max_num_queries, number, query):
    make_many(number)
    network(query)

    with django_assert_max_num_queries(10):
        network(query)


def test_ten_thousand_are_read_with_as_many_queries_and_in_under_100_kb(client, directory, django_assert_num_queries, root):
    make_many(10_000)
    styles = len((root / "site/static/css/portal.css").read_bytes())
    for path, queries in (("network/", 10), ("network/?page=100", 9), ("network/?q=ba", 10), ("network/regions/europe/", 5)):
        for language in ("en", "ar"):
            shown = client.get(f"/{language}/{path}").context["directory"]
            open_pages([lg for lg in shown.page if not lg.has_page])

            with django_assert_num_queries(queries):
                response = client.get(f"/{language}/{path}")

            assert len(response.content) + styles < 100_000, path
            assert len(response.context["directory"].points) <= MOST


def test_member_since_alone_is_no_membership(directory):
    LocalGovernmentFactory(participant=True, member_since=date(2026, 1, 1))

    assert Directory(Filters(role="member")).count == 0


@pytest.mark.postgres
def test_order_does_not_depend_on_the_collation_of_the_database(directory):
    for slug, name in (("a-b", "New-Town"), ("ab", "Newark"), ("b", "new town b"), ("c", "Ñuñoa"), ("d", "Zürich"), ("e", "Łódź")):
        LocalGovernmentFactory(slug=slug, name_local=name, participant=True)

    rows = Directory(Filters()).ordered

    assert [lg.slug for lg in rows] == ["e", "a-b", "b", "ab", "c", "d"]
    assert ('COLLATE "C"' in str(rows.query)) == (connection.vendor == "postgresql")


@pytest.mark.parametrize("junk", ["***", "\"'<>", "؟!"])
def test_what_was_typed_stays_in_the_box_even_without_a_word(junk, client, directory):
    page = client.get("/en/network/", {"q": junk})

    assert f'name="q" value="{escape(junk)}"' in page.content.decode()
    assert page.context["directory"].filters.query == ""
