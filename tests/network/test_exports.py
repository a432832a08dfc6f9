"""The directory as files: every fact of the list with its sources, safe in a spreadsheet, valid for readers of news, no person in any."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from charter.enums import Chain
from network.enums import Level, Region, Role
from network.exports import COLUMNS, NEWEST
from network.models import LocalGovernment, Source
from network.pages import open_profile
from tests.factories import CharterVersionFactory, LocalGovernmentFactory, SignatureFactory
from tests.network.many import make_many

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
PRIVATE = {"contact_name": "Somebody", "contact_email": "somebody@jenin.example", "contact_phone": "+970 1", "contact_address": "Street 1"}


@pytest.fixture
def get(client, settings, directory):
    settings.PORTAL_URL = "https://portal.example"

    def get(kind, query="", language="en"):
        response = client.get(f"/{language}/network.{kind}{query}")
        response.body = response.getvalue() if response.streaming else response.content
        return response

    return get


@pytest.fixture
def jenin(directory):
    one = LocalGovernmentFactory(
        slug="jenin",
        name_local="بلدية جنين",
        name_local_language="ar",
        name_en="Municipality of Jenin",
        name_fr="Djénine",
        country="PS",
        region=Region.MIDDLE_EAST_WEST_ASIA,
        role=Role.PILOT_TERRITORY,
        latitude=Decimal("32.46"),
        longitude=Decimal("35.3"),
        coordinates_source="Gazetteer",
        population=50_000,
        population_year=2017,
        population_source="Census",
        website="https://jenin.example/",
        story_en="What it did",
        **PRIVATE,
    )
    Source.objects.create(local_government=one, url="https://source.example/2", position=2)
    Source.objects.create(local_government=one, url="https://source.example/1", position=1)
    open_profile(one)
    return one


def table(response):
    return list(csv.DictReader(io.StringIO(response.body.decode("utf-8-sig"), newline="")))


def rows(response):
    return json.loads(response.body)["local_governments"]


def entries(response):
    return ElementTree.fromstring(response.body).findall(f"{ATOM}entry")  # noqa: S314 -- our own


EXPECTED = {
    "name": {"en": "Municipality of Jenin", "ar": "بلدية جنين"},
    "country_name": {"en": "Palestine", "ar": "فلسطين"},
}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_csv_has_every_column(get, jenin, language):
    response = get("csv", language=language)

    assert response.streaming
    assert response.body.startswith(b"\xef\xbb\xbfpublic_id,name,")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="network.csv"'
    assert not response.cookies
    assert table(response) == [
        {
            "public_id": str(jenin.public_id),
            "name": EXPECTED["name"][language],
            "name_local": "بلدية جنين",
            "name_local_language": "ar",
            "name_en": "Municipality of Jenin",
            "name_fr": "Djénine",
            "name_es": "",
            "name_ar": "",
            "level": "municipality",
            "country": "PS",
            "country_name": EXPECTED["country_name"][language],
            "region": "middle_east_west_asia",
            "role": "pilot_territory",
            "membership": "",
            "member_since": "",
            "population": "50000",
            "population_year": "2017",
            "population_source": "Census",
            "latitude": "32.46",
            "longitude": "35.3",
            "coordinates_source": "Gazetteer",
            "website": "https://jenin.example/",
            "sources": "https://source.example/1 https://source.example/2",
            "demonstration": "false",
            "url": f"https://portal.example/{language}/network/jenin/",
        }
    ]


def test_json_documents_its_columns_and_itself(get, jenin):
    response = get("json", language="fr")

    whole = json.loads(response.body)
    (row,) = whole["local_governments"]
    assert response.streaming
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert list(whole["columns"]) == list(COLUMNS) == list(row)
    assert all(whole["columns"].values())
    assert whole["license"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (whole["url"], whole["language"], whole["count"]) == ("https://portal.example/fr/network.json", "fr", 1)
    assert datetime.fromisoformat(whole["generated"]).tzinfo
    assert (row["name"], row["latitude"], row["population"], row["demonstration"]) == ("Djénine", 32.46, 50000, False)
    assert row["sources"] == ["https://source.example/1", "https://source.example/2"]


def test_what_is_not_known_is_empty(get, directory):
    LocalGovernmentFactory(participant=True, slug="bare")

    row = rows(get("json"))[0]

    assert [name for name, value in row.items() if value is None] == [
        "member_since",
        "population",
        "population_year",
        "latitude",
        "longitude",
    ]
    assert [name for name, value in row.items() if value == ""] == [
        *("name_en", "name_fr", "name_es", "name_ar", "membership", "population_source", "coordinates_source", "website", "url")
    ]
    assert row["sources"] == []
    assert table(get("csv"))[0]["population"] == ""


@pytest.mark.parametrize("kind", ["csv", "json", "atom"])
def test_no_personal_data(get, jenin, kind):
    LocalGovernment.objects.update(member_since=date(2026, 1, 1))

    body = get(kind).body.decode()

    assert "jenin" in body
    assert not [value for value in PRIVATE.values() if value in body]


def test_membership_says_on_what_it_rests(get, directory):
    version = CharterVersionFactory()
    for slug, chain in (("real", Chain.REGISTER), ("tried", Chain.DEMONSTRATION)):
        SignatureFactory(local_government=LocalGovernmentFactory(slug=slug, member=True), version=version, accepted=True, chain=chain)
    LocalGovernmentFactory(slug="participant", participant=True)

    assert {row["name"]: (row["membership"], row["member_since"]) for row in table(get("csv"))} == {
        "Real": ("member", "2026-01-15"),
        "Tried": ("demonstration", "2026-01-15"),
        "Participant": ("", ""),
    }


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_files_have_the_filters_of_the_list(get, jenin, kind):
    LocalGovernmentFactory(slug="vienna", participant=True)
    read = table if kind == "csv" else rows

    for query, expected in (
        ("?region=europe", ["Vienna"]),
        ("?q=djenine", ["Municipality of Jenin"]),
        ("?role=member", []),
        ("?page=9&x=1", 2),
    ):
        names = [row["name"] for row in read(get(kind, query))]
        assert names == expected or len(names) == expected
    assert json.loads(get("json", "?region=europe&x=%22&page=2").body)["url"] == "https://portal.example/en/network.json?region=europe"


def test_only_who_is_listed_is_in_the_files(get, directory):
    LocalGovernmentFactory(slug="reference", role=Role.REFERENCE)
    LocalGovernmentFactory(slug="provisional", participant=True, provisional=True)
    LocalGovernmentFactory(slug="none")
    LocalGovernmentFactory(slug="fiction", is_demonstration=True, member=True)
    LocalGovernmentFactory(slug="zebra", participant=True)
    LocalGovernmentFactory(slug="network", role=Role.PARTNER, level=Level.ASSOCIATION)

    assert [(row["name"], row["demonstration"]) for row in rows(get("json"))] == [("Network", False), ("Zebra", False), ("Fiction", True)]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_is_run_as_a_formula(get, directory, name):
    LocalGovernmentFactory(participant=True, name_local=name, population_source=name, latitude=Decimal("-1.5"), longitude=Decimal("-2"))

    row = table(get("csv"))[0]

    assert (row["name"], row["name_local"], row["population_source"]) == (f"'{name}",) * 3
    assert (row["latitude"], row["longitude"]) == ("-1.5", "-2.0")
    assert rows(get("json"))[0]["name"] == name


def test_quotes_and_lines_stay_in_their_cell(get, directory):
    LocalGovernmentFactory(participant=True, name_local='A "quoted", name', coordinates_source="two\nlines")

    assert [(row["name"], row["coordinates_source"]) for row in table(get("csv"))] == [('A "quoted", name', "two\nlines")]


def test_questions_grow_by_the_batch_not_by_the_row(get, directory, django_assert_num_queries):
    make_many(10)
    for kind in ("csv", "json"):
        with django_assert_num_queries(4):
            get(kind)
    make_many(900, seed=3, first=10)
    listed = LocalGovernment.objects.listed().count()
    assert 500 < listed < 1000

    with django_assert_num_queries(5):
        response = get("csv")

    assert len(table(response)) == listed


@pytest.mark.parametrize("kind", ["csv", "json", "atom"])
def test_without_a_directory_there_are_no_files(client, home, kind):
    assert client.get(f"/en/network.{kind}").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "json", "atom"])
def test_files_are_only_read(client, directory, kind):
    assert client.post(f"/en/network.{kind}").status_code == 405
    assert client.head(f"/en/network.{kind}").status_code == 200


# --- Atom
@pytest.fixture
def member(jenin):
    SignatureFactory(local_government=jenin, accepted=True)
    jenin.member_since = date(2026, 3, 5)
    jenin.save()
    return jenin


def test_atom_has_what_the_standard_asks(get, member):
    response = get("atom", language="ar")

    root = ElementTree.fromstring(response.body)  # noqa: S314 -- our own
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    (entry,) = entries(response)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert links == {"self": "https://portal.example/ar/network.atom", "alternate": "https://portal.example/ar/network/"}
    assert root.find(f"{ATOM}id").text == "tag:portal.example,2026:members:ar"
    assert entry.find(f"{ATOM}id").text == f"tag:portal.example,2026:member:{member.public_id}:ar"
    assert entry.find(f"{ATOM}link").get("href") == "https://portal.example/ar/network/jenin/"
    assert entry.find(f"{ATOM}updated").text == "2026-03-05T00:00:00+00:00"
    assert root.find(f"{ATOM}author/{ATOM}name").text
    assert all(root.find(f"{ATOM}{name}").text and entry.find(f"{ATOM}{name}").text for name in ("title", "updated"))
    assert "فلسطين" in entry.find(f"{ATOM}title").text


def test_atom_tells_of_members_the_newest_first(get, directory):
    for number in range(NEWEST + 2):
        open_profile(LocalGovernmentFactory(slug=f"town-{number}", member_since=date(2026, 1, 1 + number % 28)))
    LocalGovernmentFactory(participant=True)

    days = [entry.find(f"{ATOM}updated").text for entry in entries(get("atom"))]

    assert len(days) == NEWEST
    assert days == sorted(days, reverse=True)


def test_atom_marks_members_of_the_demonstration(get, directory):
    open_profile(LocalGovernmentFactory(slug="exampleville", member=True, is_demonstration=True))

    (entry,) = entries(get("atom"))

    assert entry.find(f"{ATOM}category").get("term") == "demonstration"
    assert "commits nobody" in entry.find(f"{ATOM}summary").text


def test_atom_without_members_is_valid_too(get, jenin):
    response = get("atom")

    assert entries(response) == []
    assert ElementTree.fromstring(response.body).find(f"{ATOM}updated").text  # noqa: S314 -- our own


def test_page_leads_to_the_files_with_its_filters(client, jenin):
    html = client.get("/en/network/?region=africa&q=x").content.decode()
    assert "network.csv?" not in html  # nothing to take away

    html = client.get("/en/network/?country=PS").content.decode()
    for kind in ("csv", "json", "atom"):
        assert f'href="/en/network.{kind}?country=PS"' in html
    assert '<link rel="alternate" type="application/atom+xml"' in html
    assert "Creative Commons Attribution 4.0" in html
