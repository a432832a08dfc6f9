"""Many at once among people: real threads, each with its own connection, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.models import Message
from network import people
from network.models import Invitation, Representative
from tests.factories import UserFactory
from tests.network.people import EDITOR, OWNER, add, in_days, invite, kinds, make_authority, now_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

MANY = 16


def at_once(*calls):
    """Make all the calls at the same moment: `done`, or the code of the refusal, of each."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait()
            call()
        except ValidationError as refusal:
            errors = refusal.error_dict.values() if hasattr(refusal, "error_dict") else [refusal.error_list]
            return next(error.code for found in errors for error in found)
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(run, calls))


@pytest.fixture
def authority(db):
    return make_authority()


@pytest.fixture
def owner(authority):
    return add(authority, "owner@exampleville.example")


def test_invitation_accepted_many_times_at_once_gives_one_role(authority, owner):
    guest = UserFactory(email="new@exampleville.example")
    sent = invite(authority, owner.user)

    outcomes = at_once(*[lambda: people.accept(sent, by=guest)] * MANY)

    assert outcomes == ["done"] + ["over"] * (MANY - 1)
    assert Representative.objects.filter(user=guest).count() == 1
    assert kinds(authority) == ["invited", "joined"]
    assert Message.objects.filter(purpose__startswith="people:").count() == 2


def test_two_accounts_that_share_nothing_accept_the_same_invitation_once(authority, owner):
    guest, other = UserFactory(email="new@exampleville.example"), UserFactory(email="other@elsewhere.example")
    sent = invite(authority, owner.user)

    outcomes = at_once(lambda: people.accept(sent, by=guest), lambda: people.accept(sent, by=other))

    assert outcomes == ["address", "done"] or outcomes == ["done", "over"]
    assert not other.representations.exists()


def test_two_owners_who_leave_at_once_leave_one(authority, owner):
    second = add(authority, "second@exampleville.example")

    outcomes = at_once(lambda: people.leave(owner, by=owner.user), lambda: people.leave(second, by=second.user))

    assert outcomes == ["done", "last_owner"]
    assert authority.representatives.owners().count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_whatever_owners_do_at_once_one_stays(turn, authority, owner):
    second, third = add(authority, "second@exampleville.example"), add(authority, "third@exampleville.example")

    at_once(
        lambda: people.leave(owner, by=owner.user),
        lambda: people.change_role(second, by=second.user, role=EDITOR),
        lambda: people.end(third, by=second.user),
        lambda: people.end(second, by=third.user),
        lambda: people.set_until(third, by=third.user, until=in_days(0)),
    )

    assert authority.representatives.owners().exists()


def test_owner_ended_and_handing_over_at_once_is_one_or_the_other(authority, owner):
    second, editor = add(authority, "second@exampleville.example"), add(authority, "editor@exampleville.example", EDITOR)

    outcomes = at_once(
        lambda: people.hand_over(editor, by=owner.user, stays=False),
        lambda: people.end(owner, by=second.user),
    )

    assert outcomes in (["done", "over"], ["done", "forbidden"])
    assert now_of(owner)[1] == "ended"
    assert (now_of(editor)[0] == OWNER) is ("handed_over" in kinds(authority))


def test_address_invited_many_times_at_once_gets_one_mail(authority, owner):
    outcomes = at_once(*[lambda: invite(authority, owner.user)] * MANY)

    assert outcomes == ["done"] + ["invited"] * (MANY - 1)
    assert Message.objects.filter(purpose__startswith="invitation:").count() == 1


def test_withdrawn_and_accepted_at_once_is_one_or_the_other(authority, owner):
    guest = UserFactory(email="new@exampleville.example")
    sent = invite(authority, owner.user)

    outcomes = at_once(lambda: people.accept(sent, by=guest), lambda: people.withdraw(sent, by=owner.user))

    assert outcomes == ["done", "over"]
    assert guest.representations.exists() is (Invitation.objects.get().state == "accepted")


def test_role_that_lapses_under_many_workers_ends_once(authority, owner):
    add(authority, "editor@exampleville.example", EDITOR, until=in_days(-1))

    at_once(*[people.end_lapsed] * MANY)

    assert kinds(authority) == ["lapsed"]


def test_files_without_owner_are_told_of_once(authority, owner):
    UserFactory(email="secretary@network.example", secretariat=True)
    owner.user.is_active = False
    owner.user.save()

    at_once(*[people.watch_owners] * MANY)

    assert authority.owner_notices.count() == 1
    assert Message.objects.filter(purpose__startswith="owner_notice:").count() == 1
