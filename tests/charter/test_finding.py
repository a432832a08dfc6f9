"""Finding one's local government, adding it, asking to represent it, opening its file."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from charter import actions
from charter.models import Signature
from core.models import Message
from network.actions import NEW_RECORDS, OPEN_REQUESTS
from network.enums import RepresentativeRole, RepresentativeStatus
from network.models import LocalGovernment, Representative
from tests.charter.conftest import make_authority
from tests.charter.pages import Page
from tests.charter.test_journey import signed_in
from tests.factories import LocalGovernmentFactory, RepresentativeFactory, SignatureFactory

FIND, ADD = reverse("charter:sign_find"), reverse("charter:sign_add")
NEW = {"name": "Sampletown", "tongue": "en", "level": "municipality", "country": "FR", "website": ""}


def ask(slug):
    return reverse("charter:sign_ask", args=[slug])


def begin(slug):
    return reverse("charter:sign_begin", args=[slug])


@pytest.fixture
def guest(stranger):
    return signed_in(stranger)


def search(client, query):
    return Page(client.get(FIND, {"q": query}))


def names(page):
    return [item.text.strip() for item in page.html.select(".found h3")]


# --- Searching
@pytest.mark.parametrize("query", ["exampleville", "EXÀMPLEVILLE", "مدينه التجربه", "ville exemple", "exam"])
def test_name_is_found_in_any_script(guest, version, query):
    make_authority(name_ar="مدينة التجربة", name_fr="Ville Exemple")

    page = search(guest, query)

    assert names(page) == ["Exampleville"]
    assert ask("exampleville") in page.links


@pytest.mark.parametrize("query", ['"', "'", "%", "\\", "<script>", "\u202e", "a" * 200, "٪", "🙂", "x" * 300])
def test_odd_search_is_harmless(guest, version, query):
    assert guest.get(FIND, {"q": query}).status_code == 200


def test_nul_in_a_search_is_a_bad_request(guest, version):
    assert guest.get(FIND + "?q=%00").status_code == 400


def test_misspelt_name_leads_to_the_one_most_like_it(guest, version):
    make_authority()

    page = search(guest, "Exampelville")

    assert "Do you mean one of these?" in page.text
    assert names(page) == ["Exampleville"]


def test_unknown_name_leads_to_adding_it(guest, version):
    page = search(guest, "Nowhere & Co")

    assert names(page) == []
    assert f"{ADD}?name=Nowhere%20%26%20Co" in page.links
    assert Page(guest.get(ADD, {"name": "Nowhere & Co"})).html.find(id="id_name")["value"] == "Nowhere & Co"


def test_represented_one_is_prepared_by_a_button(version, authority, officer):
    page = search(signed_in(officer), "exampleville")

    assert page.html.find("form", action=begin("exampleville"))["method"] == "post"
    assert ask("exampleville") not in page.links


def test_file_that_is_there_is_opened(draft, officer):
    assert draft.get_file_url() in search(signed_in(officer), "exampleville").links


def test_file_of_others_is_not_told(draft, guest):
    page = search(guest, "exampleville")

    assert ask("exampleville") in page.links
    assert draft.get_file_url() not in page.links


def test_signed_one_leads_to_its_entry(accepted, guest):
    page = search(guest, "exampleville")

    assert accepted.get_absolute_url() in page.links
    assert "In force" in page.text


def test_association_is_said_not_to_sign_and_can_be_represented(guest, version):
    make_authority(level="association")

    page = search(guest, "exampleville")

    assert "Networks and associations cannot sign." in page.text
    assert ask("exampleville") in page.links


def test_editor_is_told_who_prepares_the_signature(version, authority, officer):
    authority.representatives.update(role="editor")

    page = search(signed_in(officer), "exampleville")

    assert "You keep its page up to date. Its owner and its signing delegates prepare the signature." in page.text
    assert reverse("space:people", args=["exampleville"]) in page.links


def test_record_in_preparation_is_found_by_its_representatives_only(guest, version, officer):
    make_authority(by=officer, is_provisional=True)

    assert names(search(guest, "exampleville")) == []
    assert names(search(signed_in(officer), "exampleville")) == ["Exampleville"]


def test_own_local_governments_come_without_searching(version, authority, officer):
    page = Page(signed_in(officer).get(FIND))

    assert "You speak for" in page.text
    assert names(page) == ["Exampleville"]


@pytest.mark.parametrize("rows", [1, 10])
def test_search_asks_the_database_the_same_for_one_and_for_ten(rows, version, officer, django_assert_num_queries):
    for number in range(rows):
        local_government = LocalGovernmentFactory(name_local=f"Sampletown {number}")
        if number % 3 == 0:
            RepresentativeFactory(user=officer, local_government=local_government)
        elif number % 3 == 1:
            SignatureFactory(local_government=local_government, version=version, accepted=True)
    client = signed_in(officer)
    search(client, "sampletown")

    with django_assert_num_queries(13):
        page = search(client, "sampletown")

    assert len(names(page)) == rows


# --- Adding
def test_new_one_is_added_with_its_file(guest, version, stranger):
    answer = guest.post(ADD, NEW | {"name": "بلدية المثال", "tongue": "ar", "country": "JO"})

    signature = Signature.objects.get()
    assert answer["Location"] == reverse("charter:sign_mandate", args=[signature.public_id])
    assert signature.local_government.is_provisional
    assert signature.local_government.name_local == "بلدية المثال"
    assert stranger.representations.get().status == RepresentativeStatus.PROVISIONAL


def test_likely_duplicate_is_shown_before_adding(guest, version):
    make_authority()

    page = Page(guest.post(ADD, NEW | {"name": "Exampelville"}))

    assert page.html.title.text.strip().startswith("Error:")
    assert ask("exampleville") in page.links
    assert page.html.find("input", attrs={"name": "seen"})["value"] == "exampleville"
    assert LocalGovernment.objects.count() == 1

    guest.post(ADD, NEW | {"name": "Exampelville", "seen": "exampleville", "sure": "on"})
    assert LocalGovernment.objects.count() == 2


def test_pressing_twice_adds_once(guest, version):
    guest.post(ADD, NEW)
    page = Page(guest.post(ADD, NEW))

    assert LocalGovernment.objects.count() == 1
    assert Signature.objects.get().get_file_url() in page.links


def test_nothing_is_added_while_there_is_nothing_to_sign(guest, db):
    page = Page(guest.post(ADD, NEW))

    assert "There is no charter to sign yet." in page.html.select_one(".error-summary").text
    assert not LocalGovernment.objects.exists()


def test_endless_adding_is_refused(guest, version, stranger):
    for number in range(NEW_RECORDS):
        make_authority(f"new-{number}")
    Representative.objects.bulk_create(
        Representative(user=stranger, local_government=row, role=RepresentativeRole.OWNER, status=RepresentativeStatus.PROVISIONAL)
        for row in LocalGovernment.objects.all()
    )

    page = Page(guest.post(ADD, NEW | {"country": "BR"}))

    assert "You have added several local governments already." in page.html.select_one(".error-summary").text


def test_session_that_ended_keeps_the_new_one(version, stranger):
    client = Client()
    client.post(ADD, NEW)
    client.force_login(stranger)

    page = Page(client.get(ADD))

    assert page.html.find(id="id_name")["value"] == "Sampletown"
    assert not LocalGovernment.objects.exists()


# --- Asking
def test_request_goes_to_the_secretariat(guest, version, secretary, stranger):
    make_authority()

    answer = guest.post(ask("exampleville"), {"position": "Equality officer", "message": "See our page"}, follow=True)

    request = stranger.representations.get()
    assert answer.redirect_chain == [(reverse("space"), 302)]
    assert (request.status, request.position) == (RepresentativeStatus.REQUESTED, "Equality officer")
    assert Message.objects.get(purpose__startswith="representation:").recipient == secretary.email
    assert "You asked on" in Page(guest.get(ask("exampleville"))).text
    assert "You asked to represent it" in search(guest, "exampleville").text


def test_request_without_a_position_is_refused(guest, version):
    make_authority()

    assert "Write your position." in Page(guest.post(ask("exampleville"), {"position": "\u202e", "message": "x"})).text


def test_too_many_requests_are_refused_in_the_summary(guest, version, stranger):
    for number in range(OPEN_REQUESTS):
        Representative.objects.create(
            user=stranger, local_government=make_authority(f"asked-{number}"), status=RepresentativeStatus.REQUESTED
        )
    make_authority("one-more")

    page = Page(guest.post(ask("one-more"), {"position": "Officer"}))

    assert "You already have several requests" in page.html.select_one(".error-summary").text
    assert page.html.find(id="id_position")["value"] == "Officer"


def test_record_in_preparation_cannot_be_asked_for(guest, version, officer):
    make_authority(by=officer, is_provisional=True)

    assert guest.get(ask("exampleville")).status_code == 404
    assert guest.post(ask("exampleville"), {"position": "Officer"}).status_code == 404


def test_association_can_be_represented_to_keep_its_page(guest, version, stranger):
    make_authority(level="association")

    guest.post(ask("exampleville"), {"position": "Officer"})

    assert stranger.representations.get().status == RepresentativeStatus.REQUESTED


# --- Opening a file
def test_representative_opens_the_file_once(version, authority, officer):
    client = signed_in(officer)

    answers = [client.post(begin("exampleville"))["Location"] for _turn in range(2)]

    assert answers == [reverse("charter:sign_mandate", args=[Signature.objects.get().public_id])] * 2


def test_others_open_no_file(guest, version, authority):
    assert guest.post(begin("exampleville")).status_code == 404
    assert not Signature.objects.exists()


def test_reading_the_address_opens_no_file(version, authority, officer):
    client = signed_in(officer)

    assert client.get(begin("exampleville"))["Location"] == FIND
    client.head(begin("exampleville"))
    assert not Signature.objects.exists()


def test_sent_file_is_shown(submitted, officer):
    assert signed_in(officer).post(begin("exampleville"))["Location"] == submitted.get_file_url()


def test_nothing_to_sign_is_said(authority, officer):
    answer = signed_in(officer).post(begin("exampleville"), follow=True)

    assert "There is no charter to sign yet." in Page(answer).text


# --- The desk
SPACE = reverse("space")


@pytest.mark.parametrize("rows", [1, 10])
def test_desk_asks_the_database_the_same_for_one_and_for_ten(rows, version, officer, django_assert_num_queries):
    states = ("draft", "ready", "submitted", "changes_requested", "accepted")
    for number in range(rows):
        local_government = LocalGovernmentFactory()
        RepresentativeFactory(user=officer, local_government=local_government)
        traits = {} if number % 5 == 0 else {states[number % 5]: True}
        SignatureFactory(local_government=local_government, version=version, **traits)
    client = signed_in(officer)
    client.get(SPACE)

    with django_assert_num_queries(12):
        page = Page(client.get(SPACE))

    assert len(page.html.select(".desk li")) == rows


def test_desk_says_what_to_do_next(ready, officer):
    client = signed_in(officer)
    assert "Review and send to the signatory" in Page(client.get(SPACE)).text

    actions.ask_signatory(ready, by=officer)

    page = Page(client.get(SPACE))
    assert "Waiting for the signature" in page.text
    assert ready.get_file_url() in page.links


def test_desk_without_local_government_leads_to_one(guest, db):
    assert FIND in Page(guest.get(SPACE)).links


def test_desk_shows_a_request_that_waits_but_no_file(draft, guest, stranger):
    RepresentativeFactory(user=stranger, local_government=draft.local_government, status=RepresentativeStatus.REQUESTED)

    page = Page(guest.get(SPACE))

    assert "You asked to represent it" in page.text
    assert draft.get_file_url() not in page.links


def test_desk_shows_nothing_of_a_representation_that_is_over(draft, officer):
    officer.representations.update(until=timezone.localdate() - timedelta(days=1))

    assert draft.get_file_url() not in Page(signed_in(officer).get(SPACE)).links


def test_desk_offers_the_version_in_force_once(accepted, authority, officer):
    client = signed_in(officer)
    assert not Page(client.get(SPACE)).html.find("form", action=begin("exampleville"))

    actions.withdraw(accepted, by=officer)

    assert Page(client.get(SPACE)).html.find("form", action=begin("exampleville"))
