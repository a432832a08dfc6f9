"""The programme's page, the pages below it, and calls for projects."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.languages import CODES
from core.models import BasePage, PortalDocument
from network.enums import Role
from network.models import LocalGovernment, NetworkPage
from network.pages import follow
from portal.call_enums import CallState
from portal.demo import pages as demo_pages
from portal.demo import programme as demo
from portal.demo.duties import load_duties
from portal.demo.facts import read
from portal.demo.places import load_local_governments
from portal.demo.removal import remove
from portal.models import CallDocument, CallPage, CallsPage, ContentPage, ProgrammePage, ProgrammePartner
from tests.factories import ContentPageFactory, DutyFactory, LocalGovernmentFactory

pytestmark = pytest.mark.django_db
READY = {f"ready_{code}": True for code in CODES}
DAY = date(2026, 6, 15)


def in_all(name, text):
    return {f"{name}_{code}": f"{text} {code}" for code in CODES}


@pytest.fixture
def programme(home):
    return home.add_child(
        instance=ProgrammePage(slug="programme", **in_all("title", "Programme"), **in_all("intro", "What it is"), **READY)
    )


@pytest.fixture
def calls(programme):
    return programme.add_child(instance=CallsPage(slug="calls", **in_all("title", "Calls"), **in_all("intro", "All calls"), **READY))


def call(parent, slug="call", **fields):
    return parent.add_child(instance=CallPage(slug=slug, **({**in_all("title", slug), **in_all("intro", "About"), **READY} | fields)))


def get(client, path="/en/programme/"):
    return client.get(path).content.decode()


# --- How a call stands
@pytest.mark.parametrize(
    ("opens", "closes", "outcome", "state"),
    [
        (None, None, "", CallState.UNKNOWN),
        (None, 1, "", CallState.UNKNOWN),
        (None, -1, "", CallState.CLOSED),
        (1, None, "", CallState.ANNOUNCED),
        (1, 9, "", CallState.ANNOUNCED),
        (0, None, "", CallState.OPEN),
        (0, 0, "", CallState.OPEN),
        (-9, 0, "", CallState.OPEN),
        (-9, -1, "", CallState.CLOSED),
        (-9, -1, "Two projects", CallState.RESULTS),
        (None, None, "Two projects", CallState.RESULTS),
    ],
)
def test_the_state_follows_from_days_and_results(opens, closes, outcome, state):
    days = {name: None if number is None else DAY + timedelta(days=number) for name, number in (("opens_on", opens), ("closes_on", closes))}

    assert CallPage(**days, outcome_fr=outcome).state_on(DAY) == state


@pytest.mark.parametrize(("moment", "state"), [("2026-06-30T12:00:00Z", CallState.OPEN), ("2026-07-01T12:00:00Z", CallState.CLOSED)])
def test_a_call_closes_by_itself(client, calls, moment, state):
    call(calls, opens_on=date(2026, 6, 1), closes_on=date(2026, 6, 30))

    with time_machine.travel(moment, tick=False):
        assert str(state.label) in get(client, "/en/programme/calls/call/")


def test_the_days_of_a_call_are_in_order(calls):
    page = call(calls)
    page.opens_on, page.closes_on = date(2026, 2, 2), date(2026, 2, 1)

    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == ["closes_on"]
    with pytest.raises(IntegrityError), transaction.atomic():
        CallPage.objects.filter(pk=page.pk).update(opens_on=page.opens_on, closes_on=page.closes_on)


# --- One call
def test_a_call_says_what_is_known_and_what_is_not(client, calls):
    call(calls)

    html = get(client, "/en/programme/calls/call/")

    assert ("Its dates are not documented." in html, "No source is given." in html, html.count("Not documented")) == (True, True, 2)
    assert "Go to the call" not in html


@time_machine.travel("2026-06-15")
def test_only_an_open_call_leads_to_where_one_answers(client, calls):
    address = {"url": "https://www.apply.example/form"}
    call(calls, "open", opens_on=date(2026, 6, 1), **address)
    call(calls, "over", closes_on=date(2026, 6, 1), **address)

    html = get(client, "/en/programme/calls/open/")
    assert html.index("One answers on another site, apply.example") < html.index("Go to the call")
    assert "From 1 June 2026; its last day is not documented" in html
    assert "Go to the call" not in get(client, "/en/programme/calls/over/")


def test_results_and_documents_are_shown(client, calls):
    page = call(calls, outcome_fr="Deux projets", closes_on=date(2026, 1, 1))
    held = PortalDocument.objects.create(title="Rules", file=ContentFile(b"%PDF-1.7", name="rules.pdf"), file_size=2048)
    page.documents = [CallDocument(document=held), CallDocument(position=1, document=held, name_en="The rules")]
    page.save()

    html = get(client, "/en/programme/calls/call/")

    assert "Results published" in html
    assert "This text is not yet available in English. You are reading it in French." in html
    assert re.findall(r'<a href="/documents/[^"]+"><bdi>([^<]+)</bdi>\s*</a>', html) == ["Rules", "The rules"]
    assert html.count("PDF, 2.0\xa0KB") == 2


# --- The list
@pytest.fixture
def five(calls):
    today = timezone.localdate()
    call(calls, "unknown")
    call(calls, "results", outcome_en="Done", closes_on=today - timedelta(days=9))
    call(calls, "closed", closes_on=today - timedelta(days=2))
    call(calls, "long-closed", closes_on=today - timedelta(days=200))
    call(calls, "open", opens_on=today, closes_on=today + timedelta(days=5))
    call(calls, "later", opens_on=today + timedelta(days=2))
    return calls


def slugs(html):
    return re.findall(r'<h3><a href="/en/programme/calls/([\w-]+)/">', html)


def test_what_can_be_answered_comes_first_and_what_is_over_last(client, five):
    assert slugs(get(client, "/en/programme/calls/")) == ["open", "later", "closed", "long-closed", "results", "unknown"]


@pytest.mark.parametrize(
    ("state", "found"), [("open", ["open"]), ("announced", ["later"]), ("closed", ["closed", "long-closed"]), ("results", ["results"])]
)
def test_calls_of_one_state(client, five, state, found):
    html = get(client, f"/en/programme/calls/?state={state}")

    assert slugs(html) == found
    assert f'<a href="?state={state}" aria-current="true">' in html
    assert f'href="/ar/programme/calls/?state={state}"' in html


@pytest.mark.parametrize("query", ["state=x", "state=%EF%BF", "page=x", "page=%D9%A1", "state[]=open", "page=-1", "other=1"])
def test_junk_is_left_out(client, five, query):
    assert len(slugs(get(client, f"/en/programme/calls/?{query}"))) == 6


def test_a_state_that_no_call_is_in(client, calls):
    call(calls)

    assert "No call is in this state" in get(client, "/en/programme/calls/?state=open")


def test_a_long_list_has_pages(client, calls):
    for number in range(25):
        call(calls, f"call-{number}")

    assert len(slugs(get(client, "/en/programme/calls/"))) == 20
    assert len(slugs(get(client, "/en/programme/calls/?page=2"))) == 5
    assert client.get("/en/programme/calls/?page=3").status_code == 404


def test_no_call_yet(client, calls):
    assert "No call for projects yet" in get(client, "/en/programme/calls/")


def test_calls_as_a_feed(client, five):
    for page in CallPage.objects.all():
        page.save_revision().publish()

    answer = client.get("/en/programme/calls.atom?state=open")
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 -- our own

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [entry.findtext("{*}title") for entry in feed.iterfind("{*}entry")] == ["open en: Open"]
    assert len(list(ElementTree.fromstring(client.get("/en/programme/calls.atom?state=x").content).iterfind("{*}entry"))) == 6  # noqa: S314 -- our own


def test_without_a_list_there_is_no_feed(client, programme):
    assert client.get("/en/programme/calls.atom").status_code == 404


def test_what_is_not_public_is_nowhere(client, calls):
    call(calls, "draft", live=False)
    call(calls, "unready", **{f"ready_{code}": False for code in CODES})
    call(calls, "locked", opens_on=date(2020, 1, 1)).view_restrictions.create(restriction_type="login")

    shown = get(client, "/en/programme/calls/") + get(client) + get(client, "/en/programme/calls.atom")

    assert not [slug for slug in ("draft", "unready", "locked") if f"calls/{slug}/" in shown]
    assert [client.get(f"/en/programme/calls/{slug}/").status_code for slug in ("draft", "unready", "locked")] == [404, 404, 302]


def test_calls_under_a_restricted_list_are_not_on_the_programmes_page(client, calls):
    call(calls, "open", opens_on=date(2020, 1, 1))
    assert "calls/open/" in get(client)

    calls.view_restrictions.create(restriction_type="login")

    assert "calls/" not in re.search(r"<main.*</main>", get(client), re.DOTALL)[0]


# --- The programme
def test_goals_funding_and_sources_in_the_readers_language(client, programme):
    programme.goals_fr = [("goal", {"heading": "Créer", "text": "Des observatoires."})]
    programme.funding_fr = "Une subvention."
    programme.sources_fr = [("link", {"label": "La source", "url": "https://a.example/"})]
    programme.save()

    html = get(client, "/fr/programme/")

    assert "<b>Créer</b> Des observatoires." in html
    assert '<a href="https://a.example/" rel="nofollow noopener">La source</a>' in html
    assert "Une subvention." in html
    assert '<div lang="fr" dir="ltr"><p>Une subvention.</p></div>' in get(client, "/ar/programme/")


def test_each_pilot_territory_shows_its_five_duties(client, programme):
    pilot = LocalGovernmentFactory(slug="pilot", name_en="Pilot", role=Role.PILOT_TERRITORY)
    DutyFactory(local_government=pilot, kind="diagnosis", state="done", year=2022, month=11)

    html = get(client)

    table = re.search(r"<table class=\"ledger board\".*?</table>", html, re.DOTALL)[0]
    assert re.findall(r"<svg[^>]*>.*?</svg> <span>([^<]+)</span>", table) == ["Done", *["Not documented"] * 4]
    assert '<time datetime="2022-11">November 2022</time>' in table
    assert 'href="/en/programme/duties/"' in html


def test_a_partner_is_a_local_government_or_a_name(programme):
    place = LocalGovernmentFactory()

    for wrong in ({}, {"local_government": place, "name_fr": "Autre"}):
        with pytest.raises(ValidationError, match="one of the two"):
            ProgrammePartner(page=programme, **wrong).clean()
    ProgrammePartner(page=programme, local_government=place).clean()
    ProgrammePartner(page=programme, name_ar="شريك").clean()


def test_partners_that_are_out_of_the_directory_are_left_out(client, programme):
    out = LocalGovernmentFactory(slug="out", name_en="Outside", role=Role.REFERENCE)
    programme.partners = [ProgrammePartner(local_government=out), ProgrammePartner(position=1, name_en="A body")]
    programme.save()

    html = get(client)

    assert ("Outside" in html, "<bdi>A body</bdi>" in html) == (False, True)


def test_without_words_it_says_that_nothing_is_documented(client, programme):
    assert get(client).count("Not documented") == 2


@pytest.mark.parametrize(
    "path", ["/en/programme/", "/en/programme/calls/", "/ar/programme/calls/call-0/", "/en/programme/calls.atom", "/en/programme/label/"]
)
def test_as_many_queries_for_ten_as_for_one(client, calls, programme, django_assert_max_num_queries, path):
    programme.refresh_from_db()
    ContentPageFactory(parent=programme, slug="label")
    counts = []
    for number in range(10):
        page = call(calls, f"call-{number}", opens_on=date(2020, 1, 1))
        LocalGovernmentFactory(role=Role.PILOT_TERRITORY)
        programme.partners.add(ProgrammePartner(position=number, local_government=LocalGovernmentFactory(participant=True)))
        programme.save()
        held = PortalDocument.objects.create(title="Rules", file=ContentFile(b"%PDF-1.7", name="rules.pdf"))
        CallPage.objects.get(slug="call-0").documents.add(CallDocument(position=number, document=held))
        first = CallPage.objects.get(slug="call-0")
        first.documents = [*first.documents.all(), CallDocument(position=number, document=held)]
        first.save()
        if number in (0, 9):
            client.get(path)
            with django_assert_max_num_queries(10) as asked:
                assert client.get(path).status_code == 200
            counts.append(len(asked))

    assert page.slug == "call-9"
    assert counts[0] == counts[1]


# --- What the demonstration shows
@pytest.fixture
def loaded(home):
    titles = in_all("title", "Network")
    home.add_child(instance=NetworkPage(slug="network", **titles, **READY))
    load_local_governments()
    for slug in ("seine-saint-denis", "iztapalapa", "banjul", "uclg"):
        with transaction.atomic():
            follow(LocalGovernment.objects.get(slug=slug))
    load_duties()
    demo.load_programme()


def test_introductions_have_the_length_of_a_description():
    facts = read("programme")

    found = [facts, facts["calls"], *facts["pages"]]
    assert [(page["title"]["en"], code) for page in found for code in CODES if not 80 <= len(page["intro"][code]) <= 155] == []


def test_loaded_once_in_every_language(client, loaded):
    assert demo.load_programme() == 0
    for path in ("", "label/", "calls/", *(f"calls/{page.slug}/" for page in CallPage.objects.all())):
        for code in CODES:
            answer = client.get(f"/{code}/programme/{path}")
            assert (answer.status_code, answer.context["page"].is_fallback) == (200, False), path


def test_three_goals_partners_with_their_profiles_and_sixteen_sources(client, loaded):
    html = get(client)

    assert "3 goals" in html
    assert 'href="/en/network/iztapalapa/"' in html
    assert len(re.findall(r"<li><a href=\"https://[^\"]+\" rel", html)) == 16
    assert "2,754,510 euros" in html


def test_the_label_says_what_is_not_known(client, loaded):
    html = get(client, "/en/programme/label/")

    assert all(words in html for words in ("20 January 2021", "What we do not know", "does not say how long the label lasts"))


def test_every_state_of_a_call_can_be_seen_and_what_is_made_up_says_so(client, loaded):
    assert {page.state for page in CallPage.objects.all()} == set(CallState)
    for page in CallPage.objects.all():
        html = get(client, f"/en/programme/calls/{page.slug}/")
        assert ("This call is made up" in html) == page.is_demonstration == page.slug.endswith("-demonstration")
        assert page.is_demonstration or page.source_urls


def test_removing_the_demonstration_removes_made_up_calls_only(loaded):
    remove()

    assert list(CallPage.objects.values_list("slug", flat=True)) == ["appel-a-agir"]


def test_a_page_of_ones_own_in_its_place_is_left_alone(home):
    ContentPageFactory(parent=home, slug="programme")

    assert demo.load_programme() == 0
    assert not ProgrammePage.objects.exists()


def test_programme_pages_stand_below_each_other():
    assert ProgrammePage.allowed_subpage_models() == [ContentPage, CallsPage]
    assert CallsPage.allowed_subpage_models() == [CallPage]
    assert demo_pages.count() == BasePage.objects.none().count()
