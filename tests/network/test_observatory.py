"""Key figures, local observatories: what may be written down, what readers see, and the same as files."""

import csv
import io
import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.languages import CODES
from network.models import KeyFigure, LocalObservatory
from network.observatory.board import boards, in_order
from network.pages import open_profile
from portal.demo import observatory as demonstration
from portal.demo.facts import read
from tests.factories import LocalGovernmentFactory, RepresentativeFactory, UserFactory, in_all
from tests.network.observing import experience, experiences_page, figure, observatory_page
from tests.network.test_network_page import text

pytestmark = pytest.mark.django_db
LOCAL = "/en/observatory/local/"
FRONT, FIGURES, CSV, ATOM = "/en/observatory/", "/en/observatory/figures/", "/en/observatory/figures.csv", "/en/observatory/figures.atom"
JUNK = [
    "topic=%00",
    "topic[]=x",
    "topic=" + "9" * 500,
    "country=%FF",
    "country=XX",
    "topic=<script>",
    "page=-1",
    "page=9e99",
    "topic=partner&page=%00",
]


@pytest.fixture
def observatory(home):
    return observatory_page(home)


def admin(name, *args, model="keyfigure"):
    return reverse(f"wagtailsnippets_network_{model}:{name}", args=args)


def rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


# --- What may be written down
@pytest.mark.parametrize("value", [1, 4, "4.99"])
def test_a_small_count_of_ours_is_refused_with_words_and_by_the_database(value):
    with transaction.atomic(), pytest.raises(IntegrityError):
        figure(kind="number", is_ours=True, value=value)
    small = figure(kind="number", value=value)
    small.is_ours = True

    with pytest.raises(ValidationError) as refusal:
        small.full_clean()

    assert refusal.value.message_dict["value"] == ["Fewer than 5 people could be recognised. Leave this figure out."]


@pytest.mark.parametrize(
    "allowed",
    [
        {"kind": "number", "is_ours": True, "value": 0},
        {"kind": "number", "is_ours": True, "value": 5},
        {"kind": "percent", "is_ours": True, "value": 2},
        {"kind": "number", "is_ours": False, "value": 3},
    ],
)
def test_none_five_rates_and_what_others_published_are_written_down(allowed):
    figure(**allowed).full_clean()


@pytest.mark.parametrize("wrong", [{"kind": "guess"}, {"topic": "weather"}, {"scope": "moon"}])
def test_the_database_knows_the_vocabularies(wrong):
    with pytest.raises(IntegrityError):
        figure(**wrong)


# --- Side by side, or not
def test_only_figures_of_one_series_stand_side_by_side_largest_first():
    small, large = figure(series="survey", value=5), figure(series="survey", value=20)
    alone, other = figure(series="lonely"), figure(topic="femicide")

    partner, femicide = boards(in_order(KeyFigure.objects.all()))

    assert [[(row.record, row.bar) for row in series.figures] for series in partner.series] == [[(large, 240), (small, 60)]]
    assert [row.record for row in partner.single] == [alone]
    assert ([row.record for row in femicide.single], femicide.series) == ([other], [])


def test_a_series_of_zeros_and_one_below_zero_are_drawn():
    figure(series="none", value=0)
    figure(series="none", value=0)
    figure(series="fall", value=-3)
    figure(series="fall", value=-1)

    assert [[row.bar for row in series.figures] for series in boards(in_order(KeyFigure.objects.all()))[0].series] == [[1, 1], [80, 240]]


def test_a_series_without_one_definition_says_each(client, observatory):
    figure(series="survey", definition_en="Asked at home")
    figure(series="survey", definition_en="Asked by phone")

    shown = text(client.get(FIGURES, {"topic": "partner"}))

    assert "One source counted these in the same way." in shown
    assert "Asked at home" in shown
    assert "Asked by phone" in shown


# --- The front page
def test_front_page_shows_topics_with_how_many_and_the_first_figure(client, observatory):
    figure(value="11", **in_all("unit", "of women aged 15"))
    figure(topic="femicide", kind="number", value="83000", **in_all("unit", "women killed"))
    figure(topic="femicide")

    response = client.get(FRONT)

    assert [(topic.value, number, shown.number) for topic, number, shown in response.context["figures"].topics] == [
        ("partner", 1, "11%"),
        ("femicide", 2, "83,000"),
    ]
    assert 'href="/en/observatory/figures/?topic=femicide"' in response.text
    assert "2 figures" in text(response)
    assert "not comparable" in text(response)


