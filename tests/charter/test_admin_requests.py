"""Requests to represent a local government, answered in the admin."""

import pytest
from django.urls import reverse

from core.models import Message
from core.permissions import SECRETARIAT
from network.actions import answer_representation, request_representation
from network.enums import RepresentativeStatus
from tests.charter.conftest import make_authority, make_user

LIST = "/admin/signatures/requests/"


def address(asked):
    return reverse("representation_answer", args=[asked.pk])


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def asked(stranger):
    authority = make_authority(website="https://www.exampleville.example/")
    return request_representation(authority, by=stranger, position="Adviser", message="I work for <b>the mayor</b>.")


def test_list_shows_who_waits_the_oldest_first(desk, asked):
    newer = request_representation(asked.local_government, by=make_user("newer@elsewhere.example"), position="", message="")

    response = desk.get(LIST)

    assert list(response.context["page_obj"]) == [asked, newer]


def test_list_is_empty_once_all_are_answered(desk, asked, secretary):
    answer_representation(asked, by=secretary, grant=True)

    assert "Nobody waits for an answer." in desk.get(LIST).content.decode()


def test_list_costs_the_same_however_long(desk, asked, django_assert_max_num_queries):
    for number in range(30):
        request_representation(asked.local_government, by=make_user(f"p{number}@elsewhere.example"), position="", message="")
    desk.get(LIST)

    with django_assert_max_num_queries(24):
        response = desk.get(LIST)

    assert len(response.context["page_obj"]) == 20
    assert len(desk.get(LIST, {"p": "2"}).context["page_obj"]) == 11


def test_page_shows_what_speaks_for_and_against(desk, asked):
    html = desk.get(address(asked)).content.decode()

    assert "I work for &lt;b&gt;the mayor&lt;/b&gt;." in html
    assert '<bdi dir="ltr">elsewhere.example</bdi>' in html
    assert '<bdi dir="ltr">exampleville.example</bdi>' in html


@pytest.mark.parametrize(("answer", "status"), [("grant", RepresentativeStatus.ACTIVE), ("refuse", RepresentativeStatus.REFUSED)])
def test_request_is_answered_with_a_message(answer, status, desk, asked, secretary):
    response = desk.post(address(asked), {"answer": answer, "message": "Hello there."})

    asked.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, LIST)
    assert (asked.status, asked.answered_by) == (status, secretary)
    assert "Hello there." in Message.objects.get(purpose=f"representation:{asked.pk}:answer").text


def test_refusal_says_why(desk, asked):
    response = desk.post(address(asked), {"answer": "refuse", "message": " "})

    asked.refresh_from_db()
    assert list(response.context["form"].errors) == ["message"]
    assert asked.status == RepresentativeStatus.REQUESTED


def test_answer_has_to_be_chosen_and_the_message_is_kept(desk, asked):
    response = desk.post(address(asked), {"message": "Hello there."})

    assert list(response.context["form"].errors) == ["answer"]
    assert "Hello there." in response.content.decode()


def test_request_is_answered_once(desk, asked):
    colleague = make_user("colleague@network.example", SECRETARIAT)
    answer_representation(asked, by=colleague, grant=True)

    response = desk.post(address(asked), {"answer": "refuse", "message": "We do not know you."})

    asked.refresh_from_db()
    assert response.status_code == 409
    assert "already been answered" in response.content.decode()
    assert "We do not know you." in response.content.decode()
    assert asked.status == RepresentativeStatus.ACTIVE
    assert desk.get(address(asked))["Location"] == LIST


def test_what_was_typed_outlives_the_session(client, asked, secretary):
    client.post(address(asked), {"answer": "refuse", "message": "We do not know you."})
    client.force_login(secretary)

    assert "We do not know you." in client.get(address(asked)).content.decode()
