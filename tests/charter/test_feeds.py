"""The register as files: the same facts as the list, safe in a spreadsheet, valid for readers of news, without names of signatories."""

import csv
import io
import json
import re
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter import actions
from charter.enums import Chain, MandateState
from charter.feeds import COLUMNS, NEWEST, cell
from charter.models import Signature
from network.models import LocalGovernment
from tests.factories import CharterVersionFactory, LocalGovernmentFactory, SignatureFactory

KINDS = ["csv", "json", "atom"]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def get(client, settings):
    settings.PORTAL_URL = "https://portal.example"

    def get(kind, query="", language="en", **headers):
        return client.get(f"/{language}/charter/register.{kind}{query}", headers=headers)

    return get


def table(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def feed(response):
    return ElementTree.fromstring(response.content)  # noqa: S314 -- our own


def entries(response):
    return feed(response).findall(f"{ATOM}entry")


def found(kind, response):
    """The references in a file."""
    if kind == "csv":
        return [row["reference"] for row in table(response)]
    if kind == "json":
        return [row["reference"] for row in json.loads(response.content)["signatures"]]
    return [entry.find(f"{ATOM}link").get("href").split("/")[-2] for entry in entries(response)]


# --- What they say
@pytest.mark.parametrize("language", ["en", "ar"])
def test_csv_has_every_column_of_an_accepted_signature(get, accepted, authority, language):
    response = get("csv", language=language)

    assert response.content.startswith(b"\xef\xbb\xbfreference,")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="register.csv"'
    assert table(response) == [
        {
            "reference": accepted.reference,
            "local_government": "Exampleville",
            "name_local": "Exampleville",
            "name_local_language": "en",
            "public_id": str(authority.public_id),
            "level": "municipality",
            "country": "FR",
            "country_name": {"en": "France", "ar": "فرنسا"}[language],
            "region": "europe",
            "version": "1",
            "language": "fr",
            "text_sha256": accepted.text.sha256,
            "signed_on": accepted.signed_at.date().isoformat(),
            "accepted_on": accepted.accepted_at.date().isoformat(),
            "status": "in_force",
            "mandate_state": "decided",
            "mandate_until": "",
            "ended_on": "",
            "demonstration": "false",
            "url": f"https://portal.example/{language}/charter/register/{accepted.reference}/",
        }
    ]


def test_json_documents_its_columns_and_itself(get, pending_accepted):
    response = get("json", language="fr")

    whole = json.loads(response.content)
    row = whole["signatures"][0]
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert list(whole["columns"]) == list(COLUMNS) == list(row)
    assert all(whole["columns"].values())
    assert whole["license"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert whole["url"] == "https://portal.example/fr/charter/register.json"
    assert (whole["language"], whole["count"]) == ("fr", 1)
    assert datetime.fromisoformat(whole["generated"]).tzinfo
    assert (row["mandate_state"], row["mandate_until"], row["ended_on"], row["demonstration"]) == ("pending", "2099-01-01", None, False)


def test_files_say_how_a_signature_ended(get, accepted, officer):
    actions.withdraw(accepted, by=officer)
    accepted.refresh_from_db()

    row = table(get("csv"))[0]

    assert (row["status"], row["ended_on"]) == ("withdrawn", accepted.ended_at.date().isoformat())
    assert "Withdrawn on" in entries(get("atom"))[0].find(f"{ATOM}title").text


def test_files_forget_by_when_a_decision_was_expected_once_it_came(get, pending_accepted):
    Signature.objects.update(mandate_state=MandateState.DECIDED)

    assert table(get("csv"))[0]["mandate_until"] == ""


def test_atom_has_what_the_standard_asks(get, accepted):
    response = get("atom", language="ar")

    root = feed(response)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    entry = entries(response)[0]
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert links == {"self": "https://portal.example/ar/charter/register.atom", "alternate": "https://portal.example/ar/charter/register/"}
    assert root.find(f"{ATOM}id").text == "tag:portal.example,2026:register:ar"
    assert entry.find(f"{ATOM}id").text == f"tag:portal.example,2026:signature:{accepted.reference}:ar"
    assert root.find(f"{ATOM}author/{ATOM}name").text
    assert all(root.find(f"{ATOM}{name}").text and entry.find(f"{ATOM}{name}").text for name in ("title", "updated"))
    assert "فرنسا" in entry.find(f"{ATOM}title").text


def test_atom_tells_a_change_under_the_same_identifier(get, accepted, secretary):
    before = entries(get("atom"))[0]

    actions.suspend(accepted, by=secretary, reason="other")

    after = entries(get("atom"))[0]
    assert after.find(f"{ATOM}id").text == before.find(f"{ATOM}id").text
    assert after.find(f"{ATOM}published").text == before.find(f"{ATOM}published").text
    assert after.find(f"{ATOM}updated").text > before.find(f"{ATOM}updated").text


def test_atom_holds_what_changed_last(get, db):
    version = CharterVersionFactory()
    rows = SignatureFactory.create_batch(NEWEST + 2, accepted=True, version=version)
    Signature.objects.filter(pk=rows[0].pk).update(changed_at=datetime.fromisoformat("2099-01-01T00:00:00+00:00"))

    found_there = found("atom", get("atom"))

    assert len(found_there) == NEWEST
    assert found_there[0] == rows[0].reference


@pytest.mark.parametrize("text", ["<script>&\"'", "a\x0b\x00b\x1b\ufffe", "]]>", "\ud7ff\U0001f600"])
def test_atom_stays_valid_whatever_a_name_holds(get, db, text):
    authority = LocalGovernmentFactory(name_en="Model")
    LocalGovernment.objects.filter(pk=authority.pk).update(name_en=text.replace("\x00", ""))
    SignatureFactory(accepted=True, local_government=authority)

    assert len(entries(get("atom"))) == 1


def test_demonstration_signatures_are_marked(get, db):
    SignatureFactory(accepted=True, chain=Chain.DEMONSTRATION)

    assert table(get("csv"))[0]["demonstration"] == "true"
    assert json.loads(get("json").content)["signatures"][0]["demonstration"] is True
    assert entries(get("atom"))[0].find(f"{ATOM}category").get("term") == "demonstration"


# --- What they leave out
@pytest.mark.parametrize("kind", KINDS)
def test_no_signatory_in_any_file(get, accepted, kind):
    body = get(kind).content.decode()

    assert not any(word in body for word in ("Marie", "Maire", "maire@", "Sam", str(accepted.public_id), accepted.mandate_reference))


@pytest.mark.parametrize("kind", KINDS)
def test_files_hold_nothing_that_was_not_accepted(get, db, kind):
    for trait in ({}, {"submitted": True}, {"declined": True}, {"withdrawn": True}, {"changes_requested": True}):
        SignatureFactory(**trait)

    response = get(kind)

    assert response.status_code == 200
    assert found(kind, response) == []


@pytest.mark.parametrize("kind", KINDS)
def test_empty_files_are_the_same_each_time(get, db, kind):
    first, second = get(kind), get(kind)

    assert first["ETag"] == second["ETag"]
    if kind != "json":  # says when it was generated
        assert first.content == second.content


# --- Filters
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "query", ["?country=SN", "?country=africa", "?q=beta", "?status=suspended", "?status=pending", "?year=2024", "?q=%25&country=zz&year=x"]
)
def test_filters_are_those_of_the_list(get, client, db, kind, query):
    version = CharterVersionFactory()
    for name, country, region, traits in (
        ("Alpha", "FR", "europe", {"accepted": True, "mandate_state": MandateState.PENDING, "mandate_until": date(2099, 1, 1)}),
        ("Beta", "SN", "africa", {"suspended": True}),
        ("Gamma", "SN", "africa", {"accepted": True, "signed_at": datetime.fromisoformat("2024-12-31T23:00:00+00:00")}),
    ):
        SignatureFactory(
            version=version, local_government=LocalGovernmentFactory(name_local=name, country=country, region=region), **traits
        )

    listed = re.findall(r"CT-TEST-\d+(?=</code>)", client.get(f"/en/charter/register/{query}").content.decode())

    assert sorted(found(kind, get(kind, query))) == sorted(listed)


def test_addresses_carry_the_filters_and_nothing_else(get, accepted):
    root = feed(get("atom", "?country=FR&utm=x&status=junk"))

    assert [link.get("href").partition("?")[2] for link in root.findall(f"{ATOM}link")] == ["country=FR", "country=FR"]
    assert "utm" not in get("json", "?country=FR&utm=x").content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_addresses_never_come_from_the_request(get, accepted, settings, kind):
    settings.ALLOWED_HOSTS = ["*"]

    assert b"evil.example" not in get(kind, Host="evil.example").content


# --- Not sent twice
@pytest.mark.parametrize("kind", KINDS)
def test_who_has_a_file_already_is_told_so_in_one_query(get, accepted, kind, django_assert_num_queries):
    etag = get(kind)["ETag"]

    with django_assert_num_queries(1):
        again = get(kind, **{"If-None-Match": etag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert get(kind, "?country=SN", **{"If-None-Match": etag}).status_code == 200
    assert get(kind, language="fr", **{"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("field", ["name_local", "name_local_language", "level", "country", "region", "name_en", "name_ar"])
def test_a_correction_of_the_authority_makes_another_file(get, accepted, kind, field):
    etag = get(kind)["ETag"]
    LocalGovernment.objects.update(**{field: {"level": "province", "country": "SN", "region": "africa"}.get(field, "xx")})

    assert get(kind, **{"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_of_state_makes_another_file(get, accepted, secretary, kind):
    etag = get(kind)["ETag"]
    actions.suspend(accepted, by=secretary, reason="other")

    assert get(kind, **{"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_files_take_as_many_queries_for_ten_as_for_one(get, db, kind, django_assert_num_queries):
    version = CharterVersionFactory()
    SignatureFactory(accepted=True, version=version)
    with django_assert_num_queries(2):
        get(kind)
    SignatureFactory.create_batch(9, accepted=True, version=version)
    with django_assert_num_queries(2):
        get(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_files_set_no_cookie_and_refuse_changes(get, client, accepted, kind):
    assert not get(kind).cookies
    assert client.post(f"/en/charter/register.{kind}").status_code in (403, 405)
    assert client.head(f"/en/charter/register.{kind}").status_code == 200


# --- Formula injection
@given(st.text() | st.from_regex(r"[=+\-@\t\r\n＝＋－＠].*"))
def test_no_cell_is_run_as_a_formula(text):
    shown = cell(text)

    assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", shown)
    assert shown in (text, f"'{text}")


@given(st.lists(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), min_size=1))
def test_cells_survive_being_written_and_read(texts):
    out = io.StringIO(newline="")
    csv.writer(out).writerow([cell(text) for text in texts])

    read = next(csv.reader(io.StringIO(out.getvalue(), newline="")), [])

    assert read in ([cell(text) for text in texts], [] if texts == [""] else None)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_names_that_look_like_formulas_are_marked_in_the_csv_alone(get, db, name):
    authority = LocalGovernmentFactory()
    LocalGovernment.objects.filter(pk=authority.pk).update(name_local=name)
    SignatureFactory(accepted=True, local_government=authority)

    assert table(get("csv"))[0]["name_local"] == f"'{name}"
    assert json.loads(get("json").content)["signatures"][0]["name_local"] == name
