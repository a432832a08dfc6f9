"""The pages of people: who sees which, what they change, what is kept of what was typed."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import Message
from network import people
from network.actions import request_representation
from network.enums import RepresentativeStatus
from network.models import Invitation, OwnerNotice, Representative
from network.pages import follow
from tests.factories import LocalGovernmentFactory, UserFactory
from tests.network.people import DELEGATE, EDITOR, OWNER, add, in_days, invite, kinds, make_authority, now_of, token_of

LOGIN = "/en/accounts/login/"
INVITED = {"email": "new@exampleville.example", "position": "Adviser", "role": "editor", "until": "", "language": "fr"}


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()


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
def secretary(db):
    return UserFactory(email="secretary@network.example", secretariat=True)


@pytest.fixture
def guest(db):
    return UserFactory(email="new@exampleville.example")


def signed_in(user):
    client = Client()
    client.force_login(getattr(user, "user", user))
    return client


def page(name, *args):
    return reverse(f"space:{name}", args=["exampleville", *args])


def text(response):
    return response.content.decode()


# --- Who sees what
READ = ["people", "people_invite", "people_hand_over", "people_leave", "people_ask", "people_history", "people_change", "people_end"]


def addresses(owner, editor):
    sent = invite(owner.local_government, owner.user)
    return {name: page(name) for name in READ[:6]} | {
        "people_change": page("people_change", editor.pk),
        "people_end": page("people_end", editor.pk),
        "invitation_resend": page("invitation_resend", sent.pk),
        "invitation_withdraw": page("invitation_withdraw", sent.pk),
    }


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("owner", [200, 200, 200, 200, 200, 200, 200, 200, 405, 405]),
        ("editor", [200, 403, 403, 200, 200, 403, 403, 403, 405, 405]),
        ("secretary", [200, 200, 403, 404, 404, 200, 200, 200, 405, 405]),
        ("stranger", [404] * 8 + [405, 405]),
        ("past", [404] * 8 + [405, 405]),
        ("asking", [404] * 8 + [405, 405]),
        ("guest", [404] * 8 + [405, 405]),
    ],
)
def test_each_page_is_for_whom_it_concerns(who, expected, owner, editor, secretary, guest):
    authority = owner.local_government
    visitors = {
        "owner": owner,
        "editor": editor,
        "secretary": secretary,
        "guest": guest,
        "stranger": add(make_authority(slug="elsewhere"), "owner@elsewhere.example"),
        "past": add(authority, "past@exampleville.example", until=in_days(-1)),
        "asking": add(authority, "asking@exampleville.example", status=RepresentativeStatus.REQUESTED),
    }
    client = signed_in(visitors[who])

    assert [client.get(address).status_code for address in addresses(owner, editor).values()] == expected


@pytest.mark.parametrize("who", ["stranger", "guest", "editor"])
def test_others_change_nothing(who, owner, editor, guest):
    visitors = {"stranger": add(make_authority(slug="elsewhere"), "owner@elsewhere.example"), "guest": guest, "editor": editor}
    client, data = signed_in(visitors[who]), INVITED | {"to": str(editor.pk), "afterwards": "leave", "email": "b@exampleville.example"}
    names = ["people_invite", "people_hand_over", "people_change", "people_end", "invitation_resend", "invitation_withdraw"]
    found = addresses(owner, editor)

    answers = {client.post(found[name], data).status_code for name in names}

    assert answers == {403 if who == "editor" else 404}
    assert (now_of(owner), now_of(editor)) == ((OWNER, "active", None), (EDITOR, "active", None))
    assert kinds(owner.local_government) == ["invited"]


def test_anonymous_visitor_is_led_to_sign_in(client, owner, editor):
    for address in addresses(owner, editor).values():
        response = client.post(address) if "/invitations/" in address else client.get(address)
        assert response["Location"].startswith(LOGIN)


def test_colleague_of_another_local_government_is_not_changed_here(owner):
    elsewhere = add(make_authority(slug="elsewhere"), "owner@elsewhere.example")

    assert signed_in(owner).get(page("people_change", elsewhere.pk)).status_code == 404
    assert signed_in(owner).post(page("people_end", elsewhere.pk), {"words": ""}).status_code == 404


def test_invitation_of_another_local_government_is_not_changed_here(owner):
    elsewhere = add(make_authority(slug="elsewhere"), "owner@elsewhere.example")
    sent = invite(elsewhere.local_government, elsewhere.user)

    assert signed_in(owner).post(page("invitation_withdraw", sent.pk)).status_code == 404


# --- The list
def test_owner_sees_people_invitations_and_who_was_there(owner, editor):
    invite(owner.local_government, owner.user)
    past = add(owner.local_government, "past@exampleville.example")
    people.end(past, by=owner.user)

    html = text(signed_in(owner).get(page("people")))

    assert all(shown in html for shown in ("editor@exampleville.example", "new@exampleville.example", "Before", "Invite a colleague"))
    assert "You are the only owner." in html


def test_editor_sees_names_and_roles_only(owner, editor):
    invite(owner.local_government, owner.user)

    html = text(signed_in(editor).get(page("people")))

    assert "Sam Sample" in html
    assert not any(hidden in html for hidden in ("owner@exampleville.example", "new@exampleville.example", "Invite a colleague"))


@pytest.mark.parametrize("name", ["people", "people_history"])
def test_page_costs_the_same_however_many(name, owner, django_assert_num_queries, django_assert_max_num_queries):
    client, authority = signed_in(owner), owner.local_government

    def more(first, last):
        for number in range(first, last):
            past = add(authority, f"past{number}@exampleville.example")
            people.end(past, by=owner.user)
            add(authority, f"p{number}@exampleville.example", EDITOR)
            invite(authority, owner.user, email=f"i{number}@exampleville.example")

    more(0, 1)
    with django_assert_max_num_queries(14) as counted:
        client.get(page(name))
    more(1, 10)
    with django_assert_num_queries(len(counted)):
        client.get(page(name))


def test_history_tells_who_did_what(owner, editor):
    people.change_role(editor, by=owner.user, role=DELEGATE, words="<b>Welcome</b>")

    html = text(signed_in(owner).get(page("people_history")))

    assert "Role changed" in html
    assert "&lt;b&gt;Welcome&lt;/b&gt;" in html
    assert "Sam Sample (editor@exampleville.example)" in html


def test_history_reads_any_page_number(owner):
    assert [signed_in(owner).get(page("people_history"), {"page": number}).status_code for number in ("0", "9" * 30, "x")] == [200] * 3


# --- Inviting
def test_owner_invites(owner):
    response = signed_in(owner).post(page("people_invite"), INVITED | {"until": in_days(90).isoformat()})

    sent = Invitation.objects.get()
    assert response["Location"] == page("people")
    assert (sent.email, sent.role, sent.until, sent.position) == ("new@exampleville.example", EDITOR, in_days(90), "Adviser")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": ""}, "email"),
        ({"email": "owner@exampleville.example"}, "email"),
        ({"role": "king"}, "role"),
        ({"role": ""}, "role"),
        ({"until": "yesterday"}, "until"),
        ({"until": "2020-01-01"}, "until"),
        ({"until": "99999-99-99"}, "until"),
        ({"language": "xx"}, "language"),
        ({"position": "x" * 201}, "position"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(wrong, field, owner):
    response = signed_in(owner).post(page("people_invite"), INVITED | wrong)

    assert list(response.context["form"].errors) == [field]
    assert f'value="{(INVITED | wrong)["position"]}"' in text(response)
    assert not Invitation.objects.exists()


def test_nothing_sent_breaks_the_form(owner):
    client = signed_in(owner)
    for data in ({}, {"email": ["a", "b"]}, {"email": "\x00", "role": "\x00", "position": "\x00", "until": "\x00"}, {"until": "9" * 5000}):
        assert client.post(page("people_invite"), data).status_code == 200


def test_what_was_typed_outlives_the_session(client, owner):
    client.post(page("people_invite"), INVITED)
    client.force_login(owner.user)

    assert 'value="new@exampleville.example"' in text(client.get(page("people_invite")))


def test_many_invitations_in_a_short_time_are_refused_with_a_wait(owner, settings):
    client = signed_in(owner)
    for number in range(20):
        client.post(page("people_invite"), INVITED | {"email": f"p{number}@exampleville.example"})
    Invitation.objects.all().delete()

    response = client.post(page("people_invite"), INVITED)

    assert "Please wait" in text(response)
    assert not Invitation.objects.exists()


def test_invitation_is_sent_again_and_withdrawn(owner):
    sent, client = invite(owner.local_government, owner.user), signed_in(owner)

    client.post(page("invitation_resend", sent.pk))
    client.post(page("invitation_withdraw", sent.pk))
    refused = client.post(page("invitation_withdraw", sent.pk), follow=True)

    assert kinds(owner.local_government) == ["invited", "resent", "withdrawn"]
    assert "answered or withdrawn meanwhile" in text(refused)


def test_provisional_record_offers_no_invitation(db):
    owner = add(make_authority(provisional=True), "owner@exampleville.example", status=RepresentativeStatus.PROVISIONAL)

    html = text(signed_in(owner).get(page("people")))

    assert page("people_invite") not in html
    assert "once the secretariat has accepted the first file" in text(signed_in(owner).post(page("people_invite"), INVITED))


# --- Changing, ending
def test_owner_changes_role_and_day(owner, editor):
    data = {"role": DELEGATE, "until": in_days(50).isoformat(), "words": "As agreed."}

    response = signed_in(owner).post(page("people_change", editor.pk), data)

    assert response["Location"] == page("people")
    assert now_of(editor) == (DELEGATE, "active", in_days(50))
    assert kinds(owner.local_government) == ["until_changed", "role_changed"]


def test_last_owner_is_refused_and_nothing_is_half_done(owner):
    response = signed_in(owner).post(page("people_change", owner.pk), {"role": EDITOR, "until": in_days(50).isoformat(), "words": ""})

    assert "Nobody else owns this file." in text(response)
    assert now_of(owner) == (OWNER, "active", None)


def test_who_ends_the_day_today_is_out_tomorrow_and_led_home(owner):
    add(owner.local_government, "second@exampleville.example")

    response = signed_in(owner).post(page("people_change", owner.pk), {"role": OWNER, "until": in_days(0).isoformat(), "words": ""})

    assert (response["Location"], now_of(owner)) == (page("people"), (OWNER, "active", in_days(0)))


def test_owner_ends_a_role(owner, editor):
    response = signed_in(owner).post(page("people_end", editor.pk), {"words": "Another service."})

    assert (response["Location"], now_of(editor)) == (page("people"), (EDITOR, "ended", in_days(0)))
    assert signed_in(editor).get(page("people")).status_code == 404


def test_own_role_is_ended_by_leaving(owner):
    assert signed_in(owner).get(page("people_end", owner.pk))["Location"] == page("people_leave")


# --- Handing over
@pytest.mark.parametrize(
    ("afterwards", "role", "onward"), [("leave", OWNER, "/en/space/"), ("stay", EDITOR, "/en/space/exampleville/people/")]
)
def test_owner_hands_over_to_a_colleague(afterwards, role, onward, owner, editor):
    response = signed_in(owner).post(page("people_hand_over"), {"to": str(editor.pk), "afterwards": afterwards})

    assert (response["Location"], now_of(editor)[0], now_of(owner)[0]) == (onward, OWNER, role)


def test_owner_hands_over_to_somebody_new(owner):
    data = {"to": "new", "email": "new@exampleville.example", "language": "ar", "afterwards": "stay"}

    response = signed_in(owner).post(page("people_hand_over"), data)

    sent = Invitation.objects.get()
    assert response["Location"] == page("people")
    assert (sent.hand_over, sent.inviter_stays, sent.role, sent.language) == (True, True, OWNER, "ar")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"to": ""}, "to"),
        ({"to": "999999"}, "to"),
        ({"to": "new", "email": ""}, "email"),
        ({"to": "new", "email": "x"}, "email"),
        ({"afterwards": ""}, "afterwards"),
    ],
)
def test_incomplete_hand_over_changes_nothing(wrong, field, owner, editor):
    response = signed_in(owner).post(page("people_hand_over"), {"to": str(editor.pk), "afterwards": "leave"} | wrong)

    assert list(response.context["form"].errors) == [field]
    assert now_of(owner) == (OWNER, "active", None)


# --- Leaving
def test_colleague_leaves(owner, editor):
    response = signed_in(editor).post(page("people_leave"))

    assert (response["Location"], now_of(editor)) == ("/en/space/", (EDITOR, "ended", in_days(0)))


def test_last_owner_is_offered_to_hand_over_or_tell_the_secretariat(owner, secretary):
    client = signed_in(owner)
    html = text(client.get(page("people_leave")))
    assert page("people_hand_over") in html

    refused = client.post(page("people_leave"), {"day": in_days(61).isoformat(), "message": ""})
    assert list(refused.context["form"].errors) == ["day", "message"]
    client.post(page("people_leave"), {"day": in_days(7).isoformat(), "message": "Ask Kim."})

    assert now_of(owner) == (OWNER, "active", in_days(7))
    assert OwnerNotice.objects.get().message == "Ask Kim."
    assert Message.objects.filter(recipient=secretary.email).count() == 1


# --- Asking
def test_colleague_asks_to_own_a_file_that_has_no_owner(owner, editor, secretary):
    people.end(owner, by=secretary)
    client = signed_in(editor)
    assert page("people_ask") in text(client.get(page("people")))

    client.post(page("people_ask"), {"message": "I can."})

    assert OwnerNotice.objects.get(kind="asked").message == "I can."
    html = text(client.get(page("people")))
    assert (page("people_ask") in html, "The secretariat was asked for an owner." in html) == (False, True)


def test_owned_file_is_not_asked_for(owner, editor):
    response = signed_in(editor).post(page("people_ask"), {"message": "I can."})

    assert "This file has an owner." in text(response)
    assert not OwnerNotice.objects.exists()


# --- Asking to represent
def test_profile_leads_to_the_request(client, directory):
    follow(make_authority())

    assert "/en/charter/sign/ask/exampleville/" in text(client.get("/en/network/exampleville/"))


def test_who_left_and_whose_day_has_passed_may_ask_again(authority, owner):
    left, lapsed = add(authority, "left@exampleville.example"), add(authority, "lapsed@exampleville.example", until=in_days(-1))
    people.leave(left, by=left.user)

    asked = [request_representation(authority, by=row.user, position="", message="") for row in (left, lapsed)]

    assert [row.status for row in asked] == ["requested"] * 2
    assert Representative.objects.get(pk=lapsed.pk).status == "ended"


# --- An invitation
def link(invitation):
    return reverse("space:invitation", args=[token_of(invitation)])


@pytest.fixture
def sent(authority, owner):
    return invite(authority, owner.user)


def test_link_says_nothing_to_a_stranger(client, sent):
    response = client.get(link(sent))

    assert response.status_code == 200
    assert "You are invited" in text(response)
    assert not any(hidden in text(response) for hidden in ("Exampleville", "exampleville.example", "Sam Sample"))
    assert f"/en/accounts/login/?next={link(sent)}" in text(response)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_link_says_nothing_to_another_account(sent, editor):
    response = signed_in(UserFactory(email="other@elsewhere.example")).get(link(sent))

    assert response.status_code == 403
    assert not any(hidden in text(response) for hidden in ("Exampleville", "exampleville.example"))


def test_opening_accepts_nothing(sent, guest):
    response = signed_in(guest).get(link(sent))

    sent.refresh_from_db()
    assert (response.status_code, sent.state) == (200, "sent")
    assert "Exampleville" in text(response)
    assert not guest.representations.exists()


@pytest.mark.parametrize(("answer", "state"), [("accept", "accepted"), ("decline", "declined")])
def test_invited_person_answers(answer, state, sent, guest):
    response = signed_in(guest).post(link(sent), {"answer": answer})

    sent.refresh_from_db()
    assert (response["Location"], sent.state) == ("/en/space/", state)


@pytest.mark.parametrize("data", [{}, {"answer": "x"}, {"answer": "\x00"}, {"answer": ["x", "y"]}])
def test_other_answers_change_nothing(data, sent, guest):
    assert signed_in(guest).post(link(sent), data).status_code == 200
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_used_withdrawn_and_expired_links_are_gone(client, sent, owner, guest):
    old = link(sent)
    people.accept(sent, by=guest)
    withdrawn = invite(owner.local_government, owner.user, email="b@exampleville.example")
    people.withdraw(withdrawn, by=owner.user)
    expired = invite(owner.local_government, owner.user, email="c@exampleville.example")
    Invitation.objects.filter(pk=expired.pk).update(
        invited_at=timezone.now() - timedelta(days=20), expires_at=timezone.now() - timedelta(days=6)
    )

    answers = [client.get(address) for address in (old, link(withdrawn), link(expired), "/en/space/invitations/" + "x" * 43 + "/")]

    assert [answer.status_code for answer in answers] == [410, 410, 410, 404]
    assert ["no longer works" in text(answers[0]), "has expired" in text(answers[2]), "not complete" in text(answers[3])] == [True] * 3
    assert not any("Exampleville" in text(answer) or "exampleville.example" in text(answer) for answer in answers)
    assert signed_in(guest).post(old, {"answer": "accept"}).status_code == 410
    assert "You have accepted this invitation" in text(signed_in(guest).get(old))


def test_refusal_is_shown_on_the_page(sent, guest, authority):
    add(authority, "x@exampleville.example")
    Representative.objects.create(user=guest, local_government=authority, role=EDITOR, status="active")

    response = signed_in(guest).post(link(sent), {"answer": "accept"})

    assert (response.status_code, "You speak for it already." in text(response)) == (409, True)


def test_invitation_waits_on_the_desk_of_the_invited_person(sent, guest, owner):
    address = reverse("space:invitation_waiting", args=[sent.pk])

    assert address in text(signed_in(guest).get("/en/space/"))
    assert signed_in(guest).post(address, {"answer": "accept"})["Location"] == "/en/space/"
    assert address not in text(signed_in(guest).get("/en/space/"))
    assert [signed_in(user).get(address).status_code for user in (owner, guest)] == [404, 410]


def test_many_tries_at_links_are_refused(client, sent):
    codes = [client.get(f"/en/space/invitations/x{number:042}/").status_code for number in range(40)]

    assert (codes[0], codes[-1]) == (404, 429)


def test_desk_costs_the_same_however_many_invitations(guest, django_assert_num_queries, django_assert_max_num_queries):
    client = signed_in(guest)

    def more(first, last):
        for number in range(first, last):
            owner = add(LocalGovernmentFactory(participant=True), f"o{number}@elsewhere.example")
            invite(owner.local_government, owner.user)

    more(0, 1)
    with django_assert_max_num_queries(10) as counted:
        client.get("/en/space/")
    more(1, 10)
    with django_assert_num_queries(len(counted)):
        client.get("/en/space/")
