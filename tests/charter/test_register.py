"""The public register: what it lists, counts, filters and tells, and what it keeps to itself."""

import itertools
import random
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from charter import actions
from charter.entries import State
from charter.enums import Chain, MandateState, Status
from charter.models import Signature
from charter.register import Filters, Register
from tests.charter.conftest import complete, make_authority, make_version, sign
from tests.charter.pages import LIST, address, read
from tests.factories import CharterVersionFactory, LocalGovernmentFactory, SignatureFactory
from tests.network.conftest import directory  # noqa: F401 -- a fixture

PLACES = [("FR", "europe"), ("ES", "europe"), ("SN", "africa"), ("GM", "africa"), ("JO", "middle_east_west_asia")]


def rows(page):
    """Each row of the list as its texts."""
    table = page.main.find("table", class_="ledger")
    return (
        [[" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")]
        if table
        else []
    )


def references(page):
    return [row[-1].split()[0] for row in rows(page)]


def options(page, name):
    """What a filter offers: value, words, whether it is chosen."""
    return [
        (option["value"], option.get_text(), option.has_attr("selected"))
        for option in page.main.find("select", attrs={"name": name}).find_all("option")
    ]


# --- What is listed
def test_list_shows_an_accepted_signature_in_words(client, accepted):
    page = read(client, LIST)

    assert rows(page) == [
        ["Exampleville", "France", page.main.find("time").get_text(), "Decision of the council", "In force", accepted.reference]
    ]
    assert f"/en/charter/register/{accepted.reference}/" in page.links
    assert "1 signature, latest first" in page.text


@pytest.mark.parametrize("trait", [{}, {"submitted": True}, {"changes_requested": True}, {"declined": True}, {"withdrawn": True}])
def test_list_never_shows_what_was_not_accepted(client, db, trait):
    SignatureFactory(**trait)

    page = read(client, LIST)

    assert rows(page) == []
    assert "No signature is recorded yet" in page.text
    assert "/en/charter/sign/" in page.links


def test_list_tells_each_state_with_its_day(client, accepted, secretary, officer):
    with time_machine.travel(datetime(2031, 5, 3, 12, tzinfo=UTC), tick=False):
        actions.suspend(accepted, by=secretary, reason="commitment_broken")
        assert rows(read(client, LIST))[0][4] == "Suspended since 3 May 2031"
    with time_machine.travel(datetime(2031, 6, 1, 12, tzinfo=UTC), tick=False):
        actions.withdraw(accepted, by=officer)

    assert rows(read(client, LIST))[0][4] == "Withdrawn on 1 June 2031"


def test_list_tells_that_a_decision_is_pending_and_when_it_did_not_come(client, pending_accepted, secretary):
    assert rows(read(client, LIST))[0][3:5] == ["Decision expected by 1 January 2099", "In force, decision pending"]

    actions.suspend(pending_accepted, by=secretary, reason="mandate_lapsed")

    assert rows(read(client, LIST))[0][3] == "Decision not received by 1 January 2099"


def test_list_does_not_tell_a_decision_that_is_still_being_checked(client, pending_accepted, officer):
    actions.provide_decision(
        pending_accepted, by=officer, kind="executive", date=date(2026, 3, 1), reference="2026-99", file=(b"%PDF", "0" * 64, "decision.pdf")
    )

    for path in (LIST, address(pending_accepted)):
        page = read(client, path)
        assert "Decision expected by 1 January 2099" in page.text
        assert "2026-99" not in page.text


def test_list_keeps_a_superseded_signature(client, accepted, officer, secretary, authority):
    make_version(2)
    newer = actions.accept(sign(complete(actions.start(authority, by=officer), officer), officer), by=secretary)

    page = read(client, LIST)

    assert references(page) == [newer.reference, accepted.reference]
    assert rows(page)[1][4].startswith("Superseded on ")
    assert "superseded by a later version" in page.text
    assert f"/en/charter/register/{newer.reference}/" in read(client, address(accepted)).links


def test_names_stand_in_their_script_with_language_and_direction(client, db):
    SignatureFactory(
        accepted=True,
        local_government=LocalGovernmentFactory(name_en="Model", name_ar="المثال", name_local="بلدية المثال", name_local_language="ar"),
    )

    in_english, in_arabic = read(client, LIST), read(client, "/ar/charter/register/")

    english, local = in_english.main.tbody.find_all("bdi")[:2]
    assert (english.get_text(), english["lang"], english["dir"]) == ("Model", "en", "ltr")
    assert (local.get_text(), local["lang"]) == ("بلدية المثال", "ar")
    assert in_arabic.main.tbody.find("bdi").get_text() == "المثال"
    assert "فرنسا" in in_arabic.text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_demonstration_is_said_above_and_on_each(client, db, language):
    shown = SignatureFactory(accepted=True, chain=Chain.DEMONSTRATION)
    SignatureFactory(accepted=True, version=shown.version)

    page = read(client, f"/{language}/charter/register/")

    marks = [row.find(class_="kind") is not None for row in page.main.tbody.find_all("tr")]
    assert sorted(marks) == [False, True]
    assert page.main.find(class_="notice")
    assert read(client, address(shown, language)).main.find(class_="notice")


