"""Which role prepares a file: owners and signing delegates; editors neither prepare nor see it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from charter import actions
from charter.enums import Reason
from charter.models import Signature
from core.models import Message
from network.actions import request_representation
from network.enums import RepresentativeRole
from tests.charter.test_journey import signed_in

PREPARE = [RepresentativeRole.OWNER, RepresentativeRole.DELEGATE]
PAGES = ["sign_file", "sign_mandate", "sign_text", "sign_signatory", "sign_review", "sign_withdraw", "mandate_file"]


def page(name, signature):
    return reverse(f"charter:{name}", args=[signature.public_id])


def become(authority, role):
    authority.representatives.update(role=role)


@pytest.mark.parametrize("role", PREPARE)
def test_owner_and_delegate_open_the_file(role, draft, authority, officer):
    become(authority, role)

    assert signed_in(officer).get(page("sign_file", draft)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_editor_sees_nothing_of_the_file(name, ready, authority, officer):
    become(authority, RepresentativeRole.EDITOR)
    client = signed_in(officer)

    assert client.get(page(name, ready)).status_code == 404
    assert client.post(page(name, ready)).status_code in (404, 405)


def test_editor_begins_no_file(version, authority, officer):
    become(authority, RepresentativeRole.EDITOR)

    response = signed_in(officer).post(reverse("charter:sign_begin", args=[authority.slug]))

    assert response.status_code == 404
    assert not Signature.objects.exists()


def test_editor_withdraws_nothing(accepted, authority, officer):
    become(authority, RepresentativeRole.EDITOR)

    with pytest.raises(ValidationError):
        actions.withdraw(accepted, by=officer, reason=Reason.OWN_REQUEST, message="x")


@pytest.mark.parametrize(
    ("role", "shown"), [(RepresentativeRole.OWNER, True), (RepresentativeRole.DELEGATE, True), (RepresentativeRole.EDITOR, False)]
)
def test_desk_shows_the_files_of_those_who_prepare_them(role, shown, draft, authority, officer):
    become(authority, role)

    html = signed_in(officer).get(reverse("space")).content.decode()

    assert (page("sign_file", draft) in html) is shown
    assert reverse("space:people", args=[authority.slug]) in html


@pytest.mark.parametrize(("role", "begins"), [(RepresentativeRole.DELEGATE, True), (RepresentativeRole.EDITOR, False)])
def test_desk_offers_a_file_to_those_who_prepare_it(role, begins, version, authority, officer):
    become(authority, role)

    html = signed_in(officer).get(reverse("space")).content.decode()

    assert (reverse("charter:sign_begin", args=[authority.slug]) in html) is begins


def test_mail_about_a_file_goes_to_those_who_prepare_it(submitted, authority, officer, stranger, secretary):
    become(authority, RepresentativeRole.EDITOR)
    authority.representatives.create(user=stranger, role=RepresentativeRole.DELEGATE, status="active")

    actions.request_changes(submitted, by=secretary, reason=Reason.OTHER, message="Please.")

    assert list(Message.objects.filter(purpose__startswith="changes_requested:").values_list("recipient", flat=True)) == [stranger.email]


@pytest.mark.parametrize(("owned", "role"), [(True, RepresentativeRole.DELEGATE), (False, RepresentativeRole.OWNER)])
def test_granting_suggests_the_role_that_is_missing(owned, role, client, authority, stranger, secretary):
    if not owned:
        authority.representatives.all().delete()
    asked = request_representation(authority, by=stranger, position="", message="")
    client.force_login(secretary)
    address = reverse("representation_answer", args=[asked.pk])
    assert client.get(address).context["form"].initial == {"role": role}

    client.post(address, {"answer": "grant", "message": ""})

    asked.refresh_from_db()
    assert asked.role == role


def test_granting_gives_the_chosen_role(client, authority, stranger, secretary):
    asked = request_representation(authority, by=stranger, position="", message="")
    client.force_login(secretary)

    client.post(reverse("representation_answer", args=[asked.pk]), {"answer": "grant", "role": "editor", "message": ""})

    asked.refresh_from_db()
    assert asked.role == RepresentativeRole.EDITOR
    assert "Keeps the page up to date." in Message.objects.get(purpose=f"representation:{asked.pk}:answer").text
