"""Inviting people: who may, what is refused, what the invited person can do, and what becomes of the address."""

import logging
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from time_machine import travel

from core.logs import Formatter
from core.models import Message
from core.secrets import token_digest
from network import people
from network.enums import RepresentativeStatus
from network.models import Invitation, Representative
from tests.factories import RepresentativeFactory, UserFactory
from tests.network.people import DELEGATE, EDITOR, OWNER, add, in_days, invite, kinds, make_authority, now_of, token_of, told


@pytest.fixture
def authority(db):
    return make_authority()


@pytest.fixture
def owner(authority):
    return add(authority, "owner@exampleville.example")


@pytest.fixture
def secretary(db):
    return UserFactory(email="secretary@network.example", secretariat=True)


@pytest.fixture
def guest(db):
    return UserFactory(email="new@exampleville.example")


@pytest.fixture
def sent(authority, owner):
    return invite(authority, owner.user, position="Adviser", until=in_days(200))


def code_of(call, *args, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        call(*args, **kwargs)
    errors = getattr(refusal.value, "error_dict", {"": refusal.value.error_list if hasattr(refusal.value, "error_list") else []})
    return next(error.code for found in errors.values() for error in found)


# --- Inviting
def test_owner_invites_in_a_chosen_language(authority, owner):
    other = add(authority, "other@exampleville.example")

    sent = invite(authority, owner.user, email="New@Exampleville.example", role=DELEGATE, language="ar")

    assert (sent.email, sent.role, sent.state, sent.invited_by) == ("new@exampleville.example", DELEGATE, "sent", owner.user)
    assert sent.expires_at - sent.invited_at == timedelta(days=14)
    mail = Message.objects.get(purpose=f"invitation:{sent.pk}:1")
    assert (mail.recipient, mail.language) == ("new@exampleville.example", "ar")
    assert f"/ar/space/invitations/{token_of(sent)}/" in mail.text
    assert told("people:") == [other.user.email]
    assert kinds(authority) == ["invited"]


def test_database_keeps_the_digest_of_the_token_only(sent):
    assert sent.token_digest == token_digest(token_of(sent))
    assert token_of(sent) not in str(Invitation.objects.values().get())


def test_secretariat_invites_too_and_the_mail_says_so(authority, secretary):
    sent = invite(authority, secretary, language="en")

    assert "The secretariat invites you" in Message.objects.get(purpose=f"invitation:{sent.pk}:1").text


def test_no_log_line_shows_the_token(sent):
    token = token_of(sent)
    line = logging.LogRecord("portal", logging.INFO, "", 0, "GET /fr/space/invitations/%s/ from login/?next=%s", (token, token), None)

    assert token not in Formatter("{message}", style="{").format(line)


@pytest.mark.parametrize("role", [EDITOR, DELEGATE])
def test_colleagues_who_do_not_own_invite_nobody(authority, role):
    colleague = add(authority, "colleague@exampleville.example", role)

    assert code_of(invite, authority, colleague.user) == "forbidden"


def test_others_invite_nobody(authority, owner, guest):
    stranger = add(make_authority(slug="elsewhere"), "owner@elsewhere.example")
    past = add(authority, "past@exampleville.example", until=in_days(-1))
    asking = add(authority, "asking@exampleville.example", status=RepresentativeStatus.REQUESTED)

    assert [code_of(invite, authority, row.user) for row in (stranger, past, asking)] == ["forbidden"] * 3
    assert code_of(invite, authority, guest) == "forbidden"


def test_provisional_record_writes_to_nobody(secretary):
    authority = make_authority(provisional=True)
    owner = add(authority, "owner@exampleville.example", status=RepresentativeStatus.PROVISIONAL)

    assert code_of(invite, authority, owner.user) == "provisional"
    assert invite(authority, secretary).state == "sent"


def test_address_is_invited_once(authority, owner, sent):
    assert code_of(invite, authority, owner.user, email="NEW@exampleville.example") == "invited"


def test_database_refuses_a_second_open_invitation(authority, owner, sent):
    with pytest.raises(IntegrityError):
        Invitation.objects.create(
            local_government=authority,
            email=sent.email,
            role=EDITOR,
            language="en",
            token_digest="x",
            expires_at=timezone.now() + timedelta(days=9),
        )


def test_address_is_invited_anew_once_the_first_has_expired(authority, owner, sent):
    with travel(timezone.now() + timedelta(days=15)):
        again = invite(authority, owner.user)

    sent.refresh_from_db()
    assert (sent.state, again.state) == ("withdrawn", "sent")


def test_who_speaks_for_it_is_not_invited(authority, owner):
    colleague = add(authority, "colleague@exampleville.example", EDITOR)

    assert code_of(invite, authority, owner.user, email=colleague.user.email) == "there"


def test_who_spoke_for_it_is_invited_again(authority, owner, guest):
    past = RepresentativeFactory(local_government=authority, user=guest, role=EDITOR, status=RepresentativeStatus.ENDED)

    made = people.accept(invite(authority, owner.user), by=guest)

    assert made.pk != past.pk
    assert now_of(made) == (EDITOR, "active", None)


def test_last_day_that_has_passed_is_refused(authority, owner):
    with pytest.raises(ValidationError, match="still to come"):
        invite(authority, owner.user, until=in_days(-1))


def test_twenty_invitations_may_be_open(authority, owner):
    for number in range(20):
        invite(authority, owner.user, email=f"p{number}@exampleville.example")

    assert code_of(invite, authority, owner.user, email="p20@exampleville.example") == "too_many"


# --- Sending again, withdrawing
def test_sending_again_renews_the_link_and_stops_the_old_one(sent, owner):
    old = token_of(sent)
    with travel(timezone.now() + timedelta(days=20)):
        people.resend(sent, by=owner.user)

        assert people.invitation_for(old) is None
        assert people.invitation_for(token_of(sent)).is_usable
    assert told("invitation:") == [sent.email] * 2
    assert kinds(sent.local_government) == ["invited", "resent"]


def test_invitation_is_sent_five_times_at_most(sent, owner):
    for _turn in range(4):
        people.resend(sent, by=owner.user)

    assert code_of(people.resend, sent, by=owner.user) == "too_many"


def test_withdrawn_invitation_cannot_be_used(sent, owner, guest):
    people.withdraw(sent, by=owner.user)

    assert code_of(people.accept, sent, by=guest) == "over"
    assert code_of(people.withdraw, sent, by=owner.user) == "over"
    assert code_of(people.resend, sent, by=owner.user) == "over"
    assert kinds(sent.local_government) == ["invited", "withdrawn"]


@pytest.mark.parametrize("action", [people.resend, people.withdraw])
def test_only_who_manages_people_changes_an_invitation(action, authority, sent, guest):
    colleague = add(authority, "colleague@exampleville.example", EDITOR)

    assert [code_of(action, sent, by=user) for user in (colleague.user, guest)] == ["forbidden"] * 2


# --- Answering
def test_invited_person_accepts(authority, owner, sent, guest):
    made = people.accept(sent, by=guest)

    sent.refresh_from_db()
    assert (made.user, made.position, made.answered_by) == (guest, "Adviser", owner.user)
    assert now_of(made) == (EDITOR, "active", in_days(200))
    assert (sent.state, sent.accepted_by) == ("accepted", guest)
    assert kinds(authority) == ["invited", "joined"]
    assert told("people:") == [guest.email, owner.user.email]


def test_address_must_be_the_confirmed_one_of_the_account(sent, guest):
    other = UserFactory(email="other@exampleville.example")
    other.emailaddress_set.create(email="x@exampleville.example", verified=True)
    guest.emailaddress_set.update(verified=False)

    assert [code_of(people.accept, sent, by=user) for user in (guest, other)] == ["address"] * 2
    assert [code_of(people.decline, sent, by=user) for user in (guest, other)] == ["address"] * 2


def test_invitation_is_used_once(sent, guest):
    people.accept(sent, by=guest)

    assert code_of(people.accept, sent, by=guest) == "over"
    assert code_of(people.decline, sent, by=guest) == "over"
    assert Representative.objects.filter(user=guest).count() == 1


def test_expired_invitation_is_not_accepted(sent, guest):
    with travel(timezone.now() + timedelta(days=14, seconds=1)):
        assert code_of(people.accept, sent, by=guest) == "expired"


def test_invitation_whose_role_is_over_is_not_accepted(authority, owner, guest):
    short = invite(authority, owner.user, until=in_days(3))

    with travel(timezone.now() + timedelta(days=4)):
        assert code_of(people.accept, short, by=guest) == "expired"


def test_declining_tells_the_owners(authority, owner, sent, guest):
    people.decline(sent, by=guest)

    sent.refresh_from_db()
    assert sent.state == "declined"
    assert told("people:") == [owner.user.email]
    assert not authority.representatives.filter(user=guest).exists()


def test_request_that_waits_becomes_the_role(authority, sent, guest):
    asked = RepresentativeFactory(local_government=authority, user=guest, status=RepresentativeStatus.REQUESTED)

    made = people.accept(sent, by=guest)

    assert made.pk == asked.pk
    assert now_of(made) == (EDITOR, "active", in_days(200))


def test_who_became_a_colleague_meanwhile_keeps_their_role(authority, sent, guest):
    standing = RepresentativeFactory(local_government=authority, user=guest, role=OWNER)

    assert code_of(people.accept, sent, by=guest) == "there"
    assert now_of(standing) == (OWNER, "active", None)


# --- Handing over by invitation
@pytest.mark.parametrize(("stays", "after"), [(True, (EDITOR, "active", None)), (False, (OWNER, "ended", in_days(0)))])
def test_accepting_takes_over_from_the_inviter(stays, after, authority, owner, guest):
    sent = invite(authority, owner.user, hand_over=True, inviter_stays=stays)
    assert now_of(owner) == (OWNER, "active", None)

    made = people.accept(sent, by=guest)

    owner.refresh_from_db()
    assert (now_of(made), now_of(owner), owner.successor) == ((OWNER, "active", None), after, made)
    assert kinds(authority) == ["invited", "joined", "handed_over"]


def test_one_hands_over_to_one_person_at_a_time(authority, owner):
    invite(authority, owner.user, hand_over=True)

    assert code_of(invite, authority, owner.user, email="b@exampleville.example", hand_over=True) == "handing_over"


def test_only_an_owner_hands_over(authority, owner, secretary):
    assert code_of(invite, authority, secretary, hand_over=True) == "forbidden"


def test_who_left_meanwhile_is_not_touched(authority, owner, guest):
    other = add(authority, "other@exampleville.example")
    sent = invite(authority, owner.user, hand_over=True)
    people.change_role(owner, by=other.user, role=EDITOR)

    made = people.accept(sent, by=guest)

    assert (now_of(made), now_of(owner)) == ((OWNER, "active", None), (EDITOR, "active", None))


# --- Retention
def test_addresses_are_erased_ninety_days_after_the_end(authority, owner, sent, guest):
    open_one = invite(authority, owner.user, email="open@exampleville.example")
    people.accept(sent, by=guest)

    with travel(timezone.now() + timedelta(days=89)):
        people.forget_addresses()
        sent.refresh_from_db()
        assert sent.email == guest.email
    with travel(timezone.now() + timedelta(days=91)):
        people.forget_addresses()
    with travel(timezone.now() + timedelta(days=105)):
        people.forget_addresses()
    sent.refresh_from_db()
    open_one.refresh_from_db()
    assert (sent.email, sent.position, sent.state) == ("", "", "accepted")
    assert (open_one.email, open_one.state) == ("", "withdrawn")