def test_a_real_register_has_no_notice(client, accepted):
    assert read(client, LIST).main.find(class_="notice") is None
    assert read(client, address(accepted)).main.find(class_="notice") is None


# --- Counts and filters against plain counting
def random_register(seed, size=70):
    chance = random.Random(seed)
    version, newer = CharterVersionFactory(), CharterVersionFactory()
    names = ["Ville Exemple", "Villa Ejemplo", "قرية", "Sample Town", "São Exemplo"]
    for number in range(size):
        country, region = chance.choice(PLACES)
        authority = LocalGovernmentFactory(name_local=f"{chance.choice(names)} {number}", country=country, region=region)
        state = chance.choice(["accepted", "accepted", "suspended", "superseded", "withdrawn", "declined", "submitted"])
        signed = datetime(chance.choice([2024, 2025, 2026]), chance.randint(1, 12), 28, 23, 59, tzinfo=UTC)
        traits = {"registered": True, "status": Status.WITHDRAWN, "ended_at": signed} if state == "withdrawn" else {state: True}
        pending = {"mandate_state": MandateState.PENDING, "mandate_until": date(2027, 1, 1)} if chance.random() < 0.3 else {}
        chain = chance.choice(list(Chain))
        SignatureFactory(
            local_government=authority, version=chance.choice([version, newer]), **traits | pending, signed_at=signed, chain=chain
        )
    return list(Signature.objects.filter(accepted_at__isnull=False).select_related("local_government"))


def facts(signature):
    """What the filters speak of, worked out by hand."""
    states = {Status.ACCEPTED: "in_force"}.get(signature.status, signature.status)
    pending = signature.status == Status.ACCEPTED and signature.mandate_state == MandateState.PENDING
    authority = signature.local_government
    return {
        "country": {authority.country, authority.region},
        "status": {states, *(["pending"] if pending else [])},
        "year": {str(signature.signed_at.year)},
    }


def admitted(signatures, asked):
    return [s for s in signatures if all(not value or value in facts(s)[name] for name, value in asked.items())]


@pytest.mark.parametrize("seed", [1, 2])
def test_filters_and_their_counts_are_right(db, seed):
    recorded = random_register(seed)
    choices = itertools.product(["", "europe", "GM", "JO", "PE"], ["", *State.values], ["", "2025", "2031"])

    for country, status, year in choices:
        asked = {"country": country, "status": status, "year": year}
        register = Register(Filters.read(asked))
        right = admitted(recorded, asked)
        assert register.count == len(right)
        assert {entry.signature.pk for entry in register.entries} <= {signature.pk for signature in right}
        assert len(register.entries) == min(len(right), 50)
        for facet, offered in (("status", register.status_options), ("year", register.year_options)):
            others = {name: value for name, value in asked.items() if name != facet}
            assert {o.value: o.count for o in offered if o.count} == count(recorded, others, facet)
            assert register.totals[facet] == len(admitted(recorded, others))
        regions = {o.value: o.count for region, countries in register.country_options for o in (region, *countries) if o.count}
        assert regions == count(recorded, {"status": status, "year": year}, "country")


def count(signatures, asked, facet):
    found = {}
    for signature in admitted(signatures, asked):
        for value in facts(signature)[facet]:
            found[value] = found.get(value, 0) + 1
    return found


def test_tally_and_places_count_the_whole_register(db):
    recorded = random_register(3)

    register = Register(Filters.read({"country": "FR", "status": "suspended"}))

    whole = count(recorded, {}, "status")
    tally = register.tally
    assert tally.recorded == len(recorded)
    assert {state.value: getattr(tally, state.value) for state in State} == {state: whole.get(state, 0) for state in State.values}
    assert tally.countries == len({s.local_government.country for s in recorded})
    assert {p.code: p.count for region in register.places for p in (region, *region.countries)} == count(recorded, {}, "country")
    in_force = [s for s in recorded if s.status == Status.ACCEPTED]
    assert {p.code: p.in_force for r in register.places for p in (r, *r.countries) if p.in_force} == count(in_force, {}, "country")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("exem", 1), ("EXÉM", 1), ("بلدية", 1), ("baldia", 0), ("بلديه", 1), ("ville exemple", 1), ("nowhere", 0), ("%", 3), ("...", 3)],
)
def test_name_is_found_in_any_script_and_without_accents(client, db, asked, found):
    version = CharterVersionFactory()
    for name, language in (("Ville d'Exémple", "fr"), ("بلدية المثال", "ar"), ("Sampletown", "en")):
        SignatureFactory(
            accepted=True, version=version, local_government=LocalGovernmentFactory(name_local=name, name_local_language=language)
        )

    page = read(client, f"{LIST}?q={asked}")

    assert len(rows(page)) == found


