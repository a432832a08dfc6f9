"""The list of experiences: what is asked of it, what comes first, its feed."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from network.experiences.freshness import STALE_AFTER
from network.experiences.listing import PER_PAGE
from tests.factories import LocalGovernmentFactory
from tests.network.telling import experience, the_list, told

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def experiences(home):
    return the_list(home)


@pytest.fixture
def shown(client):
    """`shown("?form=femicide")`: slugs in the order of the list."""

    def ask(query="", language="en"):
        response = client.get(f"/{language}/experiences/{query}")
        assert response.status_code == 200
        return [page.slug for page in response.context["listing"].page.object_list]

    return ask


@pytest.fixture
def three(experiences):
    bagnolet = LocalGovernmentFactory(slug="bagnolet", name_en="City of Bagnolet")
    experience(
        experiences,
        "phone",
        terms={"form": ["femicide"], "measure": ["protection"], "public": ["women"], "policy": ["justice"]},
        local_government=bagnolet,
        status="running",
        transfer_status="hosting",
        start_year=2009,
        place_en="Bagnolet",
    )
    told(
        experience(experiences, "shelter", terms={"form": ["femicide", "domestic"], "measure": ["housing"]}, country="SN", start_year=2015)
    )
    experience(
        experiences, "tour", terms={"form": ["harassment"], "measure": ["public-space"]}, country="SE", status="ended", end_year=2012
    )


# --- What is asked
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["shelter", "phone", "tour"]),
        ("?form=femicide", ["shelter", "phone"]),
        ("?measure=housing", ["shelter"]),
        ("?public=women", ["phone"]),
        ("?policy=justice", ["phone"]),
        ("?region=africa", ["shelter"]),
        ("?country=SE", ["tour"]),
        ("?status=ended", ["tour"]),
        ("?evidence=monitored", ["shelter"]),
        ("?transfer=hosting", ["phone"]),
        ("?form=femicide&country=SN", ["shelter"]),
        ("?form=harassment&country=SN", []),
        ("?q=bagnolet", ["phone"]),
        ("?q=TOUR", ["tour"]),
        ("?q=phone+shelter", []),
        ("?sort=newest", ["shelter", "phone", "tour"]),
        ("?sort=oldest", ["phone", "shelter", "tour"]),
        ("?sort=title", ["phone", "shelter", "tour"]),
    ],
)
def test_list_shows_what_is_asked(shown, three, query, found):
    assert shown(query) == found


@pytest.mark.parametrize(
    "query",
    [
        "?form=nothing-of-ours",
        "?region=moon",
        "?country=ZZ",
        "?status=",
        "?evidence=sure",
        "?transfer=x&sort=random",
        "?q=%20%01%20",
        "?q=...",
        "?page=x",
        "?page=-1",
        "?form[]=femicide&form[0]=x",
        "?unknown=1",
        "?q=%FF%FE",
        "?measure=" + "9" * 3000,
        "?region=AFRICA",
    ],
)
def test_what_makes_no_sense_is_left_out(client, three, query):
    response = client.get(f"/en/experiences/{query}")

    assert (response.status_code, response.context["listing"].filters.query) in [(200, ""), (200, "q=%EF%BF%BD%EF%BF%BD")]


@pytest.mark.parametrize("query", ["?page=2", "?page=0", "?page=999999999999999999"])
def test_there_is_no_page_beyond_the_last(client, three, query):
    assert client.get(f"/en/experiences/{query}").status_code == 404


def test_each_choice_says_what_it_would_show_given_the_others(client, three):
    facets = {facet.name: facet for facet in client.get("/en/experiences/?form=femicide").context["listing"].facets}

    assert {option.value: option.count for option in facets["form"].options} == {"femicide": 2, "domestic": 1, "harassment": 1}
    assert {option.value: option.count for option in facets["measure"].options} == {"protection": 1, "housing": 1}
    assert {option.label: option.count for option in facets["country"].options} == {"France": 1, "Senegal": 1}
    assert (facets["form"].total, facets["country"].total) == (3, 2)


def test_nothing_found_says_what_would_help(client, three):
    html = client.get("/en/experiences/?form=harassment&country=SN").content.decode()

    assert "No experience has all of this" in html
    assert "Without “Form of violence: <bdi>Harassment</bdi>”: 1 found" in html
    assert 'href="/en/experiences/?country=SN#list"' in html


def test_an_empty_list_says_so(client, experiences):
    assert "No experience is published yet" in client.get("/en/experiences/").content.decode()


def test_pages_keep_what_is_asked(client, experiences):
    for number in range(PER_PAGE + 1):
        experience(experiences, f"number-{number:02}")

    first, second = (client.get(f"/en/experiences/?country=FR&junk=1{page}") for page in ("", "&page=2"))

    assert (len(first.context["listing"].page.object_list), len(second.context["listing"].page.object_list)) == (PER_PAGE, 1)
    assert 'href="?country=FR&amp;page=2"' in first.content.decode()
    assert 'href="/ar/experiences/?country=FR&amp;page=2"' in second.content.decode()


# --- Who may see what
def test_drafts_and_pages_without_a_ready_language_are_not_listed(shown, experiences):
    experience(experiences, "public")
    experience(experiences, "draft", live=False)
    experience(experiences, "unready", ready=("en",), ready_en=False)

    assert shown() == ["public"]


def test_title_and_summary_are_in_the_readers_language_or_say_in_which(client, experiences):
    experience(experiences, "both", ready=("en", "fr"))
    experience(experiences, "english")

    html = client.get("/fr/experiences/").content.decode()

    assert ">Both fr</a>" in html
    assert '<h3 lang="en" dir="ltr"><a href="/fr/experiences/english/">English en</a></h3>' in html
    assert html.count("En anglais") == 1


def test_titles_are_sorted_as_they_are_read(shown, experiences):
    experience(experiences, "one", ready=("en", "fr"), title_en="Zebra", title_fr="Abeille")
    experience(experiences, "two", ready=("en", "fr"), title_en="Ant", title_fr="Zèbre")

    assert (shown("?sort=title"), shown("?sort=title", "fr")) == (["two", "one"], ["one", "two"])


# --- What nobody confirmed for long
def test_stale_pages_rank_lower_and_say_so(client, shown, experiences):
    told(experience(experiences, "old", days_ago=STALE_AFTER + 2))
    experience(experiences, "new")

    assert (shown(), shown("?sort=newest"), shown("?sort=title")) == (["new", "old"], ["new", "old"], ["new", "old"])
    assert client.get("/en/experiences/").content.decode().count("Not confirmed since") == 1


def test_a_page_that_was_checked_since_is_not_stale(shown, experiences):
    told(experience(experiences, "old", days_ago=STALE_AFTER + 2, checked_on=timezone.localdate() - timedelta(days=10)))
    experience(experiences, "new")

    assert shown() == ["old", "new"]


# --- What it costs
@pytest.mark.parametrize("number", [1, 10])
def test_queries_do_not_grow(client, experiences, number, django_assert_num_queries):
    for one in range(number):
        government = LocalGovernmentFactory(slug=f"town-{one}", name_en=f"Town {one}")
        told(experience(experiences, f"number-{one}", terms={"form": ["femicide"]}, local_government=government))
    client.get("/en/experiences/")

    with django_assert_num_queries(9):
        client.get("/en/experiences/?form=femicide")


def test_list_needs_no_cookie(client, three):
    response = client.get("/en/experiences/")

    assert (response.cookies, "Cookie" in response.get("Vary", "")) == ({}, False)


# --- The feed
@pytest.fixture
def feed(client):
    def ask(query="", language="en"):
        response = client.get(f"/{language}/experiences/feed.atom{query}")
        return response, ElementTree.fromstring(response.content)  # noqa: S314 -- our own

    return ask


def test_feed_has_what_the_standard_asks(feed, three, settings):
    response, root = feed("?form=femicide&junk=1", "ar")

    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    entry = root.find(f"{ATOM}entry")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert links == {
        "self": f"{settings.PORTAL_URL}/ar/experiences/feed.atom?form=femicide",
        "alternate": f"{settings.PORTAL_URL}/ar/experiences/?form=femicide",
    }
    assert {one.find(f"{ATOM}link").get("href") for one in root.findall(f"{ATOM}entry")} == {
        f"{settings.PORTAL_URL}/ar/experiences/{slug}/" for slug in ("phone", "shelter")
    }
    assert all(entry.find(f"{ATOM}{name}").text for name in ("id", "title", "updated", "published", "summary"))


def test_feed_begins_with_what_changed_last(feed, experiences):
    experience(experiences, "older", days_ago=9)
    experience(experiences, "newest", days_ago=1)
    experience(experiences, "draft", live=False)

    _response, root = feed()

    assert [entry.find(f"{ATOM}link").get("href").split("/")[-2] for entry in root.findall(f"{ATOM}entry")] == ["newest", "older"]


def test_feed_says_in_which_language_a_text_is(feed, experiences):
    experience(experiences, "english", title_en="A & <b>", intro_en="Bell \x07 here")

    _response, root = feed(language="fr")

    entry = root.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "A & <b> (France)"
    assert "Vous lisez la version en anglais." in entry.find(f"{ATOM}summary").text


def test_feed_of_an_empty_list_is_valid(feed, experiences):
    _response, root = feed("?form=x&page=7")

    assert (root.findall(f"{ATOM}entry"), bool(root.find(f"{ATOM}updated").text)) == ([], True)


def test_there_is_no_feed_without_a_list(client, home):
    assert client.get("/en/experiences/feed.atom").status_code == 404


@pytest.mark.parametrize("number", [1, 10])
def test_queries_of_the_feed_do_not_grow(client, experiences, number, django_assert_num_queries):
    for one in range(number):
        told(experience(experiences, f"number-{one}", local_government=LocalGovernmentFactory(slug=f"town-{one}")))
    client.get("/en/experiences/feed.atom")

    with django_assert_num_queries(6):
        client.get("/en/experiences/feed.atom")


def test_list_leads_to_the_feed_with_its_filters(client, three):
    html = client.get("/en/experiences/?form=femicide").content.decode()

    assert '<link rel="alternate" type="application/atom+xml" title="Experiences" href="/en/experiences/feed.atom">' in html
    assert 'href="/en/experiences/feed.atom?form=femicide"' in html
