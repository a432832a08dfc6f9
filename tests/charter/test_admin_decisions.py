"""Decisions taken in the admin: allowed by state, confirmed, once, and nothing typed is lost."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from charter import actions
from charter.admin_decisions import DECISIONS
from charter.enums import EventKind, Status
from charter.models import Signature
from core.models import Message
from core.permissions import SECRETARIAT
from tests.charter.conftest import complete, make_user, sign

PDF = (b"%PDF-1.4 decision", "a" * 64, "decision.pdf")
TYPED = {
    "accept": {},
    "confirm-decision": {},
    "refuse-decision": {"message": "It cannot be read."},
    "request-changes": {"reason": "mandate_missing", "message": "Please add the decision."},
    "decline": {"reason": "not_eligible", "message": "You cannot sign."},
    "reinstate": {"message": ""},
    "suspend": {"reason": "commitment_broken", "message": "The plan was dropped."},
    "withdraw": {"reason": "own_request", "message": "You asked for it."},
}
AFTER = {
    "accept": Status.ACCEPTED,
    "request-changes": Status.CHANGES_REQUESTED,
    "decline": Status.DECLINED,
    "reinstate": Status.ACCEPTED,
    "suspend": Status.SUSPENDED,
    "withdraw": Status.WITHDRAWN,
}


def address(signature, name):
    return reverse("signature_decide", args=[signature.public_id, name])


def detail(signature):
    return reverse("signature_detail", args=[signature.public_id])


def seen(signature):
    return Signature.objects.get(pk=signature.pk).changed_at.isoformat()


def post(client, signature, name, **typed):
    return client.post(address(signature, name), {"seen": seen(signature), **TYPED[name], **typed})


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def colleague(db):
    return make_user("colleague@network.example", SECRETARIAT)


@pytest.fixture
def changes_requested(submitted, secretary):
    return actions.request_changes(submitted, by=secretary, reason="other", message="Please.")


@pytest.fixture
def declined(submitted, secretary):
    return actions.decline(submitted, by=secretary, reason="other", message="No.")


@pytest.fixture
def suspended(accepted, secretary):
    return actions.suspend(accepted, by=secretary, reason="other")


@pytest.fixture
def withdrawn(accepted, officer):
    return actions.withdraw(accepted, by=officer)


@pytest.fixture
def received(pending_accepted, officer):
    return actions.provide_decision(pending_accepted, by=officer, kind="council", date=date(2026, 3, 1), reference="7", file=PDF)


STATES = ["draft", "submitted", "changes_requested", "accepted", "suspended", "declined", "withdrawn", "received"]
ALLOWED = {
    "draft": set(),
    "submitted": {"accept", "request-changes", "decline"},
    "changes_requested": {"decline"},
    "accepted": {"suspend", "withdraw"},
    "suspended": {"reinstate", "withdraw"},
    "declined": set(),
    "withdrawn": set(),
    "received": {"confirm-decision", "refuse-decision", "suspend", "withdraw"},
}


TAKEN = {  # by the same person just before: a second click
    ("accept", "accepted"),
    ("accept", "received"),
    ("request-changes", "changes_requested"),
    ("decline", "declined"),
    ("suspend", "suspended"),
}


@pytest.mark.parametrize("state", STATES)
def test_file_offers_the_decisions_of_its_state(state, desk, request):
    signature = request.getfixturevalue(state)

    html = desk.get(detail(signature)).content.decode()

    assert {name for name in DECISIONS if address(signature, name) in html} == ALLOWED[state]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", DECISIONS)
def test_decision_is_taken_from_its_states_and_refused_from_others(name, state, desk, request):
    signature = request.getfixturevalue(state)
    before, events = Signature.objects.get().status, signature.events.count()

    asked, response = desk.get(address(signature, name)), post(desk, signature, name)

    after = Signature.objects.get().status
    if name in ALLOWED[state]:
        assert asked.status_code == 200
        assert (response.status_code, response["Location"]) == (302, detail(signature))
        assert after == AFTER.get(name, before)
    elif (name, state) in TAKEN:
        assert (response.status_code, after, signature.events.count()) == (302, before, events)
    else:
        assert (asked.status_code, asked["Location"]) == (302, detail(signature))
        assert (response.status_code, after, signature.events.count()) == (409, before, events)


@pytest.mark.parametrize(("name", "state"), [(name, state) for state, names in ALLOWED.items() for name in sorted(names)])
def test_page_says_what_happens_before_anything_happens(name, state, desk, request):
    signature = request.getfixturevalue(state)
    before = signature.events.count()

    response = desk.get(address(signature, name))

    assert response.context["consequences"]
    assert "What happens" in response.content.decode()
    assert signature.events.count() == before


def test_page_says_who_gets_a_mail_in_which_language(desk, submitted, officer):
    officer.language = "es"
    officer.save()

    told_of = {name: desk.get(address(submitted, name)).context["told"] for name in ("accept", "request-changes")}

    assert told_of == {"accept": [("Sam Sample", "es"), ("Marie Exemple", "fr")], "request-changes": [("Sam Sample", "es")]}


def test_acceptance_enters_the_register_and_says_so(desk, submitted, authority):
    response = desk.post(address(submitted, "accept"), {"seen": seen(submitted)}, follow=True)

    authority.refresh_from_db()
    assert authority.is_member
    assert "<bdi>Exampleville</bdi> is in force and in the register" in told(response)
    assert Message.objects.filter(purpose__startswith=f"accepted:{submitted.public_id}").count() == 2


@pytest.mark.parametrize("missing", ["reason", "message"])
@pytest.mark.parametrize("name", ["request-changes", "decline", "suspend", "withdraw"])
def test_reason_and_message_are_required_and_the_other_is_kept(name, missing, desk, request):
    signature = request.getfixturevalue({"request-changes": "submitted", "decline": "submitted"}.get(name, "accepted"))
    before = signature.status

    response = post(desk, signature, name, **{missing: ""})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [missing]
    other = {"reason": "message", "message": "reason"}[missing]
    assert response.context["form"][other].value() == TYPED[name][other]
    assert Signature.objects.get().status == before


def test_refusing_a_decision_needs_a_message(desk, received):
    response = post(desk, received, "refuse-decision", message=" ")

    assert list(response.context["form"].errors) == ["message"]


def test_unknown_reason_is_refused(desk, submitted):
    assert list(post(desk, submitted, "decline", reason="because").context["form"].errors) == ["reason"]
    assert list(post(desk, submitted, "decline", reason="commitment_broken").context["form"].errors) == ["reason"]  # not one of a refusal


@pytest.mark.parametrize("message", ["x" * 10_000, "\x00\u202e", "<script>alert(1)</script>"])
def test_junk_in_the_message_breaks_nothing(message, desk, submitted):
    response = post(desk, submitted, "request-changes", message=message)

    assert response.status_code in (200, 302)
    assert "<script>alert(1)" not in desk.get(detail(submitted)).content.decode()


def test_second_click_of_the_same_person_is_no_refusal(desk, submitted):
    first = {"seen": seen(submitted)}

    responses = [desk.post(address(submitted, "accept"), first) for _click in range(3)]

    assert [(response.status_code, response["Location"]) for response in responses] == [(302, detail(submitted))] * 3
    assert submitted.events.filter(kind=EventKind.ACCEPTED).count() == 1
    assert Message.objects.filter(purpose__startswith=f"accepted:{submitted.public_id}").count() == 2


def test_second_confirmation_of_a_decision_changes_nothing(desk, received):
    first = {"seen": seen(received)}

    responses = [desk.post(address(received, "confirm-decision"), first) for _click in range(2)]

    assert [response.status_code for response in responses] == [302, 302]
    assert received.events.filter(kind=EventKind.MANDATE_RECEIVED).count() == 1


def test_decision_that_somebody_else_took_is_refused_and_what_was_typed_is_kept(desk, submitted, colleague):
    before = seen(submitted)
    actions.accept(submitted, by=colleague)

    response = desk.post(address(submitted, "request-changes"), {"seen": before, **TYPED["request-changes"]})

    html = response.content.decode()
    assert response.status_code == 409
    assert "it is now “In force”" in html
    assert "Please add the decision." in html
    assert "Confirm: " not in html
    assert Signature.objects.get().status == Status.ACCEPTED


def test_same_decision_by_somebody_else_is_told_as_theirs(desk, submitted, colleague):
    before = seen(submitted)
    actions.accept(submitted, by=colleague)

    response = desk.post(address(submitted, "accept"), {"seen": before})

    assert response.status_code == 409


def test_file_that_changed_since_it_was_read_is_not_decided(desk, submitted, officer, colleague):
    before = seen(submitted)
    actions.request_changes(submitted, by=colleague, reason="signatory_unclear", message="Who signs?")
    complete(submitted, officer, reference="2026-099")
    sign(submitted, officer)

    response = desk.post(address(submitted, "accept"), {"seen": before})

    assert response.status_code == 409
    assert "The file has changed since you opened it" in response.content.decode()
    assert Signature.objects.get().status == Status.SUBMITTED
    assert response.context["seen"] == seen(submitted)  # confirming now means the file as it stands


def test_decision_without_having_seen_the_file_is_refused(desk, submitted):
    assert desk.post(address(submitted, "accept"), {}).status_code == 409
    assert Signature.objects.get().status == Status.SUBMITTED


def test_received_decision_can_be_refused_then_another_confirmed(desk, received, officer):
    post(desk, received, "refuse-decision")
    assert Signature.objects.get().mandate_is_pending
    assert "It cannot be read." in desk.get(detail(received)).content.decode()
    assert post(desk, received, "confirm-decision").status_code == 409

    actions.provide_decision(received, by=officer, kind="council", date=date(2026, 4, 1), reference="8", file=PDF)
    post(desk, received, "confirm-decision")

    signature = Signature.objects.get()
    assert (signature.status, signature.mandate_is_pending, signature.mandate_reference) == (Status.ACCEPTED, False, "8")


def test_confirmed_decision_puts_a_lapsed_signature_in_force_again(desk, received):
    Signature.objects.update(mandate_received_at=None, mandate_until=date(2026, 1, 1))
    actions.suspend_lapsed()
    Signature.objects.update(mandate_received_at=timezone.now())

    assert "in force again" in desk.get(address(received, "confirm-decision")).content.decode()
    post(desk, received, "confirm-decision")

    assert Signature.objects.get().status == Status.ACCEPTED


def test_unknown_decision_is_not_found(desk, submitted):
    assert desk.post(address(submitted, "erase"), {}, follow=True).status_code == 404


def test_what_was_typed_outlives_the_session(client, submitted, secretary):
    client.force_login(secretary)
    before = seen(submitted)
    client.logout()

    response = client.post(address(submitted, "decline"), {"seen": before, **TYPED["decline"]})
    assert response["Location"] == f"/admin/login/?next={address(submitted, 'decline')}"
    client.force_login(secretary)

    html = client.get(address(submitted, "decline")).content.decode()
    assert "You cannot sign." in html
    assert "Confirm: Decline" in html
    assert Signature.objects.get().status == Status.SUBMITTED
    assert "You cannot sign." not in client.get(address(submitted, "decline")).content.decode()
