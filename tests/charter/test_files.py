"""A file after it was sent: answer, decision, withdrawal, and the decision's PDF."""

from datetime import date

import pytest
from django.urls import reverse

from charter import actions
from charter.enums import EventKind, Status
from charter.models import Signature
from tests.charter import pdfs
from tests.charter.conftest import sign
from tests.charter.pages import Page
from tests.charter.test_journey import at, signed_in

DECISION = {"kind": "council", "date": "2026-03-01", "reference": "2026-020"}


def changes(signature, secretary):
    return actions.request_changes(signature, by=secretary, reason="mandate_unreadable", message="Page two is cut.")


@pytest.fixture
def desk(officer):
    return signed_in(officer)


# --- Changes requested
def test_request_for_changes_is_shown_with_its_reason(desk, submitted, secretary):
    changes(submitted, secretary)

    page = Page(desk.get(at("sign_file", submitted)))

    for said in ("Changes requested", "The file of the decision cannot be read", "Page two is cut.", "Answer and send again"):
        assert said in page.text


def test_unchanged_file_is_answered_without_a_new_signature(desk, submitted, secretary):
    changes(submitted, secretary)

    answer = desk.post(at("sign_answer", submitted), {"answer": "It is whole.\r\nPlease look again.\x00"})

    submitted.refresh_from_db()
    assert answer["Location"] == at("sign_file", submitted)
    assert submitted.status == Status.SUBMITTED
    assert submitted.notes.first().text == "It is whole.\nPlease look again."
    assert submitted.events.last().kind == EventKind.RESUBMITTED


def test_changed_file_is_signed_again(desk, submitted, secretary):
    changes(submitted, secretary)
    desk.post(at("sign_mandate", submitted), DECISION | {"state": "decided", "file": pdfs.upload(pdfs.document())})

    assert desk.get(at("sign_answer", submitted))["Location"] == at("sign_file", submitted)
    assert desk.post(at("sign_answer", submitted), {"answer": "Done"})["Location"] == at("sign_file", submitted)
    page = Page(desk.get(at("sign_file", submitted)))

    submitted.refresh_from_db()
    assert submitted.status == Status.CHANGES_REQUESTED
    assert "Review and send to the signatory" in page.text


def test_answer_too_long_is_kept_in_the_form(desk, submitted, secretary):
    changes(submitted, secretary)

    page = Page(desk.post(at("sign_answer", submitted), {"answer": "x" * 10_000}))

    assert "This is too long: 2000 characters at most" in page.text
    assert len(page.html.find(id="id_answer").text.strip()) == 10_000


@pytest.mark.parametrize("view", ["sign_answer", "sign_decision"])
def test_what_is_not_asked_leads_back_to_the_file(desk, submitted, view):
    assert desk.get(at(view, submitted))["Location"] == at("sign_file", submitted)


# --- The decision that was pending
def test_pending_decision_is_sent(desk, pending_accepted):
    assert "Send the decision by" in Page(desk.get(at("sign_file", pending_accepted))).text

    answer = desk.post(at("sign_decision", pending_accepted), DECISION | {"file": pdfs.upload(pdfs.document())})

    signature = Signature.objects.get(pk=pending_accepted.pk)
    assert answer["Location"] == at("sign_file", signature)
    assert (signature.mandate_date, signature.mandate_reference) == (date(2026, 3, 1), "2026-020")
    assert signature.mandate_received_at is not None
    assert "The secretariat checks the decision that you sent." in Page(desk.get(at("sign_file", signature))).text


@pytest.mark.parametrize("values", [{"date": ""}, {"date": "2999-01-01"}, {"kind": ""}, {"reference": "x" * 200}])
def test_wrong_decision_shows_its_errors(desk, pending_accepted, values):
    page = Page(desk.post(at("sign_decision", pending_accepted), DECISION | {"file": pdfs.upload(pdfs.document())} | values))

    assert page.html.title.text.strip().startswith("Error: Send the decision")
    assert Signature.objects.get(pk=pending_accepted.pk).mandate_received_at is None


def test_decision_without_its_file_is_refused(desk, pending_accepted):
    assert "Add the decision as a PDF." in Page(desk.post(at("sign_decision", pending_accepted), DECISION)).text