def test_every_country_leads_to_its_help_numbers(client, observatory):
    figure(country="KM")
    LocalObservatory.objects.create(country="PS", **in_all("name", "Observatory"))

    html = client.get(FRONT).text

    assert re.findall(r'href="/en/help/\?country=(..)">([^<]+)<', html) == [("KM", "Comoros"), ("PS", "Palestine")]


@pytest.mark.parametrize("language", CODES)
def test_front_page_is_whole_in_every_language_and_keeps_nothing(client, observatory, language):
    figure()

    response = client.get(f"/{language}/observatory/")

    assert (response.status_code, response.cookies, "Cookie" in response.get("Vary", "")) == (200, {}, False)
    assert f"Observatory {language}" in response.text


# --- The figures
def test_each_figure_says_what_it_counts_where_when_and_who_says_so(client, observatory):
    figure(slug="survey-2024", **in_all("note", "Asked by phone"))

    response = client.get(FIGURES, {"topic": "partner"})

    shown = text(response)
    for words in (
        "12.5% of women en",
        "Share who said so en",
        "Asked by phone en",
        "France en",
        "2024",
        "Statistics office",
        "Original not read",
    ):
        assert words in shown
    assert '<tr id="survey-2024">' in response.text
    assert 'href="https://example.org/survey"' in response.text
    assert 'scope="row"' in response.text


def test_what_was_read_at_the_source_is_not_marked(client, observatory):
    figure(original_seen=True)

    assert "riginal not read" not in text(client.get(FIGURES, {"topic": "partner"}))


def test_a_figure_without_a_year_says_so(client, observatory):
    figure(year=None)

    assert "Year not documented" in text(client.get(FIGURES, {"topic": "partner"}))


def test_words_in_another_language_are_marked(client, observatory):
    figure(definition_ar=None)

    assert '<span lang="en" dir="ltr">Share who said so en</span>' in client.get("/ar/observatory/figures/?topic=partner").text


def test_filters_combine_and_say_what_each_choice_would_show(client, observatory):
    wanted = figure(topic="femicide", country="MX")
    figure(topic="femicide", country="FR")
    figure(topic="partner", country="MX")

    response = client.get(FIGURES, {"topic": "femicide", "country": "MX"})

    figures = response.context["figures"]
    assert [row.record for row in figures.page.object_list] == [wanted]
    assert [[(option.value, option.count) for option in facet.options] for facet in figures.facets] == [
        [("partner", 1), ("femicide", 1)],
        [("FR", 1), ("MX", 1)],
    ]
    assert [(chip.label, chip.query, chip.count) for chip in figures.chips] == [
        ("Femicide", "country=MX", 2),
        ("Mexico", "topic=femicide", 2),
    ]


def test_nothing_found_says_so(client, observatory):
    figure()

    response = client.get(FIGURES, {"topic": "femicide", "country": "JP"})

    assert response.status_code == 200
    assert "No figure matches what you asked for." in text(response)


def test_who_asks_for_nothing_chooses_on_the_front_page(client, observatory):
    response = client.get(FIGURES, {"topic": "", "country": ""})

    assert (response.status_code, response["Location"]) == (302, "/en/observatory/#figures")


def test_many_figures_come_in_pages(client, observatory):
    for _number in range(41):
        figure()

    first, second = (client.get(FIGURES, {"topic": "partner", "page": page}) for page in ("1", "2"))

    assert [len(page.context["figures"].page.object_list) for page in (first, second)] == [40, 1]
    assert 'href="?topic=partner&amp;page=2"' in first.text
    assert '<a href="/fr/observatory/figures/?topic=partner&amp;page=2" lang="fr"' in second.text


@pytest.mark.parametrize("query", JUNK)
@pytest.mark.parametrize("path", [FRONT, FIGURES, CSV, ATOM])
def test_junk_in_the_address_is_left_out(client, observatory, path, query):
    figure()

    response = client.get(f"{path}?{query}")

    assert response.status_code in (200, 302, 400)
    assert "script>" not in response.get("Location", "")


@pytest.mark.parametrize("path", [LOCAL, FIGURES, CSV, ATOM])
def test_without_the_observatory_there_is_nothing(client, home, path):
    assert client.get(path, {"topic": "partner"}).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("path", [LOCAL, FIGURES, CSV, ATOM])
