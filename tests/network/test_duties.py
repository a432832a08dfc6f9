"""The five duties of pilot territories: what may be written down, who does so, and what readers see."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from core.languages import CODES, known_date
from network.duties import Board, ShownDuty, duties_of, tallies
from network.duties_enums import DutyKind, DutyState
from network.enums import Role
from network.models import Duty
from network.pages import open_profile
from portal.demo.duties import load_duties
from portal.demo.facts import read
from portal.demo.places import load_local_governments
from tests.factories import ContentPageFactory, DutyFactory, LocalGovernmentFactory, RepresentativeFactory, UserFactory
from tests.network.test_network_page import text

pytestmark = pytest.mark.django_db
BOARD = "/{}/programme/duties/"


def pilot(**fields):
    return LocalGovernmentFactory(role=Role.PILOT_TERRITORY, **fields)


def admin(name, *args):
    return reverse(f"wagtailsnippets_network_duty:{name}", args=args)


# --- What may be written down
def test_a_duty_is_complete_as_the_factory_makes_it():
    DutyFactory().full_clean()


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"sources": ""}, ["sources"]),
        ({"evidence_en": ""}, ["evidence_en"]),
        ({"state": DutyState.NOT_KNOWN}, ["year"]),
        ({"year": None, "month": 6}, ["year"]),
        ({"year": None, "day": 6}, ["year"]),
        ({"month": None, "day": 6}, ["month"]),
        ({"year": 2025, "month": 2, "day": 29}, ["day"]),
        ({"year": 1900}, ["year"]),
        ({"year": 2101}, ["year"]),
        ({"month": 13}, ["month"]),
        ({"month": 1, "day": 32}, ["day"]),
        ({"state": "forgotten"}, ["state"]),
        ({"kind": "speech"}, ["kind"]),
        ({"state": DutyState.UNDER_WAY, "year": timezone.localdate().year + 1}, ["year"]),
    ],
)
def test_what_is_incomplete_or_invented_is_refused(changed, wrong):
    duty = DutyFactory()
    for name, value in changed.items():
        setattr(duty, name, value)

    with pytest.raises(ValidationError) as refused:
        duty.full_clean()

    assert [name for name in refused.value.message_dict if name != "__all__"] == wrong


@pytest.mark.parametrize(
    "changed",
    [
        {"state": DutyState.NOT_KNOWN, "year": None, "sources": "", "evidence_en": ""},
        {"state": DutyState.NOT_KNOWN, "year": None},
        {"state": DutyState.PLANNED, "year": timezone.localdate().year + 1},
        {"year": None},
        {"year": 2024, "month": 2, "day": 29},
        {"evidence_en": "", "evidence_ar": "نُشر."},
    ],
)
def test_what_is_known_in_part_is_kept_so(changed):
    duty = DutyFactory()
    for name, value in changed.items():
        setattr(duty, name, value)

    duty.full_clean()
    duty.save()


def test_today_is_no_future():
    today = timezone.localdate()

    DutyFactory.build(local_government=pilot(), year=today.year, month=today.month, day=today.day).full_clean()
    tomorrow = today + timedelta(days=1)
    with pytest.raises(ValidationError):
        DutyFactory.build(local_government=pilot(), year=tomorrow.year, month=tomorrow.month, day=tomorrow.day).full_clean()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PILOT_TERRITORY])
def test_only_pilot_territories_have_duties(role):
    with pytest.raises(ValidationError) as refused:
        DutyFactory.build(local_government=LocalGovernmentFactory(role=role)).full_clean()

    assert list(refused.value.message_dict) == ["local_government"]


@pytest.mark.parametrize(
    "changed",
    [
        {"sources": ""},
        {"state": "forgotten"},
        {"kind": "speech"},
        {"state": DutyState.NOT_KNOWN},
        {"year": None, "month": 6},
        {"month": None, "day": 6},
        {"month": 13},
        {"month": 1, "day": 32},
    ],
)
def test_the_database_refuses_it_too(changed):
    duty = DutyFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.filter(pk=duty.pk).update(**changed)


def test_each_duty_stands_once():
    duty = DutyFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        DutyFactory(local_government=duty.local_government)
    with pytest.raises(ValidationError, match="in the list already"):
        DutyFactory.build(local_government=duty.local_government).full_clean()


# --- Dates, as far as they are known
@pytest.mark.parametrize(
    ("language", "year", "month", "day"),
    [
        ("en", "2025", "June 2025", "18 June 2025"),
        ("fr", "2025", "juin 2025", "18 juin 2025"),
        ("es", "2025", "junio de 2025", "18 de junio de 2025"),
        ("ar", "2025", "يونيو 2025", "18 يونيو 2025"),
    ],
)
def test_a_date_says_only_what_is_known(language, year, month, day):
    with translation.override(language):
        assert [known_date(2025), known_date(2025, 6), known_date(2025, 6, 18)] == [year, month, day]


@pytest.mark.parametrize(
    ("known", "written"),
    [({"year": None}, ""), ({}, "2025"), ({"month": 6}, "2025-06"), ({"month": 6, "day": 8}, "2025-06-08")],
)
def test_machines_read_the_same(known, written):
    duty = DutyFactory.build(local_government=None, **known)

    assert duty.written_date == written
    assert bool(duty.date_in_words) == bool(written)


# --- What readers see
def test_all_five_stand_there_in_their_order_also_those_of_which_nothing_is_known():
    owner = pilot()
    DutyFactory(local_government=owner, kind=DutyKind.SEMINAR)
    DutyFactory(local_government=owner, kind=DutyKind.TRAINING, state=DutyState.UNDER_WAY)

    duties = duties_of(owner)

    assert [duty.kind for duty in duties] == list(DutyKind)
    assert [duty.state.value for duty in duties] == ["not_known", "not_known", "under_way", "not_known", "done"]
    assert [duty.light for duty in duties] == ["", "", "partly", "", "done"]


def test_two_sources_on_one_site_can_be_told_apart():
    record = DutyFactory.build(local_government=None, sources="https://www.one.org/a\nhttps://two.org/\nhttps://one.org/b")

    assert [(link.url, link.label) for link in ShownDuty(DutyKind.GUIDE, record).sources] == [
        ("https://www.one.org/a", "one.org (1)"),
        ("https://two.org/", "two.org"),
        ("https://one.org/b", "one.org (2)"),
    ]


def test_the_profile_of_a_pilot_territory_shows_its_duties(client, directory):
    duty = DutyFactory(year=2025, month=6, evidence_en="It was <published>.")
    open_profile(duty.local_government)

    page = client.get(f"/en/network/{duty.local_government.slug}/")

    assert "Its five duties" in text(page)
    assert text(page).count("Not documented") == 4 + 5  # duties; story, population, position, website, sources
    assert '<time datetime="2025-06">June 2025</time>' in page.text
    assert "It was &lt;published&gt;." in page.text
    assert '<a href="https://example.org/diagnosis" rel="nofollow noopener"><bdi dir="ltr">example.org</bdi></a>' in page.text


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.LEAD, Role.PARTNER])
def test_other_profiles_show_none_even_of_what_was_once_owed(client, directory, role):
    duty = DutyFactory()
    duty.local_government.role = role
    duty.local_government.save()
    open_profile(duty.local_government)

    page = client.get(f"/en/network/{duty.local_government.slug}/")

    assert "Its five duties" not in text(page)
    assert Board().territories == []
    assert list(Duty.objects.owed()) == []


@pytest.mark.parametrize("language", CODES)
def test_the_page_speaks_the_readers_language_and_marks_what_does_not(client, home, language):
    DutyFactory(local_government=pilot(name_local="Jenin", name_local_language="en"), evidence_en="", evidence_fr="Il est publié.")

    page = client.get(BOARD.format(language))

    with translation.override(language):
        for label in [*DutyKind.labels, DutyState.DONE.label, DutyState.NOT_KNOWN.label]:
            assert str(label) in text(page)
    marked = "<bdi>Il est publié.</bdi>" if language == "fr" else '<bdi lang="fr" dir="ltr">Il est publié.</bdi>'
    assert marked in page.text


def test_what_is_not_known_says_so_and_what_is_undated_too(client, home):
    DutyFactory(year=None)

    page = client.get(BOARD.format("en"))

    cells = re.findall(r'<td data-label="([^"]*)">(.*?)</td>', page.text, re.DOTALL)
    assert [label for label, _cell in cells] == list(DutyKind.labels)
    assert "Date: not documented" in cells[0][1]
    assert ["Not documented" in cell for _label, cell in cells] == [False, True, True, True, True]
    assert "<time" not in page.text


def test_states_are_counted(client, home):
    first, second = pilot(), pilot()
    DutyFactory(local_government=first)
    DutyFactory(local_government=first, kind=DutyKind.GUIDE, state=DutyState.PLANNED)
    DutyFactory(local_government=second)

    assert [(state.value, count) for state, count in Board().counts] == [("done", 2), ("planned", 1), ("not_known", 7)]
    pilot(is_demonstration=True)
    assert [(duty.kind.value, duty.done, duty.territories, duty.light) for duty in tallies() if duty.light] == [("diagnosis", 2, 2, "done")]


def test_the_made_up_come_last_and_hidden_ones_not_at_all(client, home):
    pilot(slug="aaa", name_local="Aaa", is_demonstration=True)
    pilot(slug="zzz", name_local="Zzz")
    pilot(slug="hidden", is_provisional=True)

    assert [territory.local_government.slug for territory in Board().territories] == ["zzz", "aaa"]


def test_without_pilot_territories_it_says_what_a_duty_is(client, home):
    page = client.get(BOARD.format("en"))

    assert page.status_code == 200
    assert "No pilot territory yet." in text(page)
    assert "What each duty asks" in text(page)


def test_a_name_leads_to_the_profile_where_there_is_one(client, directory):
    with_page, without = pilot(), pilot()
    open_profile(with_page)

    html = client.get(BOARD.format("en")).text

    assert f'href="/en/network/{with_page.slug}/"' in html
    assert f'href="/en/network/{without.slug}/"' not in html


@pytest.mark.parametrize("path", ["", "?page=2", "?country[]=FR&q=%FF"])
def test_the_page_keeps_nothing_of_a_visitor_and_nothing_of_a_strange_query(client, home, path):
    DutyFactory()

    page = client.get(BOARD.format("en") + path)

    assert (page.status_code, page.cookies, "Cookie" in page.get("Vary", "")) == (200, {}, False)
    assert 'rel="canonical" href="http://localhost:8000/en/programme/duties/"' in page.text
    assert re.findall(r'hreflang="([a-z-]+)" href="http://localhost:8000/(..)/programme/duties/"', page.text) == [
        *((code, code) for code in CODES),
        ("x-default", "en"),
    ]
    assert '<a href="/fr/programme/duties/" lang="fr"' in page.text
    assert len(page.content) < 100_000


@pytest.mark.parametrize("number", [1, 10])
@pytest.mark.parametrize("path", ["/en/programme/duties/", "/en/programme/duties.csv", "/en/programme/duties.json"])
def test_as_many_queries_for_ten_as_for_one(client, home, django_assert_num_queries, path, number):
    for owner in [pilot() for _ in range(number)]:
        for kind in DutyKind:
            DutyFactory(local_government=owner, kind=kind)
    client.get(path)

    with django_assert_num_queries(2):
        client.get(path)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("path", ["/en/programme/duties/", "/en/programme/duties.csv", "/en/programme/duties.json"])
def test_public_addresses_are_read_only(client, home, path, method):
    assert getattr(client, method)(path).status_code == 405


# --- Files
def test_files_hold_every_duty_also_the_unknown(client, home):
    owner = pilot(name_local="Djénine", name_ar="جنين", country="PS")
    DutyFactory(local_government=owner, month=6, evidence_en="=2+2", sources="https://a.org\nhttps://b.org")

    rows = list(csv.DictReader(io.StringIO(client.get("/ar/programme/duties.csv").content.decode("utf-8-sig"))))
    whole = client.get("/ar/programme/duties.json").json()

    assert len(rows) == whole["count"] == len(whole["duties"]) == 5
    assert list(rows[0]) == list(whole["columns"]) == list(whole["duties"][0])
    first = whole["duties"][0]
    assert first == {
        "public_id": str(owner.public_id),
        "local_government": "جنين",
        "country": "PS",
        "duty": "diagnosis",
        "duty_name": "تشخيص مشترك",
        "state": "done",
        "evidence": "=2+2",
        "evidence_language": "en",
        "evidence_date": "2025-06",
        "sources": ["https://a.org", "https://b.org"],
        "demonstration": False,
        "url": "",
    }
    assert rows[0]["evidence"] == "'=2+2"  # no spreadsheet runs it
    assert rows[0]["sources"] == "https://a.org https://b.org"
    assert {row["state"] for row in rows[1:]} == {"not_known"}
    assert (whole["url"], whole["language"]) == ("http://localhost:8000/ar/programme/duties.json", "ar")


# --- Its place among the pages
def test_ways_lead_there(client, home):
    ContentPageFactory(parent=home, slug="programme", title_en="The programme")

    assert 'href="/en/programme/duties/"' in client.get("/en/").text
    assert '<li><a href="/en/programme/">The programme</a></li>' in client.get(BOARD.format("en")).text
    sitemap = client.get("/sitemap.xml").text
    assert all(f"<loc>http://localhost:8000/{code}/programme/duties/</loc>" in sitemap for code in CODES)


def test_no_page_takes_its_address(home):
    programme = ContentPageFactory(parent=home, slug="programme")

    with pytest.raises(ValidationError) as refused:
        ContentPageFactory(parent=programme, slug="duties")

    assert list(refused.value.message_dict) == ["slug"]
    assert ContentPageFactory(parent=ContentPageFactory(parent=home, slug="about"), slug="duties").pk


# --- Who writes
def form(owner, **changed):
    fields = {
        "local_government": owner.pk,
        "kind": "diagnosis",
        "state": "done",
        "evidence_en": "It was published.",
        "year": "2025",
        "month": "6",
        "day": "",
        "sources": " https://one.org/a \n\n https://two.org/ \n https://one.org/a ",
    }
    return fields | changed


@pytest.mark.parametrize("group", ["editor", "secretariat"])
def test_who_keeps_the_network_adds_changes_and_removes(client, group):
    user, owner = UserFactory(**{group: True}), pilot()
    client.force_login(user)

    assert client.post(admin("add"), form(owner)).status_code == 302
    duty = Duty.objects.get()
    assert (duty.year, duty.month, duty.day, duty.sources) == (2025, 6, None, "https://one.org/a\nhttps://two.org/")

    assert client.post(admin("edit", duty.pk), form(owner, state="under_way", month="")).status_code == 302
    duty.refresh_from_db()
    assert (duty.state, duty.month) == ("under_way", None)
    written = ModelLogEntry.objects.filter(content_type__model="duty").order_by("pk")
    assert [(entry.action, entry.user, entry.object_id) for entry in written] == [
        ("wagtail.create", user, str(duty.pk)),
        ("wagtail.edit", user, str(duty.pk)),
    ]

    assert client.post(admin("delete", duty.pk)).status_code == 302
    assert not Duty.objects.exists()


@pytest.mark.parametrize("name", ["list", "add"])
def test_nobody_else_does(client, name):
    representative = RepresentativeFactory(local_government=pilot())

    assert client.get(admin(name)).status_code == 302  # to sign in
    client.force_login(representative.user)
    refused = client.post(admin(name), form(representative.local_government))
    assert refused.status_code in (302, 403)
    assert not Duty.objects.exists()


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"sources": "javascript:alert(1)"}, "sources"),
        ({"sources": ""}, "sources"),
        ({"evidence_en": ""}, "evidence_en"),
        ({"day": "31"}, "day"),
        ({"month": "", "day": "3"}, "month"),
        ({"month": "17"}, "month"),
        ({"year": "99999999999999999999"}, "year"),
        ({"day": "x\x00"}, "day"),
    ],
)
def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(client, changed, wrong):
    client.force_login(UserFactory(editor=True))

    page = client.post(admin("add"), form(pilot(), **changed))

    assert page.status_code == 200
    assert [name for name in page.context["form"].errors if name != "__all__"] == [wrong]
    assert not Duty.objects.exists()


def test_a_second_row_of_the_same_duty_is_refused_in_words(client):
    duty = DutyFactory()
    client.force_login(UserFactory(editor=True))

    page = client.post(admin("add"), form(duty.local_government))

    assert "This duty of this territory is in the list already. Change it there." in page.content.decode()


def test_the_form_offers_pilot_territories_only(client):
    LocalGovernmentFactory(participant=True)
    owner = pilot()
    client.force_login(UserFactory(editor=True))

    offered = client.get(admin("add")).context["form"].fields["local_government"].queryset

    assert list(offered) == [owner]


@pytest.mark.parametrize(("query", "found"), [("", 2), ("djenine", 1), ("جنين", 1), ("nowhere", 0), ('"', 2)])
def test_the_list_is_searched_by_territory(client, query, found):
    DutyFactory(local_government=pilot(name_local="بلدية جنين", name_fr="Djénine"))
    DutyFactory(local_government=pilot(name_local="Ngazidja"))
    client.force_login(UserFactory(editor=True))

    page = client.get(admin("list"), {"q": query})

    assert len(page.context["object_list"]) == found


@pytest.mark.parametrize("number", [1, 10])
def test_the_list_does_not_ask_for_each_row(client, number, django_assert_max_num_queries):
    for _ in range(number):
        DutyFactory()
    client.force_login(UserFactory(editor=True))
    client.get(admin("list"))

    with django_assert_max_num_queries(20):
        client.get(admin("list"))


# --- The demonstration
def test_what_is_known_of_the_pilot_territories_is_sourced_in_every_language():
    facts = read("duties")

    assert len({(one["local_government"], one["kind"]) for one in facts}) == len(facts) == 7
    assert all(set(one["evidence"]) == set(CODES) and one["sources"] for one in facts)
    assert {one["kind"] for one in facts} <= set(DutyKind.values)


def test_it_is_loaded_once_and_is_what_the_form_would_accept(home):
    load_local_governments()

    assert (load_duties(), load_duties()) == (7, 0)
    for duty in Duty.objects.all():
        duty.full_clean()
    states = {territory.local_government.slug: [duty.state.value for duty in territory.duties] for territory in Board().territories}
    assert states == {
        "ngazidja": ["done", "done", "under_way", "not_known", "done"],
        "jenin": ["done", "done", "under_way", "not_known", "not_known"],
    }


def test_edits_are_kept_and_what_is_missing_comes_back(home):
    load_local_governments()
    load_duties()
    Duty.objects.filter(kind="seminar").delete()
    Duty.objects.filter(local_government__slug="jenin", kind="training").update(state="planned")

    assert load_duties() == 1
    assert Duty.objects.get(local_government__slug="jenin", kind="training").state == "planned"
