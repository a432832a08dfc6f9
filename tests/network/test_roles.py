"""Changing, ending, handing over and leaving a role; nobody leaves a local government without an owner unseen."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from time_machine import travel

from core.models import Message
from network import people
from network.actions import answer_representation, request_representation
from network.models import OwnerNotice
from tests.factories import UserFactory
from tests.network.people import DELEGATE, EDITOR, OWNER, add, in_days, invite, kinds, make_authority, now_of, told


@pytest.fixture
def authority(db):
    return make_authority()


@pytest.fixture
def owner(authority):
    return add(authority, "owner@exampleville.example")


@pytest.fixture
def editor(authority):
    return add(authority, "editor@exampleville.example", EDITOR)


@pytest.fixture
def second(authority):
    return add(authority, "second@exampleville.example")


@pytest.fixture
def secretary(db):
    return UserFactory(email="secretary@network.example", secretariat=True)


@pytest.fixture
def stranger(db):
    return add(make_authority(slug="elsewhere"), "owner@elsewhere.example")


def code_of(call, *args, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        call(*args, **kwargs)
    return refusal.value.error_list[0].code


def notices(authority):
    return [(notice.kind, notice.answered_at is None) for notice in authority.owner_notices.standing()]


# --- Another role
def test_owner_changes_the_role_of_a_colleague(authority, owner, editor, second):
    people.change_role(editor, by=owner.user, role=DELEGATE, words="Welcome.")

    event = authority.people_events.get()
    assert now_of(editor) == (DELEGATE, "active", None)
    assert (event.kind, event.by, event.role_before, event.role, event.words) == ("role_changed", owner.user, EDITOR, DELEGATE, "Welcome.")
    assert told("people:") == [editor.user.email, second.user.email]
    assert "Welcome." in Message.objects.get(recipient=editor.user.email).text


def test_same_role_changes_nothing(authority, owner, editor):
    people.change_role(editor, by=owner.user, role=EDITOR)

    assert (kinds(authority), Message.objects.count()) == ([], 0)


def test_owner_lowers_their_own_role_while_another_stays(owner, second):
    people.change_role(owner, by=owner.user, role=EDITOR)

    assert now_of(owner) == (EDITOR, "active", None)


def test_last_owner_does_not_lower_their_own_role(owner, editor):
    assert code_of(people.change_role, owner, by=owner.user, role=EDITOR) == "last_owner"


@pytest.mark.parametrize("change", [{"until": in_days(0)}, {"status": "ended"}, {"status": "requested"}])
def test_owner_who_does_not_stay_counts_for_nothing(change, owner, second):
    type(second).objects.filter(pk=second.pk).update(**change)

    assert code_of(people.change_role, owner, by=owner.user, role=EDITOR) == "last_owner"


def test_owner_whose_account_is_closed_counts_for_nothing(owner, second):
    second.user.is_active = False
    second.user.save()

    assert code_of(people.leave, owner, by=owner.user) == "last_owner"


def test_secretariat_lowers_the_last_owner_and_keeps_it_on_its_desk(authority, owner, secretary):
    people.change_role(owner, by=secretary, role=EDITOR, words="As agreed.")

    assert now_of(owner) == (EDITOR, "active", None)
    assert notices(authority) == [("ended", True)]
    assert authority.people_events.first().by_secretariat


@pytest.mark.parametrize("action", [people.change_role, people.set_until, people.end])
def test_nobody_else_changes_roles(action, authority, owner, editor, stranger):
    details = {people.change_role: {"role": OWNER}, people.set_until: {"until": in_days(9)}, people.end: {}}[action]
    delegate = add(authority, "delegate@exampleville.example", DELEGATE)

    assert [code_of(action, owner, by=row.user, **details) for row in (editor, delegate, stranger)] == ["forbidden"] * 3


@pytest.mark.parametrize("action", [people.change_role, people.set_until, people.end])
def test_role_that_is_over_does_not_change(action, owner, editor):
    details = {people.change_role: {"role": OWNER}, people.set_until: {"until": in_days(9)}, people.end: {}}[action]
    people.end(editor, by=owner.user)

    assert code_of(action, editor, by=owner.user, **details) == "over"


# --- A last day
def test_owner_sets_the_last_day_of_a_colleague(authority, owner, editor):
    people.set_until(editor, by=owner.user, until=in_days(10))

    assert now_of(editor) == (EDITOR, "active", in_days(10))
    assert kinds(authority) == ["until_changed"]


def test_last_day_may_be_today_but_not_before(owner, editor):
    people.set_until(editor, by=owner.user, until=in_days(0))

    with pytest.raises(ValidationError, match="still to come"):
        people.set_until(editor, by=owner.user, until=in_days(-1))


def test_near_last_day_of_the_last_owner_is_refused(owner):
    assert code_of(people.set_until, owner, by=owner.user, until=in_days(30)) == "last_owner"


def test_far_last_day_of_the_last_owner_is_seen_in_time(authority, owner, secretary):
    people.set_until(owner, by=owner.user, until=in_days(31))
    assert notices(authority) == []

    with travel(timezone.now() + timezone.timedelta(days=2)):
        people.watch_owners()
        people.watch_owners()

    assert notices(authority) == [("ending", True)]
    assert told("owner_notice:") == [secretary.email]


def test_near_last_day_is_allowed_while_another_stays_longer(owner, second):
    people.set_until(owner, by=owner.user, until=in_days(10))

    assert code_of(people.set_until, second, by=second.user, until=in_days(10)) == "last_owner"


# --- Ending a role
def test_owner_ends_a_role_and_withdraws_what_that_person_sent(authority, owner, second):
    sent = invite(authority, second.user)
    kept = invite(authority, owner.user, email="kept@exampleville.example")

    people.end(second, by=owner.user, words="Another service now.")

    sent.refresh_from_db()
    kept.refresh_from_db()
    assert now_of(second) == (OWNER, "ended", in_days(0))
    assert (sent.state, kept.state) == ("withdrawn", "sent")
    assert kinds(authority) == ["invited", "invited", "ended", "withdrawn"]
    assert "Another service now." in Message.objects.get(recipient=second.user.email, purpose__endswith=":person").text


def test_own_role_is_left_not_ended(owner, second):
    assert code_of(people.end, owner, by=owner.user) == "self"


def test_secretariat_ends_the_role_of_the_last_owner(authority, owner, editor, secretary):
    people.end(owner, by=secretary, words="Asked by the mayor.")

    assert now_of(owner) == (OWNER, "ended", in_days(0))
    assert notices(authority) == [("ended", True)]
    assert told("owner_notice:") == [editor.user.email, secretary.email]


# --- Leaving
def test_colleague_leaves(authority, owner, editor):
    people.leave(editor, by=editor.user)

    assert now_of(editor) == (EDITOR, "ended", in_days(0))
    assert kinds(authority) == ["left"]
    assert told("people:") == [editor.user.email, owner.user.email]


def test_owner_leaves_while_another_stays(authority, owner, second):
    people.leave(owner, by=owner.user)

    assert now_of(owner) == (OWNER, "ended", in_days(0))
    assert notices(authority) == []


def test_last_owner_does_not_leave_unseen(owner, editor):
    assert code_of(people.leave, owner, by=owner.user) == "last_owner"
    assert now_of(owner) == (OWNER, "active", None)


def test_nobody_leaves_for_another(owner, editor, secretary):
    assert [code_of(people.leave, editor, by=user) for user in (owner.user, secretary)] == ["forbidden"] * 2


def test_last_owner_tells_the_secretariat_and_keeps_the_role_until_that_day(authority, owner, secretary):
    people.announce_leaving(owner, by=owner.user, day=in_days(14), message="Ask the new director.")

    assert now_of(owner) == (OWNER, "active", in_days(14))
    assert notices(authority) == [("leaving", True)]
    assert "Ask the new director." in Message.objects.get(recipient=secretary.email).text
    assert kinds(authority) == ["secretariat_told"]
    people.watch_owners()
    assert notices(authority) == [("leaving", True)]


@pytest.mark.parametrize("day", [-1, 61])
def test_last_day_is_within_sixty_days(day, owner):
    with pytest.raises(ValidationError):
        people.announce_leaving(owner, by=owner.user, day=in_days(day), message="x")


def test_who_is_not_the_last_owner_just_sets_a_day(authority, owner, second):
    people.announce_leaving(owner, by=owner.user, day=in_days(14), message="x")

    assert (now_of(owner), notices(authority)) == ((OWNER, "active", in_days(14)), [])


def test_nobody_announces_for_another(owner, editor):
    assert code_of(people.announce_leaving, owner, by=editor.user, day=in_days(9), message="x") == "forbidden"


# --- Handing over
@pytest.mark.parametrize(("stays", "after"), [(True, (EDITOR, "active", None)), (False, (OWNER, "ended", in_days(0)))])
def test_owner_hands_over_to_a_colleague(stays, after, authority, owner, editor):
    people.hand_over(editor, by=owner.user, stays=stays)

    owner.refresh_from_db()
    assert (now_of(editor), now_of(owner), owner.successor) == ((OWNER, "active", None), after, editor)
    assert kinds(authority) == ["role_changed", "handed_over"]
    assert notices(authority) == []


def test_only_an_owner_hands_over(owner, editor, secretary, stranger):
    assert [code_of(people.hand_over, owner, by=user, stays=False) for user in (editor.user, secretary, stranger.user)] == ["forbidden"] * 3


def test_nobody_hands_over_to_themselves_nor_to_a_closed_account(owner, editor):
    editor.user.is_active = False
    editor.user.save()

    assert [code_of(people.hand_over, row, by=owner.user, stays=False) for row in (owner, editor)] == ["self"] * 2


def test_successor_who_goes_soon_is_seen(authority, owner, editor, secretary):
    people.set_until(editor, by=owner.user, until=in_days(5))

    people.hand_over(editor, by=owner.user, stays=False)

    assert notices(authority) == [("ending", True)]


# --- The secretariat appoints, answers
def test_secretariat_makes_a_colleague_owner_and_the_notice_is_settled(authority, owner, editor, secretary):
    people.end(owner, by=secretary)

    people.appoint(editor, by=secretary, words="Confirmed by the mayor’s office.")

    assert now_of(editor) == (OWNER, "active", None)
    assert notices(authority) == []
    assert kinds(authority) == ["ended", "appointed"]
    assert "Confirmed by the mayor’s office." in Message.objects.filter(recipient=editor.user.email).latest("pk").text


def test_only_the_secretariat_appoints(owner, editor):
    assert code_of(people.appoint, editor, by=owner.user, words="x") == "forbidden"


def test_colleague_asks_to_own_a_file_without_owner(authority, owner, editor, secretary):
    assert code_of(people.ask_ownership, editor, by=editor.user, message="x") == "owned"
    people.end(owner, by=secretary)

    people.ask_ownership(editor, by=editor.user, message="I am the new director.")

    assert notices(authority) == [("ended", True), ("asked", True)]
    assert code_of(people.ask_ownership, editor, by=editor.user, message="x") == "asked"
    assert code_of(people.ask_ownership, editor, by=secretary, message="x") == "forbidden"


def test_secretariat_answers_a_notice_once(authority, owner, secretary):
    people.announce_leaving(owner, by=owner.user, day=in_days(14), message="x")
    notice = OwnerNotice.objects.get()

    people.answer_notice(notice, by=secretary, answer="We write to the mayor.")

    assert notices(authority) == [("leaving", False)]
    assert "We write to the mayor." in Message.objects.get(recipient=owner.user.email).text
    assert code_of(people.answer_notice, notice, by=secretary, answer="x") == "over"
    people.watch_owners()
    assert notices(authority) == [("leaving", False)]


def test_only_the_secretariat_answers(authority, owner):
    people.announce_leaving(owner, by=owner.user, day=in_days(14), message="x")

    assert code_of(people.answer_notice, OwnerNotice.objects.get(), by=owner.user, answer="x") == "forbidden"


# --- Requests, granted with a role
def test_granted_request_has_a_role_and_the_owners_hear_of_it(authority, owner, secretary):
    asked = request_representation(authority, by=UserFactory(email="new@exampleville.example"), position="", message="")

    answer_representation(asked, by=secretary, grant=True, role=EDITOR)

    assert now_of(asked) == (EDITOR, "active", None)
    assert kinds(authority) == ["granted"]
    assert told("people:") == [owner.user.email]


def test_granted_owner_settles_the_notice(authority, owner, secretary):
    people.end(owner, by=secretary)
    asked = request_representation(authority, by=UserFactory(), position="", message="")

    answer_representation(asked, by=secretary, grant=True)

    assert notices(authority) == []