def test_read_only(client, observatory, path, method):
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.parametrize(("path", "most"), [(FRONT, 10), (LOCAL, 10), (f"{FIGURES}?topic=partner", 4), (CSV, 4), (ATOM, 4)])
def test_as_many_queries_for_ten_as_for_one(client, home, django_assert_max_num_queries, path, most):
    observatory_page(home)
    pages = experiences_page(home)

    def fill(number):
        for place in range(number):
            owner = LocalGovernmentFactory(participant=True)
            page = experience(pages, f"told-{number}-{place}", local_government=owner)
            made = LocalObservatory.objects.create(local_government=owner, country="FR", experience=page, **in_all("name", "One"))
            made.figures.set([figure(series="survey"), figure()])

    fill(1)
    client.get(path)
    with django_assert_max_num_queries(most) as one:
        client.get(path)
    fill(9)

    with django_assert_max_num_queries(len(one)) as ten:
        client.get(path)
    assert len(ten) == len(one)


# --- Files
def test_csv_byte_for_byte(client, observatory):
    only_english = {f"{name}_{code}": None for name in ("unit", "territory", "definition", "note") for code in CODES if code != "en"}
    figure(slug="survey", **only_english)

    response = client.get(CSV)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="key-figures.csv"'
    words = [f"{name}_{code}" for name in ("unit", "territory", "definition", "note") for code in CODES]
    head = ",".join(["slug,value,kind,topic,scope,country,year,series,source_name,original_seen", *words, "sources,url"])
    line = (
        "survey,12.5,percent,partner,territory,FR,2024,,Statistics office,false,of women en,,,,France en,,,,Share who said so en,,,,,,,,"
        "https://example.org/survey,http://localhost:8000/en/observatory/figures/?topic=partner#survey"
    )
    assert response.content == f"\ufeff{head}\r\n{line}\r\n".encode()


def test_csv_holds_no_formula(client, observatory):
    figure(source_name="=1+1", **in_all("unit", "@SUM"), value=-2)

    (row,) = rows(client.get(CSV))

    assert (row["source_name"], row["unit_en"], row["value"]) == ("'=1+1", "'@SUM en", "-2")


def test_csv_of_a_topic_and_a_country(client, observatory):
    figure(slug="wanted", topic="femicide", country="MX")
    figure(topic="femicide")
    figure(country="MX")

    assert [row["slug"] for row in rows(client.get(CSV, {"topic": "femicide", "country": "MX"}))] == ["wanted"]


def test_atom_tells_what_changed_last(client, observatory):
    old, new = figure(slug="old"), figure(slug="new", source_name="Office \x08& co")
    KeyFigure.objects.filter(pk=old.pk).update(changed_at=timezone.now() - timedelta(days=9))

    response = client.get(ATOM, {"topic": "partner"})

    feed = ET.fromstring(response.content)  # noqa: S314 -- ours
    name = "{http://www.w3.org/2005/Atom}"
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [entry.find(f"{name}link").get("href").rpartition("#")[2] for entry in feed.iter(f"{name}entry")] == [new.slug, old.slug]
    assert "12.5% of women en" in feed.find(f"{name}entry/{name}title").text


# --- Local observatories
def test_a_local_observatory_says_who_since_when_and_what_it_publishes(client, home):
    observatory_page(home)
    page = experience(experiences_page(home), "how")
    owner = LocalGovernmentFactory(slug="town", participant=True, name_en="Town")
    made = LocalObservatory.objects.create(
        local_government=owner,
        country="FR",
        year=2022,
        month=6,
        experience=page,
        sources="https://example.org/a\nhttps://example.org/b",
        **in_all("name", "Observatory of Town"),
        **in_all("publishes", "A yearly diagnosis"),
    )
    made.figures.add(figure(slug="counted", value="247", kind="number"))

    response = client.get(LOCAL)

    shown = text(response)
    for words in ("Observatory of Town en", "Since June 2022", "A yearly diagnosis en", "247 of women en"):
        assert words in shown
    for address in ("/en/network/town/", "/en/experiences/how/", "/en/observatory/figures/?topic=partner#counted", "https://example.org/b"):
        assert f'href="{address}"' in response.text


def test_an_observatory_without_a_date_says_so_and_hides_what_is_not_public(client, home):
    observatory_page(home)
    page = experience(experiences_page(home), "draft", live=False)
    hidden = LocalGovernmentFactory(slug="hidden", provisional=True)
    LocalObservatory.objects.create(local_government=hidden, country="FR", experience=page, **in_all("name", "One"))

    response = client.get(LOCAL)

    assert "Date not documented" in text(response)
    assert "/experiences/draft/" not in response.text
    assert "/network/hidden/" not in response.text


