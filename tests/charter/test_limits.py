"""How often signing codes are asked for and typed from one place, and what a preparer takes along of their files."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from charter import actions
from charter.models import Signature
from core import attempts, personal_data
from core.models import AttemptLimit
from tests.charter.conftest import code_sent, token_sent

pytestmark = pytest.mark.django_db
DECLARED = ["authority", "read"]


@pytest.fixture
def link(ready, officer):
    return actions.ask_signatory(ready, by=officer)


def test_codes_asked_for_from_one_place_are_limited(client, link):
    AttemptLimit.objects.create(name="signing_code_asked_visitor", most=15, seconds=900)
    url = reverse("charter:signing_code", args=[token_sent(link)])
    for _turn in range(15):
        client.post(url)
    link.refresh_from_db()
    assert link.codes_sent == 1  # half a minute between two, at the link itself

    answer = client.post(url, follow=True)

    assert "That was too often in a short time." in answer.text
    assert client.post(url, REMOTE_ADDR="192.0.2.9")["Location"].endswith(reverse("charter:signing", args=[token_sent(link)]))


def test_codes_typed_from_one_place_are_limited_and_nothing_is_signed(client, link):
    AttemptLimit.objects.create(name="signing_code_typed_visitor", most=30, seconds=900)
    actions.send_code(link)
    url = reverse("charter:signing", args=[token_sent(link)])
    for _turn in range(30):
        attempts.take("signing_code_typed", request=RequestFactory().post(url))
    code = code_sent(link)

    page = client.post(url, {"declared": DECLARED, "code": code})

    assert "That was too often in a short time." in page.text
    assert Signature.objects.get().signed_at is None
    client.post(url, {"declared": DECLARED, "code": code}, REMOTE_ADDR="192.0.2.9")
    assert Signature.objects.get().signed_at is not None


def test_a_copy_of_ones_data_names_the_files_one_prepared(ready, officer):
    found = personal_data.of(officer)["files_prepared"]

    assert [(file["local_government"], file["state"], file["signed_at"]) for file in found] == [("Exampleville", "draft", None)]
    assert "maire@" not in str(found)
