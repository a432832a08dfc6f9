"""Local governments in the admin."""

import pytest
from django.urls import reverse

from network.models import LocalGovernment, ProfilePage
from tests.factories import LocalGovernmentFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_network_localgovernment:list"


def form(**changed):
    """What the admin's form sends for a new record."""
    fields = {
        "name_en": "Municipality of Jenin",
        "name_local": "بلدية جنين",
        "name_local_language": "ar",
        "slug": "jenin",
        "level": "municipality",
        "country": "PS",
        "region": "middle_east_west_asia",
        "role": "pilot_territory",
        "links-TOTAL_FORMS": "0",
        "links-INITIAL_FORMS": "0",
        "sources-TOTAL_FORMS": "1",
        "sources-INITIAL_FORMS": "0",
        "sources-0-url": "https://example.org/jenin",
        "sources-0-ORDER": "1",
    }
    return fields | changed


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(editor=True))
    return client


@pytest.mark.parametrize(("query", "found"), [("", 2), ("djenine", 1), ("جنين", 1), ("nowhere", 0), ('"', 2), ("'%_\\", 2)])
def test_list_is_searched_in_any_script(editor, query, found):
    LocalGovernmentFactory(name_local="بلدية جنين", name_fr="Djénine")
    LocalGovernmentFactory(name_local="Banjul")

    response = editor.get(reverse(LIST), {"q": query})

    assert response.status_code == 200
    assert len(response.context["object_list"]) == found


def test_list_is_filtered(editor):
    LocalGovernmentFactory(participant=True)
    LocalGovernmentFactory(country="KM", region="africa")

    response = editor.get(reverse(LIST), {"region": "africa"})

    assert [lg.country for lg in response.context["object_list"]] == ["KM"]


def test_editor_adds_a_participant_with_its_source_and_gets_its_page(editor, directory):
    response = editor.post(reverse("wagtailsnippets_network_localgovernment:add"), form())

    assert response.status_code == 302
    local_government = LocalGovernment.objects.get(slug="jenin")
    assert [source.url for source in local_government.sources.all()] == ["https://example.org/jenin"]
    assert editor.get("/en/network/jenin/").status_code == 200


def test_page_takes_the_new_address_of_its_record(editor, directory):
    editor.post(reverse("wagtailsnippets_network_localgovernment:add"), form())
    local_government = LocalGovernment.objects.get(slug="jenin")
    source = local_government.sources.get()

    changed = form(slug="jenin-city", **{"sources-INITIAL_FORMS": "1", "sources-0-id": str(source.pk)})
    editor.post(reverse("wagtailsnippets_network_localgovernment:edit", args=[local_government.pk]), changed)

    assert ProfilePage.objects.get().slug == "jenin-city"
    assert editor.get("/en/network/jenin-city/").status_code == 200


def test_unknown_country_is_refused(editor, directory):
    response = editor.post(reverse("wagtailsnippets_network_localgovernment:add"), form(country="XX"))

    assert list(response.context["form"].errors) == ["country"]


def test_nobody_but_a_superuser_deletes_a_record(editor):
    local_government = LocalGovernmentFactory()

    response = editor.post(reverse("wagtailsnippets_network_localgovernment:delete", args=[local_government.pk]))

    assert LocalGovernment.objects.exists()
    assert response.status_code == 302  # back to the admin's home, with a message


def test_representative_has_no_way_in(client):
    client.force_login(UserFactory())

    assert client.get(reverse(LIST)).status_code in (302, 403)
