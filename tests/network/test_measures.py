"""The census of measures by territory, and the list of measures; local protocols with who signed them."""

import csv
import io

import pytest

from core.languages import CODES
from portal.demo import observatory as demonstration
from tests.factories import LocalGovernmentFactory, in_all
from tests.network.observing import adaptation, experience, experiences_page, measure, observatory_page, protocol
from tests.network.test_network_page import text

pytestmark = pytest.mark.django_db
MEASURES, CSV, PROTOCOL = "/en/observatory/measures/", "/en/observatory/measures/census.csv", "/en/observatory/protocols/protocol/"


@pytest.fixture
def pages(home):
    observatory_page(home)
    return experiences_page(home)


def lines(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


# --- The census
def test_territories_by_country_with_their_measures_and_pages(client, pages):
    town = LocalGovernmentFactory(participant=True, name_en="Town")
    experience(pages, "one", kinds=["housing", "helpline"], local_government=town)
    experience(pages, "two", kinds=["housing"], local_government=town)
    experience(pages, "three", kinds=["helpline"], country="MX", **in_all("place", "Valley"))
    experience(pages, "draft", kinds=["hidden"], live=False)

    census = client.get(MEASURES).context["census"]

    assert [
        (name, [(line.place.text, [code for code, _label in line.kinds], len(line.pages)) for line in rows])
        for name, rows in census.countries
    ] == [
        ("France", [("Town", ["helpline", "housing"], 2)]),
        ("Mexico", [("Valley en", ["helpline"], 1)]),
    ]
    assert [(total.code, total.territories, total.pages) for total in census.totals] == [("helpline", 2, 2), ("housing", 1, 2)]


def test_confirmed_adaptations_are_counted_others_are_not(client, pages):
    found = measure()
    origin = adaptation(found, **in_all("name", "Here"))
    adaptation(found, origin, is_confirmed=False, **in_all("name", "Perhaps"))

    assert [(row["territory"], row["measure"], row["told_by"]) for row in lines(client.get(CSV))] == [("Here en", "alert-phone", "lineage")]


def test_filters_and_the_file_of_what_they_leave(client, pages):
    experience(pages, "one", kinds=["housing", "helpline"], **in_all("place", "A"))
    experience(pages, "two", kinds=["housing"], country="MX", **in_all("place", "B"))

    response = client.get(MEASURES, {"measure": "housing", "country": "FR"})

    assert [row.place.text for row in response.context["census"].rows] == ["A en"]
    assert 'href="/en/observatory/measures/census.csv?measure=housing&amp;country=FR"' in response.text
    assert [(row["territory"], row["measure"], row["url"]) for row in lines(client.get(CSV, {"measure": "housing", "country": "FR"}))] == [
        ("A en", "housing", "http://localhost:8000/en/experiences/one/")
    ]


def test_the_file_holds_no_formula(client, pages):
    experience(pages, "one", kinds=["housing"], **in_all("place", "=1+1"))

    assert lines(client.get(CSV))[0]["territory"] == "'=1+1 en"


@pytest.mark.parametrize(
    "query", ["measure=%00", "measure=" + "x" * 900, "measure=nothing", "country=XX", "measure[]=1", "page=9e9", "country=%FF"]
)
@pytest.mark.parametrize("path", [MEASURES, CSV])
def test_junk(client, pages, path, query):
    experience(pages, "one", kinds=["housing"])

    assert client.get(f"{path}?{query}").status_code in (200, 400)


@pytest.mark.parametrize("path", [MEASURES, CSV])
def test_as_many_queries_for_ten_as_for_one(client, pages, path, django_assert_max_num_queries):
    def fill(number):
        for place in range(number):
            experience(pages, f"told-{number}-{place}", kinds=["housing"], local_government=LocalGovernmentFactory(participant=True))
            adaptation(measure(f"measure-{number}-{place}"))

    fill(1)
    client.get(path)
    with django_assert_max_num_queries(10) as one:
        client.get(path)
    fill(9)

    with django_assert_max_num_queries(len(one)):
        client.get(path)


@pytest.mark.parametrize("language", CODES)
def test_in_every_language_without_cookies(client, pages, language):
    measure()
    response = client.get(f"/{language}/observatory/measures/")

    assert (response.status_code, response.cookies) == (200, {})
    assert f"Alert phone {language}" in response.text


# --- Protocols
def test_forty_seven_named_structures_stand_by_kind(client, pages):
    protocol(named=[("association", f"Association {n}") for n in range(30)] + [("public", f"Service {n}") for n in range(17)])

    response = client.get(PROTOCOL)

    kinds = response.context["protocol"].kinds
    assert [(kind.label, len(kind.names)) for kind in kinds] == [("Public services", 17), ("Associations", 30)]
    shown = text(response)
    for words in ("47 structures", "Objective 3 en", "Principle 2 en", "Association 29"):
        assert words in shown
    assert "do not name" not in shown


def test_what_the_sources_do_not_name_is_said(client, pages):
    protocol(named=[("public", "Service"), ("private", "")])
    protocol("kinds", named=[("public", ""), ("private", "")])

    assert "The sources do not name 46 of them." in text(client.get(PROTOCOL))
    assert "The sources name no structure, only their kinds: Public services Private bodies" in text(
        client.get("/en/observatory/protocols/kinds/")
    )
    assert client.get("/en/observatory/protocols/unknown/").status_code == 404


def test_an_empty_protocol_says_not_documented(client, pages):
    protocol(structures=None)

    assert "By Not documented" in text(client.get(PROTOCOL))


def test_the_demonstration_s_protocol(client, pages):
    assert demonstration.load_protocols() == 1

    for language in CODES:
        response = client.get(f"/{language}/observatory/protocols/departmental-protocol/")
        assert response.status_code == 200
        shown = response.context["protocol"]
        assert (shown.signed_by, shown.named, len(shown.objectives), len(shown.principles)) == (47, 0, 4, 3)
