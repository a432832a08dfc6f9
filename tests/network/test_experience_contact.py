"""A reader writes to those who did it: who gets it, what nobody sees, how often."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.test import Client
from django.utils import timezone

from core import outbox
from core.models import AttemptLimit, Message
from network.enums import RepresentativeStatus
from tests.factories import LocalGovernmentFactory, RepresentativeFactory, UserFactory
from tests.network.telling import experience, the_list

pytestmark = pytest.mark.django_db
TYPED = {"name": "Ana Ruiz", "email": "ana@town.example", "authority": "Town", "message": "How did you begin?\nhttps://elsewhere.example/"}
ADDRESS = "/en/experiences/phone/contact/"


@pytest.fixture
def government(db):
    return LocalGovernmentFactory(slug="bagnolet", name_en="City of Bagnolet")


@pytest.fixture
def page(home, government):
    return experience(the_list(home), "phone", local_government=government)


def recipients():
    return sorted(Message.objects.filter(purpose__startswith="experience_contact:").values_list("recipient", flat=True))


# --- Who gets it
def test_the_contact_of_the_page_gets_it(client, page):
    page.contact_email = "contact@city.example"
    page.save()
    UserFactory(secretariat=True)

    response = client.post(ADDRESS, TYPED)

    assert (response.status_code, response["Location"]) == (302, "/en/experiences/phone/contact/sent/")
    assert recipients() == ["contact@city.example"]


def test_without_contact_those_who_speak_for_the_authority_get_it(client, page, government):
    UserFactory(secretariat=True)
    speaks = RepresentativeFactory(local_government=government, status=RepresentativeStatus.ACTIVE)
    RepresentativeFactory(local_government=government, status=RepresentativeStatus.REQUESTED)
    RepresentativeFactory(local_government=government, status=RepresentativeStatus.PROVISIONAL)
    RepresentativeFactory(local_government=government, status=RepresentativeStatus.ACTIVE, until=timezone.localdate() - timedelta(days=1))
    RepresentativeFactory(local_government=government, status=RepresentativeStatus.ACTIVE, user=UserFactory(is_active=False))
    RepresentativeFactory(local_government=LocalGovernmentFactory(), status=RepresentativeStatus.ACTIVE)

    client.post(ADDRESS, TYPED)

    assert recipients() == [speaks.user.email]


def test_when_nobody_speaks_for_it_the_secretariat_gets_it_in_its_language(client, page):
    UserFactory(secretariat=True, email="secretary@network.example", language="fr")

    client.post(ADDRESS, TYPED)

    message = Message.objects.get(purpose__startswith="experience_contact:")
    assert (message.recipient, message.language, message.subject) == (
        "secretary@network.example",
        "fr",
        "Quelqu’un vous écrit par le portail",
    )


def test_there_is_no_form_when_nobody_would_read_it(client, page):
    assert client.get(ADDRESS).status_code == client.post(ADDRESS, TYPED).status_code == 404
    assert "/contact/" not in client.get("/en/experiences/phone/").content.decode()


def test_there_is_no_form_for_a_draft(client, page):
    UserFactory(secretariat=True)
    page.live = False
    page.save()

    assert client.get(ADDRESS).status_code == 404


# --- What it says
def test_the_mail_answers_to_the_reader_and_marks_their_words(client, page, smtp):
    page.contact_email = "contact@city.example"
    page.save()
    client.post(ADDRESS, TYPED)

    outbox.send_due()

    (envelope,) = smtp.received
    mail = message_from_bytes(envelope.content, policy=policy.default)
    text = mail.get_body(("plain",)).get_content()
    assert (envelope.rcpt_tos, mail["To"], mail["Reply-To"]) == (["contact@city.example"], "contact@city.example", "ana@town.example")
    assert mail["Subject"] == "Somebody writes to you through the portal"
    assert "> How did you begin?\n> https://elsewhere.example/" in text.replace("\r\n", "\n")
    assert all(said in text for said in ("Name: Ana Ruiz", "Address: ana@town.example", "Local government or organisation: Town"))


def test_the_address_stands_on_no_page(client, page):
    page.contact_email = "contact@city.example"
    page.save()

    answers = [
        client.get(path, follow=True) for path in ("/en/experiences/phone/", ADDRESS, f"{ADDRESS}sent/", "/en/experiences/feed.atom")
    ]
    answers += [client.post(ADDRESS, {"name": ""}), client.post(ADDRESS, TYPED)]

    for answer in answers:
        assert b"contact@city.example" not in answer.content
        assert "contact@city.example" not in str(answer.headers)


def test_nothing_is_kept_longer_than_any_mail(client, page, deliver):
    page.contact_email = "contact@city.example"
    page.save()
    client.post(ADDRESS, TYPED)
    deliver()
    Message.objects.update(sent_at=timezone.now() - timedelta(days=31))

    outbox.forget_texts()

    message = Message.objects.get()
    assert (message.recipient, message.reply_to, message.text, message.html) == ("", "", "", "")


# --- What may be typed
@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("name", "", "This field is required."),
        ("email", "not an address", "Enter a valid email address."),
        ("email", "a@b.example\nBcc: c@d.example", "Enter a valid email address."),
        ("message", "", "This field is required."),
        ("message", "x" * 5001, "This is too long: 5000 characters at most, this has 5001."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(client, page, name, typed, said):
    UserFactory(secretariat=True)

    response = client.post(ADDRESS, {**TYPED, name: typed})

    assert response.status_code == 200
    assert response.context["form"].errors == {name: [said]}
    assert 'value="Town"' in response.content.decode()
    assert recipients() == []


@pytest.mark.parametrize("typed", [{}, {"name": ["a", "b"]}, {"email": "\x00@x"}, {"message": "\x00\x01"}, {"message[]": "x"}])
def test_junk_is_refused_without_harm(client, page, typed):
    UserFactory(secretariat=True)

    assert client.post(ADDRESS, typed).status_code in (200, 400)
    assert recipients() == []


def test_the_button_pressed_twice_sends_once(client, page):
    UserFactory(secretariat=True)

    for _turn in range(2):
        client.post(ADDRESS, TYPED)

    assert len(recipients()) == 1


# --- How often
def test_messages_of_one_address_are_limited_and_what_was_typed_stays(client, page):
    UserFactory(secretariat=True)
    AttemptLimit.objects.create(name="experience_contact_address", most=3, seconds=3600)
    for number in range(3):
        client.post(ADDRESS, {**TYPED, "message": f"Question {number}"}, REMOTE_ADDR=f"192.0.2.{number}")

    response = client.post(ADDRESS, {**TYPED, "message": "One more"}, REMOTE_ADDR="192.0.2.9")

    assert response.status_code == 429
    assert "That was too often in a short time." in response.content.decode()
    assert "One more" in response.content.decode()
    assert len(recipients()) == 3


def test_messages_from_one_place_are_limited(client, page):
    UserFactory(secretariat=True)
    AttemptLimit.objects.create(name="experience_contact_visitor", most=8, seconds=3600)
    for number in range(8):
        client.post(ADDRESS, {**TYPED, "email": f"ana{number}@town.example"})

    assert client.post(ADDRESS, {**TYPED, "email": "other@town.example"}).status_code == 429
    assert client.post(ADDRESS, {**TYPED, "email": "other@town.example"}, REMOTE_ADDR="192.0.2.9").status_code == 302


# --- Cookies
def test_the_cookie_comes_with_the_form_only(client, page):
    UserFactory(secretariat=True)

    assert dict(client.get("/en/experiences/phone/").cookies) == {}
    assert list(client.get(ADDRESS).cookies) == ["csrftoken"]


def test_a_form_of_another_site_is_refused(page):
    UserFactory(secretariat=True)

    assert Client(enforce_csrf_checks=True).post(ADDRESS, TYPED).status_code == 403
    assert recipients() == []
