"""What time does to roles: reminders, the end, and files without an owner that nobody reported."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from core.models import Message
from network import people
from network.models import LocalGovernment
from tests.factories import UserFactory
from tests.network.people import EDITOR, OWNER, add, in_days, kinds, make_authority, now_of, told


@pytest.fixture
def authority(db):
    return make_authority()


@pytest.fixture
def owner(authority):
    return add(authority, "owner@exampleville.example")


@pytest.fixture
def secretary(db):
    return UserFactory(email="secretary@network.example", secretariat=True)


def notices(authority):
    return list(authority.owner_notices.standing().values_list("kind", flat=True))


# --- Reminders
def test_person_and_owners_are_reminded_thirty_and_seven_days_before(authority, owner):
    editor = add(authority, "editor@exampleville.example", EDITOR, until=in_days(31))
    sent = []
    for day in range(33):
        with travel(timezone.now() + timedelta(days=day)):
            people.remind()
        sent.append(len(told("role_ends:")))

    assert sent == [0] + [2] * 23 + [4] * 9
    assert told(f"role_ends:{editor.pk}:{in_days(31)}:7:") == [editor.user.email, owner.user.email]


def test_reminder_starts_late_for_a_day_that_is_near_already(authority, owner):
    editor = add(authority, "editor@exampleville.example", EDITOR, until=in_days(3))

    people.remind()

    assert told("role_ends:") == told(f"role_ends:{editor.pk}:{in_days(3)}:7:") == [editor.user.email, owner.user.email]


def test_another_day_is_reminded_of_anew(authority, owner):
    editor = add(authority, "editor@exampleville.example", EDITOR, until=in_days(20))
    people.remind()
    people.set_until(editor, by=owner.user, until=in_days(25))

    people.remind()

    assert len(told("role_ends:")) == 4


def test_last_owner_is_told_to_hand_over(authority):
    add(authority, "owner@exampleville.example", until=in_days(20))

    people.remind()

    assert "Nobody else owns the file." in Message.objects.get().text


# --- The end
def test_role_ends_by_itself_after_its_last_day(authority, owner):
    editor = add(authority, "editor@exampleville.example", EDITOR, until=in_days(0))
    assert people.end_lapsed() == 0

    with travel(timezone.now() + timedelta(days=1)):
        assert [people.end_lapsed(), people.end_lapsed()] == [1, 0]

    assert now_of(editor) == (EDITOR, "ended", in_days(0))
    assert kinds(authority) == ["lapsed"]
    assert told("people:") == [editor.user.email, owner.user.email]


def test_secretariat_is_told_before_and_after_the_last_owner_goes(authority, secretary):
    owner = add(authority, "owner@exampleville.example", until=in_days(20))
    editor = add(authority, "editor@exampleville.example", EDITOR)
    people.watch_owners()
    assert (notices(authority), told("owner_notice:")) == (["ending"], [secretary.email])

    with travel(timezone.now() + timedelta(days=21)):
        people.end_lapsed()
        people.watch_owners()

        assert notices(authority) == ["ended"]
    assert now_of(owner) == (OWNER, "ended", in_days(20))
    assert told("owner_notice:") == [editor.user.email, secretary.email, secretary.email]


# --- Whatever happened
def test_closed_account_of_the_last_owner_is_seen(authority, owner, secretary):
    owner.user.is_active = False
    owner.user.save()

    people.watch_owners()

    assert notices(authority) == ["ended"]


def test_deleted_account_of_the_last_owner_is_seen(authority, owner, secretary):
    people.set_until(owner, by=owner.user, until=in_days(100))
    owner.user.delete()

    people.watch_owners()

    assert notices(authority) == ["ended"]


def test_new_owner_settles_what_was_told(authority, owner, secretary):
    owner.user.is_active = False
    owner.user.save()
    people.watch_owners()
    add(authority, "next@exampleville.example")

    people.watch_owners()

    assert notices(authority) == []


def test_who_never_had_anybody_is_not_missed(authority, secretary):
    add(authority, "asking@exampleville.example", status="requested")

    assert people.watch_owners() == 0
    assert notices(authority) == []


def test_looking_costs_the_same_however_many_are_well(authority, owner, django_assert_num_queries):
    for number in range(10):
        add(make_authority(slug=f"town-{number}"), f"owner@town-{number}.example")
    assert LocalGovernment.objects.count() == 11

    with django_assert_num_queries(2):
        people.watch_owners()
