"""Closing an account never leaves a local government without an owner unseen."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core import closing, personal_data
from core.models import User
from network import people
from tests.factories import UserFactory
from tests.network.people import EDITOR, OWNER, add, in_days, invite, kinds, make_authority, told


@pytest.fixture
def authority(db):
    return make_authority()


@pytest.fixture
def owner(authority):
    return add(authority, "owner@exampleville.example")


def test_last_owner_keeps_their_account(owner):
    assert closing.refusals(owner.user) == [
        "Nobody else owns the file of Exampleville. Hand it over first, or tell the secretariat that you are leaving."
    ]
    with pytest.raises(ValidationError):
        closing.close(owner.user)
    assert User.objects.filter(pk=owner.user.pk).exists()


def test_account_closes_while_another_owner_stays(authority, owner):
    second = add(authority, "second@exampleville.example")

    closing.close(owner.user)

    assert [row.user for row in authority.representatives.owners()] == [second.user]
    assert kinds(authority) == ["left"]
    assert told("people:") == [second.user.email]


def test_account_closes_once_the_secretariat_knows(authority, owner):
    secretary = UserFactory(email="secretary@network.example", secretariat=True)
    people.announce_leaving(owner, by=owner.user, day=in_days(9), message="x")

    closing.close(owner.user)

    assert list(authority.owner_notices.standing().values_list("kind", flat=True)) == ["ended"]
    assert told("owner_notice:") == [secretary.email] * 2


@pytest.mark.parametrize("role", [EDITOR, "delegate"])
def test_colleagues_close_their_accounts(role, authority, owner):
    colleague = add(authority, "colleague@exampleville.example", role)

    closing.close(colleague.user)

    assert kinds(authority) == ["left"]


def test_past_role_stands_in_nobody_s_way(authority, owner):
    past = add(authority, "past@exampleville.example", until=in_days(-1))

    assert closing.refusals(past.user) == []


def test_copy_of_one_s_data_has_roles_and_invitations(authority, owner):
    sent = invite(authority, owner.user)

    assert personal_data.of(UserFactory(email=sent.email))["representations"] == {
        "roles": [],
        "invitations": [{"email": sent.email, "role": EDITOR, "position": "", "state": "sent"}],
    }
    assert personal_data.of(owner.user)["representations"]["roles"][0]["role"] == OWNER


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_owners_who_close_their_accounts_at_once_leave_one(authority, owner):
    second, barrier = add(authority, "second@exampleville.example"), Barrier(2)

    def close(user):
        try:
            barrier.wait()
            closing.close(user)
        except ValidationError:
            return "refused"
        else:
            return "closed"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(close, [owner.user, second.user]))

    assert outcomes == ["closed", "refused"]
    assert authority.representatives.owners().count() == 1
