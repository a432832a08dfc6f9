"""Deleting records in the admin."""

import pytest
from django.urls import reverse

from network.models import LocalGovernment
from tests.factories import LocalGovernmentFactory, SignatureFactory, UserFactory

pytestmark = pytest.mark.django_db


def delete(client, *records):
    client.force_login(UserFactory(is_superuser=True))
    if len(records) == 1:
        return client.post(reverse("wagtailsnippets_network_localgovernment:delete", args=[records[0].pk]), follow=True)
    address = reverse("wagtail_bulk_action", args=["network", "localgovernment", "delete"])
    return client.post(f"{address}?{'&'.join(f'id={record.pk}' for record in records)}", follow=True)


def test_a_record_that_others_stand_on_stays(client):
    signed = SignatureFactory().local_government

    response = delete(client, signed)

    assert response.redirect_chain == [(reverse("wagtailsnippets_network_localgovernment:list"), 302)]
    assert f"“{signed}” stays: other records stand on it." in response.content.decode()
    assert LocalGovernment.objects.filter(pk=signed.pk).exists()


def test_it_stays_among_others_too(client):
    signed, free = SignatureFactory().local_government, LocalGovernmentFactory()

    delete(client, free, signed)

    assert LocalGovernment.objects.count() == 2


def test_a_record_on_its_own_is_deleted(client):
    delete(client, LocalGovernmentFactory())

    assert not LocalGovernment.objects.exists()