def test_decided_mandate_is_not_sent_twice(desk, accepted):
    assert desk.post(at("sign_decision", accepted), DECISION)["Location"] == at("sign_file", accepted)


# --- Withdrawal
@pytest.mark.parametrize("state", ["draft", "ready", "submitted", "accepted"])
def test_authority_withdraws_at_any_time(desk, request, state):
    signature = request.getfixturevalue(state)
    assert "Withdraw" in Page(desk.get(at("sign_withdraw", signature))).text

    answer = desk.post(at("sign_withdraw", signature), {"message": "After the elections"})

    signature.refresh_from_db()
    assert answer["Location"] == at("sign_file", signature)
    assert signature.status == Status.WITHDRAWN
    assert signature.notes.first().text == "After the elections"


def test_opening_the_withdrawal_withdraws_nothing(desk, accepted):
    desk.get(at("sign_withdraw", accepted))
    desk.head(at("sign_withdraw", accepted))

    accepted.refresh_from_db()
    assert accepted.status == Status.ACCEPTED


def test_withdrawn_file_can_be_followed_by_a_new_one(desk, ready, officer):
    actions.withdraw(ready, by=officer)
    page = Page(desk.get(at("sign_file", ready)))
    assert "Prepare a new file" in page.text

    answer = desk.post(reverse("charter:sign_begin", args=[ready.local_government.slug]))

    new = Signature.objects.exclude(pk=ready.pk).get()
    assert answer["Location"] == at("sign_mandate", new)
    assert desk.post(at("sign_withdraw", ready))["Location"] == at("sign_file", ready)


@pytest.mark.parametrize("state", ["submitted", "accepted", "pending_accepted"])
def test_overview_exists_in_every_state(desk, request, officer, secretary, state):
    signature = request.getfixturevalue(state)
    if state == "accepted":
        for act in (lambda s: actions.suspend(s, by=secretary, reason="other"), lambda s: actions.withdraw(s, by=secretary)):
            signature = act(signature)
            assert signature.get_status_display() in Page(desk.get(at("sign_file", signature))).text
    if state == "submitted":
        actions.decline(signature, by=secretary, reason="not_eligible", message="Sorry.")
        page = Page(desk.get(at("sign_file", signature)))
        assert "This body cannot sign the charter" in page.text
        assert "Prepare a new file" in page.text


def test_suspended_signature_is_in_force_again_with_its_decision(desk, pending_accepted):
    Signature.objects.filter(pk=pending_accepted.pk).update(mandate_until=date(2026, 1, 1))
    actions.suspend_lapsed()

    assert "Send it, and the signature is in force again." in Page(desk.get(at("sign_file", pending_accepted))).text


# --- The PDF of the decision
@pytest.fixture
def with_file(ready, officer):
    actions.keep_file(ready, by=officer, file=(pdfs.document(), "0" * 64, "décision\u202e.pdf"))
    return Signature.objects.get(pk=ready.pk)


def test_decision_is_given_to_representatives_and_secretariat(with_file, officer, secretary):
    for user in (officer, secretary):
        response = signed_in(user).get(at("mandate_file", with_file))
        assert b"".join(response.streaming_content).startswith(b"%PDF-")
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == 'attachment; filename="decision-exampleville.pdf"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in response["Cache-Control"]


def test_decision_does_not_exist_for_others(client, with_file, stranger, editor):
    for user in (stranger, editor):
        assert signed_in(user).get(at("mandate_file", with_file)).status_code == 404
    assert client.get(at("mandate_file", with_file)).status_code == 302


def test_decision_that_was_never_added_is_not_found(desk, ready):
    assert desk.get(at("mandate_file", ready)).status_code == 404


def test_decision_whose_file_is_gone_is_not_found(desk, with_file):
    with_file.mandate_file.storage.delete(with_file.mandate_file.name)

    assert desk.get(at("mandate_file", with_file)).status_code == 404


def test_signing_again_after_changes(desk, submitted, officer, secretary):
    changes(submitted, secretary)
    actions.save_text(submitted, by=officer, language="ar")

    sign(submitted, officer)

    submitted.refresh_from_db()
    assert submitted.status == Status.SUBMITTED
    assert submitted.text.language == "ar"
