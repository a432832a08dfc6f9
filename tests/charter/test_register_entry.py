"""One entry of the register: who, by what decision, what became of it, how to check, and what it keeps to itself."""

from datetime import date

import pytest

from charter import actions
from charter.models import Signatory
from core.languages import CODES
from network.pages import open_profile
from tests.charter.pages import LIST, address, read
from tests.network.conftest import directory  # noqa: F401 -- a fixture

SECRETS = ("Marie Exemple", "maire@exampleville.example", "Sam Sample", "officer@exampleville.example")


def test_entry_tells_who_signed_what_by_what_decision(client, accepted):
    page = read(client, address(accepted))

    told = {term.get_text(): " ".join(term.find_next("dd").get_text(" ").split()) for term in page.main.find_all("dt")}
    assert told["Signatory"] == "Marie Exemple Maire Head of the local government"
    assert told["Mandate"] == "Decision of the council, 12 February 2026 2026-014"
    assert told["Country"] == "France Europe"
    assert told["Level"] == "Municipality"
    assert told["Text signed"] == f"Version 1 , signed in French Fingerprint (SHA-256) {accepted.text.fingerprint}"
    assert told["State today"] == "In force"
    assert "/fr/charter/versions/1/" in page.links
    assert "/en/charter/versions/1/charter-1-fr.txt" in page.links


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_entry_is_in_the_readers_language_and_names_the_others(client, accepted, language):
    page = read(client, f"/{language}/charter/register/{accepted.reference}/")

    assert page.canonical.endswith(f"/{language}/charter/register/{accepted.reference}/")
    assert page.alternates.keys() == {*CODES, "x-default"}
    assert {"fr": "France", "ar": "فرنسا"}[language] in page.text


def test_entry_shows_its_evidence_with_numbers_and_seals(client, accepted):
    page = read(client, address(accepted))

    table = page.main.find("table", class_="evidence")
    shown = [[cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")]
    assert [(row[0], row[1], row[3]) for row in shown] == [
        (event.get_kind_display(), str(event.sequence), f"{event.hash[:16]}…") for event in accepted.events.all()
    ]
    assert "Register" in page.text


def test_entry_tells_its_history_with_coded_reasons(client, accepted, secretary, officer):
    actions.suspend(accepted, by=secretary, reason="commitment_broken", message="Secret message")
    actions.reinstate(accepted, by=secretary)
    actions.withdraw(accepted, by=officer, reason="other", message="Another secret")

    page = read(client, address(accepted))

    history = page.main.find(class_="entries")
    assert [item.h3.get_text() for item in history.find_all("li")] == [
        "Signed and sent",
        "Accepted",
        "Suspended",
        "In force again",
        "Withdrawn",
    ]
    assert "The local government no longer keeps to the charter" in history.get_text()
    assert "Another reason" in history.get_text()
    assert "ecret" not in page.text


def test_entry_of_a_pending_decision_tells_when_it_came(client, pending_accepted, officer, secretary):
    actions.provide_decision(
        pending_accepted, by=officer, kind="executive", date=date(2026, 3, 1), reference="2026-99", file=(b"%PDF", "0" * 64, "decision.pdf")
    )
    actions.confirm_decision(pending_accepted, by=secretary)

    page = read(client, address(pending_accepted))

    assert "Decision received" in page.main.find(class_="entries").get_text()
    assert "Decision of the executive, 1 March 2026" in page.text


def test_entry_of_an_erased_person_says_so(client, accepted):
    Signatory.objects.all().delete()

    page = read(client, address(accepted))

    assert "Name erased" in page.text
    assert "Marie" not in page.html.decode()


def test_entry_links_to_the_profile_if_there_is_one(client, accepted, directory):  # noqa: F811
    assert "/en/network/exampleville/" not in read(client, address(accepted)).links

    open_profile(accepted.local_government)

    assert "/en/network/exampleville/" in read(client, address(accepted)).links


def test_entry_has_one_address(client, accepted):
    lower = client.get(address(accepted).replace("CT-", "ct-"))

    assert (lower.status_code, lower["Location"]) == (301, address(accepted))


@pytest.mark.parametrize("reference", ["CT-1999-0001", "x", "CT-2026-0001'", "%", "_T-2026-0001", "a" * 500, "٢"])
def test_entry_that_does_not_exist_is_not_found(client, accepted, reference):
    assert client.get(f"/en/charter/register/{reference}/").status_code == 404


def test_entry_of_a_file_that_was_not_accepted_is_not_found(client, submitted, officer):
    assert client.get(f"/en/charter/register/{submitted.public_id}/").status_code == 404

    actions.withdraw(submitted, by=officer)

    assert client.get("/en/charter/register/None/").status_code == 404


def test_entry_takes_as_many_queries_however_long_its_history(client, accepted, secretary, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        read(client, address(accepted))
    for _again in range(5):
        actions.suspend(accepted, by=secretary, reason="other")
        actions.reinstate(accepted, by=secretary)
    with django_assert_max_num_queries(4):
        read(client, address(accepted))


# --- Personal data
def test_the_signatory_is_named_on_the_entry_and_nowhere_else(client, accepted):
    entry = read(client, address(accepted))

    assert "Marie Exemple" in entry.text
    assert not any(secret in entry.html.head.decode() for secret in SECRETS)
    assert not any(secret in entry.html.decode() for secret in SECRETS[1:])
    for path in (
        LIST,
        "/en/charter/",
        "/en/charter/register.csv",
        "/en/charter/register.json",
        "/en/charter/register.atom",
        "/sitemap.xml",
    ):
        body = client.get(path).content.decode()
        assert not any(secret in body for secret in (*SECRETS, "Maire"))


def test_the_file_itself_has_no_public_trace(client, accepted):
    pages = [client.get(path).content.decode() for path in (LIST, address(accepted), "/en/charter/register.json")]

    assert not any(str(accepted.public_id) in page for page in pages)