@pytest.mark.parametrize(
    "wrong", [{"month": 6}, {"year": 2022, "month": 13}, {"year": 2022, "day": 4}, {"year": 2022, "month": 2, "day": 32}]
)
def test_dates_of_observatories_are_dates(wrong):
    with pytest.raises(IntegrityError):
        LocalObservatory.objects.create(country="FR", **wrong)


def test_a_profile_shows_its_observatory(client, directory):
    owner = LocalGovernmentFactory(slug="town", participant=True)
    open_profile(owner)
    without = text(client.get("/en/network/town/"))
    LocalObservatory.objects.create(local_government=owner, country="FR", year=2022, **in_all("name", "Observatory of Town"))

    shown = text(client.get("/en/network/town/"))

    assert "Its observatory" not in without
    assert "Its observatory Observatory of Town en Since 2022" in shown


# --- The demonstration
def test_the_demonstration_has_every_figure_of_the_facts_with_its_words_and_sources():
    assert demonstration.load_figures() == 64
    assert demonstration.load_figures() == 0

    for facts in read("key_figures"):
        found = KeyFigure.objects.get(slug=facts["slug"])
        found.full_clean()
        assert str(found.value.normalize()) == str(type(found.value)(facts["value"]).normalize())
        assert found.source_urls == facts["sources"]
        assert found.year == facts.get("year")
        for code in CODES:
            assert getattr(found, f"definition_{code}")
            assert getattr(found, f"territory_{code}")


def test_the_demonstration_claims_only_the_originals_that_were_read():
    demonstration.load_figures()

    assert set(KeyFigure.objects.filter(original_seen=True).values_list("slug", flat=True)) == {
        "ssd-alert-phones",
        "jenin-police-physical",
        "jenin-acts-before",
        "vienna-contacts",
        "vienna-sheltered",
        "qc-harassment",
    }


def test_the_demonstration_compares_what_may_be_compared():
    demonstration.load_figures()

    compared = {
        series.first.record.series: len(series.figures) for board in boards(in_order(KeyFigure.objects.all())) for series in board.series
    }

    assert compared == {"partner-violence-12-months": 4, "femicide-rate": 5, "fgm-survivors": 3, "endireh-lifetime": 2}
    for name in compared:
        assert KeyFigure.objects.filter(series=name).values("source_name", "kind").distinct().count() == 1


def test_the_demonstration_has_five_local_observatories():
    demonstration.load_figures()

    assert demonstration.load_observatories() == 5
    assert demonstration.load_observatories() == 0
    assert list(LocalObservatory.objects.values_list("year", "month", "day")) == [
        (2002, None, None),
        (2022, 6, None),
        (2022, 2, None),
        (2023, 3, 7),
        (None, None, None),
    ]


# --- The administration
WHO = {"nobody": 302, "representative": 302, "editor": 200, "secretariat": 200}  # Wagtail leads others elsewhere


@pytest.mark.parametrize("model", ["keyfigure", "localobservatory", "localprotocol", "measure"])
@pytest.mark.parametrize("who", WHO)
def test_editors_and_secretariat_keep_the_observatory(client, model, who):
    if who == "representative":
        client.force_login(RepresentativeFactory().user)
    elif who != "nobody":
        client.force_login(UserFactory(**{who: True}))

    statuses = {client.get(admin(name, model=model)).status_code for name in ("list", "add")}

    assert statuses == {WHO[who]}


def test_the_form_says_that_a_count_is_too_small(client):
    client.force_login(UserFactory(editor=True))
    fields = {
        "slug": "few",
        "value": "3",
        "kind": "number",
        "topic": "services",
        "scope": "territory",
        "source_name": "We",
        "position": "0",
    }

    refused = client.post(admin("add"), fields | {"is_ours": "on"})
    accepted = client.post(admin("add"), fields | {"is_ours": "on", "value": "7"})

    assert "Fewer than 5 people could be recognised. Leave this figure out." in refused.text
    assert accepted.status_code == 302
    assert KeyFigure.objects.get().value == 7


@pytest.mark.parametrize("query", ["survey", '"', "محافظة", "x" * 900])
def test_the_list_of_figures_is_searched(client, query):
    client.force_login(UserFactory(editor=True))
    figure(slug="survey")

    assert client.get(admin("list"), {"q": query}).status_code == 200
