"""Every change of state: allowed from the states it is allowed from, refused from all others."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from charter import actions
from charter.enums import EventKind, Status
from charter.models import Signature, SigningLink
from charter.models.signatories import TRIES_PER_CODE
from core.models import Message
from network.enums import RepresentativeStatus
from tests.charter.conftest import code_sent, complete, make_authority, make_version, sign

ALL = set(Status)


def kinds(signature):
    return list(signature.events.order_by("sequence").values_list("kind", flat=True))


def purposes(prefix):
    return sorted(Message.objects.filter(purpose__startswith=prefix).values_list("recipient", flat=True))


def in_status(signature, status):
    """The row forced into a status, past the actions, to try what is allowed from there."""
    now = timezone.now()
    fields = {"status": status, "signed_at": now, "ended_at": None, "accepted_at": None, "reference": None}
    if status in (Status.ACCEPTED, Status.SUSPENDED, Status.SUPERSEDED, Status.WITHDRAWN):
        fields |= {"accepted_at": now, "reference": "CT-2026-0001"}
    if status in (Status.DECLINED, Status.WITHDRAWN, Status.SUPERSEDED):
        fields["ended_at"] = now
    Signature.objects.filter(pk=signature.pk).update(**fields)
    signature.refresh_from_db()
    return signature


DECISIONS = {
    "accept": ({Status.SUBMITTED}, lambda s, by: actions.accept(s, by=by)),
    "decline": (
        {Status.SUBMITTED, Status.CHANGES_REQUESTED},
        lambda s, by: actions.decline(s, by=by, reason="not_eligible", message="No."),
    ),
    "request_changes": ({Status.SUBMITTED}, lambda s, by: actions.request_changes(s, by=by, reason="mandate_missing", message="Please.")),
    "suspend": ({Status.ACCEPTED}, lambda s, by: actions.suspend(s, by=by, reason="other")),
    "reinstate": ({Status.SUSPENDED}, lambda s, by: actions.reinstate(s, by=by)),
    "withdraw": ({Status.ACCEPTED, Status.SUSPENDED}, lambda s, by: actions.withdraw(s, by=by, reason="commitment_broken")),
}


@pytest.mark.parametrize("status", sorted(ALL))
@pytest.mark.parametrize("name", DECISIONS)
def test_secretariat_decides_only_from_the_states_it_may(name, status, ready, secretary):
    allowed, act = DECISIONS[name]
    signature = in_status(ready, status)

    if status in allowed:
        act(signature, secretary)
        assert Signature.objects.get(pk=signature.pk).status != status
    else:
        with pytest.raises(ValidationError, match="has changed meanwhile"):
            act(signature, secretary)
        assert Signature.objects.get(pk=signature.pk).status == status


@pytest.mark.parametrize("name", DECISIONS)
def test_decisions_are_refused_to_everybody_else(name, ready, stranger, editor):
    allowed, act = DECISIONS[name]
    signature = in_status(ready, sorted(allowed)[0])

    for user in (stranger, editor):
        with pytest.raises(ValidationError, match="Only the secretariat"):
            act(signature, user)
    assert Signature.objects.get(pk=signature.pk).status == sorted(allowed)[0]


@pytest.mark.parametrize("status", sorted(ALL))
def test_authority_withdraws_whatever_is_live(status, ready, officer):
    signature = in_status(ready, status)

    if status in (Status.DECLINED, Status.WITHDRAWN, Status.SUPERSEDED):
        with pytest.raises(ValidationError):
            actions.withdraw(signature, by=officer)
    else:
        actions.withdraw(signature, by=officer)
        assert Signature.objects.get(pk=signature.pk).status == Status.WITHDRAWN


EDITS = {
    "mandate": lambda s, by: actions.save_mandate(s, by=by, state="pending", kind="council", until=date(2099, 1, 1)),
    "text": lambda s, by: actions.save_text(s, by=by, language="ar"),
    "signatory": lambda s, by: actions.save_signatory(
        s, by=by, name="A", function="B", capacity="head", email="a@b.example", language="en"
    ),
    "typed": lambda s, by: actions.keep_typed(s, "mandate", {"date": ["x"]}),
    "ask": lambda s, by: actions.ask_signatory(s, by=by),
}


@pytest.mark.parametrize("status", sorted(ALL))
@pytest.mark.parametrize("edit", EDITS)
def test_a_file_changes_only_while_it_is_with_the_authority(edit, status, ready, officer):
    signature = in_status(ready, status)

    if status in (Status.DRAFT, Status.CHANGES_REQUESTED):
        EDITS[edit](signature, officer)
    else:
        with pytest.raises(ValidationError):
            EDITS[edit](signature, officer)


def test_start_returns_the_live_file_and_a_new_one_after_it_ended(draft, authority, officer):
    again = actions.start(authority, by=officer)
    actions.withdraw(draft, by=officer)
    new = actions.start(authority, by=officer)

    assert again == draft
    assert new != draft
    assert kinds(draft) == [EventKind.STARTED, EventKind.WITHDRAWN]


def test_start_refuses_associations_and_a_missing_charter(db, officer):
    with pytest.raises(ValidationError) as no_charter:
        actions.start(make_authority(by=officer), by=officer)
    make_version()
    with pytest.raises(ValidationError) as association:
        actions.start(make_authority("a-network", level="association"), by=officer)

    assert (no_charter.value.code, association.value.code) == ("no_version", "not_eligible")


def test_start_uses_the_demonstration_chain_for_a_demonstration_text(officer):
    make_version(is_demonstration=True)

    signature = actions.start(make_authority(by=officer), by=officer)

    assert signature.chain == "demonstration"
    assert signature.events.get().chain == "demonstration"


def test_signing_fixes_what_was_signed_and_tells_everybody(submitted, officer, secretary):
    assert submitted.status == Status.SUBMITTED
    assert submitted.declared == ["authority", "read"]
    assert not submitted.must_be_signed_again
    assert kinds(submitted) == [EventKind.STARTED, EventKind.SIGNED]
    assert purposes("signed:") == sorted([officer.email, "maire@exampleville.example", secretary.email])
    assert Message.objects.get(purpose__startswith="signed:", recipient="maire@exampleville.example").language == "fr"


def test_evidence_of_a_signing_holds_no_personal_data(submitted, officer):
    said = str([event.payload for event in submitted.events.all()])

    for personal in ("Marie", "Maire", "maire@", officer.email, "Sam", "Sample"):
        assert personal not in said
    assert submitted.signatory.digest() in said
    assert submitted.text.sha256 in said


def test_ask_signatory_refuses_an_incomplete_file(draft, officer):
    with pytest.raises(ValidationError) as refusal:
        actions.ask_signatory(draft, by=officer)

    assert refusal.value.code == "incomplete"
    assert not SigningLink.objects.exists()


def test_ask_signatory_replaces_the_link_and_stops_after_some_a_day(ready, officer):
    links = [actions.ask_signatory(ready, by=officer) for _ in range(5)]

    with pytest.raises(ValidationError) as refusal:
        actions.ask_signatory(ready, by=officer)

    assert refusal.value.code == "too_many"
    assert [link.is_active for link in SigningLink.objects.order_by("pk")] == [False] * 4 + [True]
    assert len({link.token_hash for link in links}) == 5


def test_a_change_of_the_file_stops_the_link(ready, officer):
    link = actions.ask_signatory(ready, by=officer)

    actions.save_text(ready, by=officer, language="es")

    link.refresh_from_db()
    assert not link.is_active
    with pytest.raises(ValidationError) as refusal:
        actions.send_code(link)
    assert refusal.value.code == "link"


def test_signing_needs_every_declaration_and_costs_no_try_without(ready, officer):
    link = actions.ask_signatory(ready, by=officer)
    actions.send_code(link)

    with pytest.raises(ValidationError) as refusal:
        actions.sign(link, code=code_sent(link), declared=["read"])

    link.refresh_from_db()
    assert (refusal.value.code, refusal.value.params) == ("declared", {"missing": ["authority"]})
    assert link.tries == 0


def test_a_code_dies_after_too_many_tries_even_when_right_at_last(ready, officer):
    link = actions.ask_signatory(ready, by=officer)
    actions.send_code(link)
    right = code_sent(link)
    wrong = "000000" if right != "000000" else "111111"

    for code in [wrong] * TRIES_PER_CODE + [right]:
        with pytest.raises(ValidationError) as refusal:
            actions.sign(link, code=code, declared=["authority", "read"])
        assert refusal.value.code == "code"

    link.refresh_from_db()
    assert link.tries == TRIES_PER_CODE
    assert Signature.objects.get(pk=ready.pk).status == Status.DRAFT


def test_a_code_expires_and_a_new_one_works(ready, officer):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        link = actions.ask_signatory(ready, by=officer)
        actions.send_code(link)
        old = code_sent(link)
        clock.shift(timedelta(minutes=31))
        with pytest.raises(ValidationError):
            actions.sign(link, code=old, declared=["authority", "read"])
        actions.send_code(link)
        signed = actions.sign(link, code=code_sent(link), declared=["authority", "read"])

    assert signed.status == Status.SUBMITTED


def test_codes_cannot_be_asked_for_without_pause(ready, officer):
    link = actions.ask_signatory(ready, by=officer)
    actions.send_code(link)

    with pytest.raises(ValidationError) as refusal:
        actions.send_code(link)

    assert refusal.value.code == "wait"
    assert Message.objects.filter(purpose__startswith="code:").count() == 1


def test_a_link_signs_once_and_dies_after_thirty_days(ready, officer):
    link = actions.ask_signatory(ready, by=officer)
    actions.send_code(link)
    code = code_sent(link)
    actions.sign(link, code=code, declared=["authority", "read"])

    with pytest.raises(ValidationError):
        actions.sign(link, code=code, declared=["authority", "read"])
    old = SigningLink(expires_at=timezone.now() - timedelta(seconds=1))

    assert not old.is_active


def test_send_back_gives_the_file_to_the_preparer_with_the_remark(ready, officer):
    link = actions.ask_signatory(ready, by=officer)

    actions.send_back(link, remark="Not me.")

    link.refresh_from_db()
    assert not link.is_active
    assert ready.notes.get().text == "Not me."
    assert "Not me." in Message.objects.get(purpose__startswith="sent_back").text


def test_after_changes_requested_an_unchanged_file_is_sent_again_without_signing(submitted, officer, secretary):
    actions.request_changes(submitted, by=secretary, reason="mandate_unreadable", message="Page 2?")

    again = actions.resubmit(submitted, by=officer, answer="Here it is.")

    assert again.status == Status.SUBMITTED
    assert kinds(again) == [EventKind.STARTED, EventKind.SIGNED, EventKind.CHANGES_REQUESTED, EventKind.RESUBMITTED]
    assert [note.text for note in again.notes.all()] == ["Here it is.", "Page 2?"]


CHANGES = {
    "mandate": lambda s, by: actions.save_mandate(
        s, by=by, state="decided", kind="executive", date=date(2026, 2, 12), reference="2026-014"
    ),
    "file": lambda s, by: actions.save_mandate(
        s, by=by, state="decided", kind="council", date=date(2026, 2, 12), reference="2026-014", file=(b"%PDF-1", "a" * 64, "d.pdf")
    ),
    "text": lambda s, by: actions.save_text(s, by=by, language="en"),
    "signatory": lambda s, by: actions.save_signatory(
        s, by=by, name="Other", function="Maire", capacity="head", email="maire@exampleville.example", language="fr"
    ),
    "pending": lambda s, by: actions.save_mandate(s, by=by, state="pending", kind="council", until=date(2099, 1, 1)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_changes_requested_a_changed_file_is_signed_again(change, submitted, officer, secretary):
    actions.request_changes(submitted, by=secretary, reason="other", message="?")
    CHANGES[change](submitted, officer)

    with pytest.raises(ValidationError) as refusal:
        actions.resubmit(submitted, by=officer)
    signed = sign(submitted, officer)

    assert refusal.value.code == "sign_again"
    assert signed.status == Status.SUBMITTED
    assert kinds(signed)[-1] == EventKind.SIGNED


def test_a_changed_authority_is_signed_again(submitted, officer, secretary, authority):
    actions.request_changes(submitted, by=secretary, reason="authority_unclear", message="?")
    authority.name_local = "Exampleville-sur-Mer"
    authority.save()

    with pytest.raises(ValidationError):
        actions.resubmit(submitted, by=officer)


def test_acceptance_makes_a_member_and_gives_a_reference(accepted, officer, authority):
    authority.refresh_from_db()

    assert accepted.reference == f"CT-{timezone.localdate().year}-0001"
    assert authority.member_since == timezone.localdate()
    assert purposes("accepted:") == ["maire@exampleville.example", officer.email]


def test_acceptance_confirms_a_provisional_authority(version, officer, secretary):
    authority = make_authority(is_provisional=True, by=officer)
    officer.representations.update(status=RepresentativeStatus.PROVISIONAL)

    actions.accept(sign(complete(actions.start(authority, by=officer), officer), officer), by=secretary)

    authority.refresh_from_db()
    assert not authority.is_provisional
    assert authority.is_listed
    assert officer.representations.get().status == RepresentativeStatus.ACTIVE


def test_references_go_on_by_one(accepted, secretary, officer):
    other = sign(complete(actions.start(make_authority("other", by=officer), by=officer), officer), officer)

    assert actions.accept(other, by=secretary).reference.endswith("-0002")


def test_membership_follows_suspension_reinstatement_and_withdrawal(accepted, secretary, authority):
    def member_since():
        authority.refresh_from_db()
        return authority.member_since

    actions.suspend(accepted, by=secretary, reason="other")
    suspended = member_since()
    actions.reinstate(accepted, by=secretary)
    again = member_since()
    actions.withdraw(accepted, by=secretary, reason="commitment_broken")

    assert (suspended, again, member_since()) == (None, timezone.localdate(), None)


def test_a_newer_version_supersedes_the_older_signature(accepted, officer, secretary, authority):
    make_version(2)

    new = actions.accept(sign(complete(actions.start(authority, by=officer), officer), officer), by=secretary)

    accepted.refresh_from_db()
    authority.refresh_from_db()
    assert (accepted.status, new.status) == (Status.SUPERSEDED, Status.ACCEPTED)
    assert kinds(accepted)[-1] == EventKind.SUPERSEDED
    assert authority.is_member


def test_a_pending_decision_that_lapses_suspends_and_its_arrival_reinstates(pending_accepted, officer, secretary):
    Signature.objects.update(mandate_until=date(2026, 1, 1))

    assert (actions.suspend_lapsed(), actions.suspend_lapsed()) == (1, 0)
    pending_accepted.refresh_from_db()
    assert (pending_accepted.status, pending_accepted.reason) == (Status.SUSPENDED, "mandate_lapsed")

    actions.provide_decision(
        pending_accepted, by=officer, kind="council", date=date(2026, 3, 1), reference="7", file=(b"%PDF-1", "b" * 64, "d.pdf")
    )
    signature = actions.confirm_decision(pending_accepted, by=secretary)

    assert signature.status == Status.ACCEPTED
    assert not Signature.objects.get().mandate_is_pending
    assert kinds(signature)[-3:] == [EventKind.SUSPENDED, EventKind.MANDATE_RECEIVED, EventKind.REINSTATED]


def test_a_decision_that_arrived_is_not_suspended_while_it_waits_for_the_secretariat(pending_accepted, officer, secretary):
    actions.provide_decision(
        pending_accepted, by=officer, kind="council", date=date(2026, 3, 1), reference="7", file=(b"%PDF-1", "b" * 64, "d.pdf")
    )
    Signature.objects.update(mandate_until=date(2026, 1, 1))

    waiting = actions.suspend_lapsed()
    actions.refuse_decision(pending_accepted, by=secretary, message="Unreadable.")

    assert (waiting, actions.suspend_lapsed()) == (0, 1)


def test_published_texts_cannot_be_published_again(version):
    with pytest.raises(ValidationError):
        actions.publish_version(version)
    assert sorted(version.texts.values_list("language", flat=True)) == ["ar", "en", "es", "fr"]


def test_an_abandoned_file_is_ended_and_its_people_forgotten(ready):
    Signature.objects.update(changed_at=timezone.now() - timedelta(days=366))

    assert (actions.forget_abandoned(), actions.forget_abandoned()) == (1, 0)

    ready.refresh_from_db()
    assert ready.status == Status.WITHDRAWN
    assert Signature.objects.get(pk=ready.pk).person is None