def test_counts_of_other_filters_follow_the_name(client, db):
    version = CharterVersionFactory()
    for name, country, region in (("Alpha", "FR", "europe"), ("Alpha Two", "SN", "africa"), ("Beta", "SN", "africa")):
        SignatureFactory(
            accepted=True, version=version, local_government=LocalGovernmentFactory(name_local=name, country=country, region=region)
        )

    page = read(client, f"{LIST}?q=alpha&country=SN")

    assert len(rows(page)) == 1
    assert options(page, "country") == [
        ("", "All (2)", False),
        ("africa", "Africa (1)", False),
        ("SN", "Senegal (1)", True),
        ("europe", "Europe (1)", False),
        ("FR", "France (1)", False),
    ]
    assert options(page, "status") == [("", "All (1)", False), ("in_force", "In force (1)", False)]
    assert page.main.find("input", attrs={"name": "q"})["value"] == "alpha"
    assert "/en/charter/register.csv?q=alpha&country=SN" in page.links
    assert "/ar/charter/register/?q=alpha&country=SN" in page.links


def test_nothing_found_says_so_and_leads_back(client, accepted):
    page = read(client, f"{LIST}?country=PE")

    assert rows(page) == []
    assert "No signature matches what you asked for." in page.text
    assert LIST in page.links
    assert options(page, "country") == [
        ("", "All (1)", False),
        ("europe", "Europe (1)", False),
        ("FR", "France (1)", False),
        ("latin_america", "Latin America (0)", False),
        ("PE", "Peru (0)", True),
    ]


JUNK = ["zzz'\"<script>", "../../etc", "FRA", "fr", "9999999999999999999", "-1", "٢٠٢٦", "\u202e", "a" * 300, "[]", "1e9", "20 26"]


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("name", ["country", "status", "year", "page", "unknown", "q[]"])
def test_junk_is_ignored_and_does_not_travel(client, accepted, name, junk):
    response = client.get(LIST, {name: junk})

    assert response.status_code == 200
    page = read(client, response.request["PATH_INFO"] + "?" + response.request["QUERY_STRING"])
    assert len(rows(page)) == 1
    assert page.html.main == read(client, LIST).html.main
    assert not any("?" in link for link in page.links if "register/?country=" not in link)


@pytest.mark.parametrize("junk", JUNK)
def test_junk_as_a_name_finds_nothing_or_everything_but_never_fails(client, accepted, junk):
    for path in (LIST, "/en/charter/register.csv", "/en/charter/register.json", "/en/charter/register.atom"):
        assert client.get(path, {"q": junk}).status_code == 200


def test_pages_hold_fifty_and_keep_the_filters(client, db):
    version = CharterVersionFactory()
    SignatureFactory.create_batch(53, accepted=True, version=version)

    first, second = read(client, f"{LIST}?country=FR"), read(client, f"{LIST}?page=2&country=FR&junk=1")

    assert (len(rows(first)), len(rows(second))) == (50, 3)
    assert not set(references(first)) & set(references(second))
    assert "?country=FR&page=2" in first.links
    assert "/es/charter/register/?country=FR&page=2" in second.links
    assert len(rows(read(client, f"{LIST}?page=99"))) == 3


def test_list_takes_as_many_queries_for_a_hundred_as_for_one(client, db):
    version = CharterVersionFactory()
    counts = []
    for more in (1, 9, 90):
        SignatureFactory.create_batch(more, accepted=True, version=version)
        with CaptureQueriesContext(connection) as queries:
            read(client, f"{LIST}?q=exampleville&country=FR&year=2026")
        counts.append(len(queries))

    assert counts[0] == counts[1] == counts[2] <= 10


def test_make_authority_is_listed_under_its_own_name_when_no_other_is_known(client, version, officer, secretary):
    authority = make_authority(
        "other", by=officer, name_en="", name_local="Бишкек", name_local_language="ky", country="KG", region="asia_pacific"
    )
    actions.accept(sign(complete(actions.start(authority, by=officer), officer), officer), by=secretary)

    name = read(client, LIST).main.tbody.find("bdi")

    assert (name.get_text(), name["lang"], name["dir"]) == ("Бишкек", "ky", "ltr")
