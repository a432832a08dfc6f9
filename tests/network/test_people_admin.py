"""The secretariat's side of people, in the admin."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from core.models import Message
from network import people
from network.models import Invitation, OwnerNotice
from tests.factories import RepresentativeFactory, UserFactory
from tests.network.people import EDITOR, OWNER, add, in_days, invite, kinds, make_authority, now_of, told

DESK = "/admin/representatives/"


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
def secretary(db):
    return UserFactory(email="secretary@network.example", secretariat=True)


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


def text(response):
    return response.content.decode()


def told_of(owner):
    people.announce_leaving(owner, by=owner.user, day=in_days(9), message="Ask <Kim>.")
    return OwnerNotice.objects.get()


# --- For whom
@pytest.mark.parametrize(("who", "expected"), [("secretary", 200), ("editor", 403), ("owner", 302), ("anonymous", 302), ("superuser", 200)])
def test_pages_are_for_the_secretariat(who, expected, client, owner, secretary):
    notice = told_of(owner)
    addresses = [
        DESK,
        *(f"{DESK}?show={show}" for show in ("without", "ending", "all", "x")),
        reverse("owner_notice", args=[notice.pk]),
        reverse("people_detail", args=["exampleville"]),
        reverse("people_appoint", args=["exampleville"]),
        reverse("people_admin_end", args=["exampleville", owner.pk]),
    ]
    visitors = {
        "secretary": secretary,
        "editor": UserFactory(editor=True),
        "owner": owner.user,
        "superuser": UserFactory(is_superuser=True),
    }
    if who in visitors:
        client.force_login(visitors[who])

    assert {client.get(address).status_code for address in addresses} == {expected}


@pytest.mark.parametrize("name", ["people_appoint", "people_admin_end", "owner_notice"])
def test_editors_of_the_site_change_nothing(name, client, owner):
    notice = told_of(owner)
    args = {"people_appoint": ["exampleville"], "people_admin_end": ["exampleville", owner.pk], "owner_notice": [notice.pk]}[name]
    client.force_login(UserFactory(editor=True))

    assert client.post(reverse(name, args=args), {"words": "x", "answer": "x", "to": str(owner.pk)}).status_code == 403
    assert kinds(owner.local_government) == ["secretariat_told"]


@pytest.mark.parametrize(
    "path",
    [
        "of/nowhere/",
        "of/nowhere/owner/",
        "of/exampleville/999/end/",
        f"of/exampleville/{'9' * 30}/end/",
        "notices/999/",
        f"notices/{'9' * 30}/",
    ],
)
def test_what_does_not_exist_is_not_found(path, desk, owner):
    assert desk.get(DESK + path, follow=True).status_code == 404


# --- The lists
def test_notices_wait_the_oldest_first_and_are_counted_in_the_menu(desk, owner):
    notice = told_of(owner)
    second = add(make_authority(slug="second"), "owner@second.example")
    people.announce_leaving(second, by=second.user, day=in_days(3), message="x")

    response = desk.get(DESK)

    assert [row.pk for row in response.context["page_obj"]] == [notice.pk, OwnerNotice.objects.latest("pk").pk]
    assert "Representatives, 2 waiting" in text(response)


def test_files_without_owner_are_listed_members_first(desk, owner, secretary):
    people.end(owner, by=secretary)
    member = make_authority(slug="member", member=True)
    make_authority(slug="nobody-ever")
    add(make_authority(slug="well"), "owner@well.example")

    listed = list(desk.get(DESK, {"show": "without"}).context["page_obj"])

    assert listed == [member, owner.local_government]


def test_end_dates_to_come_are_listed(desk, owner, authority):
    soon = add(authority, "soon@exampleville.example", EDITOR, until=in_days(5))
    sooner = add(authority, "sooner@exampleville.example", EDITOR, until=in_days(2))
    add(authority, "later@exampleville.example", EDITOR, until=in_days(90))
    add(authority, "past@exampleville.example", EDITOR, until=in_days(-1))

    assert list(desk.get(DESK, {"show": "ending"}).context["page_obj"]) == [sooner, soon]


def test_everybody_is_found_by_the_name_of_the_place(desk, owner):
    add(make_authority(slug="other", name_en="Otherville", name_local="Otherville"), "owner@other.example")

    found = {query: len(desk.get(DESK, {"show": "all", "q": query}).context["page_obj"]) for query in ("examplev", "zzz", "«»", "")}

    assert found == {"examplev": 1, "zzz": 0, "«»": 0, "": 2}


@pytest.mark.parametrize("show", ["notices", "without", "ending", "all"])
def test_list_costs_the_same_however_long(show, desk, secretary, django_assert_num_queries, django_assert_max_num_queries):
    def more(first, last):
        for number in range(first, last):
            authority = make_authority(slug=f"town-{number}")
            owner = add(authority, f"owner@town-{number}.example")
            people.announce_leaving(owner, by=owner.user, day=in_days(9), message="x")
            ended = add(make_authority(slug=f"empty-{number}"), f"owner@empty-{number}.example")
            people.end(ended, by=secretary)

    more(0, 1)
    desk.get(DESK, {"show": show})
    with django_assert_max_num_queries(32) as counted:
        desk.get(DESK, {"show": show})
    more(1, 10)
    with django_assert_num_queries(len(counted)):
        desk.get(DESK, {"show": show})


# --- One local government
def test_record_leads_to_its_people(desk, authority):
    address = reverse("people_detail", args=["exampleville"])

    assert address in text(desk.get(reverse("wagtailsnippets_network_localgovernment:list")))
    assert address in text(desk.get(reverse("wagtailsnippets_network_localgovernment:edit", args=[authority.pk])))


def test_page_shows_people_invitations_and_history(desk, owner, secretary):
    invite(owner.local_government, owner.user)
    past = add(owner.local_government, "past@exampleville.example")
    people.end(past, by=owner.user, words="<i>Moved</i>")
    RepresentativeFactory(local_government=owner.local_government, user=UserFactory(email="asks@x.example"), status="requested")

    html = text(desk.get(reverse("people_detail", args=["exampleville"])))

    for shown in ("owner@exampleville.example", "new@exampleville.example", "past@exampleville.example", "Role ended", "&lt;i&gt;Moved"):
        assert shown in html


def test_page_costs_the_same_however_many(desk, owner, django_assert_num_queries, django_assert_max_num_queries):
    def more(first, last):
        for number in range(first, last):
            past = add(owner.local_government, f"past{number}@exampleville.example")
            people.end(past, by=owner.user)
            add(owner.local_government, f"p{number}@exampleville.example", EDITOR)
            invite(owner.local_government, owner.user, email=f"i{number}@exampleville.example")

    address = reverse("people_detail", args=["exampleville"])
    more(0, 1)
    desk.get(address)
    with django_assert_max_num_queries(32) as counted:
        desk.get(address)
    more(1, 10)
    with django_assert_num_queries(len(counted)):
        desk.get(address)


# --- Ending, appointing
def test_role_is_ended_with_a_reason(desk, owner):
    address = reverse("people_admin_end", args=["exampleville", owner.pk])
    assert "Nobody else owns the file." in text(desk.get(address))

    without = desk.post(address, {"words": " "})
    response = desk.post(address, {"words": "Asked by the mayor."})

    assert list(without.context["form"].errors) == ["words"]
    assert response["Location"] == reverse("people_detail", args=["exampleville"])
    assert now_of(owner) == (OWNER, "ended", in_days(0))
    assert "Asked by the mayor." in Message.objects.get(recipient=owner.user.email).text


def test_colleague_becomes_the_owner(desk, owner, secretary):
    editor = add(owner.local_government, "editor@exampleville.example", EDITOR, until=in_days(9))
    people.end(owner, by=secretary)

    response = desk.post(reverse("people_appoint", args=["exampleville"]), {"to": str(editor.pk), "words": "Confirmed."})

    assert response["Location"] == reverse("people_detail", args=["exampleville"])
    assert now_of(editor) == (OWNER, "active", None)
    assert not OwnerNotice.objects.standing().exists()


def test_somebody_new_is_invited_to_become_the_owner(desk, authority):
    data = {"to": "new", "email": "new@exampleville.example", "language": "en", "words": "As the mayor asked."}

    desk.post(reverse("people_appoint", args=["exampleville"]), data)

    sent = Invitation.objects.get()
    mail = Message.objects.get(purpose__startswith="invitation:")
    assert (sent.role, sent.hand_over, sent.state) == (OWNER, False, "sent")
    assert ("As the mayor asked." in mail.text, "The secretariat invites you" in mail.text) == (True, True)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"to": "new", "words": "x"}, "email"),
        ({"to": "999", "words": "x"}, "to"),
        ({"words": "x"}, "to"),
        ({"to": "new", "email": "a@b.example"}, "words"),
    ],
)
def test_incomplete_appointment_changes_nothing(data, field, desk, owner):
    response = desk.post(reverse("people_appoint", args=["exampleville"]), data)

    assert list(response.context["form"].errors) == [field]
    assert kinds(owner.local_government) == []


def test_refusal_of_an_appointment_keeps_what_was_typed(desk, owner):
    data = {"to": "new", "email": owner.user.email, "language": "en", "words": "As the mayor asked."}

    response = desk.post(reverse("people_appoint", args=["exampleville"]), data)

    assert response.status_code == 409
    assert "speaks for it already" in text(response)
    assert "As the mayor asked." in text(response)


# --- Notices
def test_notice_is_answered_once(desk, owner, secretary):
    notice = told_of(owner)
    address = reverse("owner_notice", args=[notice.pk])
    assert "Ask &lt;Kim&gt;." in text(desk.get(address))

    assert list(desk.post(address, {"answer": ""}).context["form"].errors) == ["answer"]
    response = desk.post(address, {"answer": "We write to the mayor."})
    again = desk.post(address, {"answer": "Another answer."})

    assert response["Location"] == DESK
    assert (again.status_code, "Another answer." in text(again)) == (409, True)
    assert told(f"owner_notice:{notice.pk}:answer:") == [owner.user.email]
    assert list(desk.get(DESK).context["page_obj"]) == []


def test_what_was_typed_outlives_the_session(client, owner, secretary):
    address = reverse("owner_notice", args=[told_of(owner).pk])
    client.post(address, {"answer": "We write to the mayor."})
    client.force_login(secretary)

    assert "We write to the mayor." in text(client.get(address))


def test_nothing_sent_breaks_a_form(desk, owner):
    notice = told_of(owner)
    for address in (reverse("owner_notice", args=[notice.pk]), reverse("people_appoint", args=["exampleville"])):
        for data in ({}, {"answer": "\x00", "words": "\x00", "to": "\x00"}, {"to": ["a", "b"], "email": "9" * 5000}):
            assert desk.post(address, data).status_code == 200
