"""Addresses that must not change hands: those of journeys, and index pages."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import resolve, reverse

from core.models import BasePage
from core.models.pages import RESERVED_SLUGS
from network.models import NetworkPage
from tests.factories import ContentPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(home):
    return home.add_child(instance=NetworkPage(title_en="Network", slug="network", ready_en=True))


@pytest.fixture
def secretariat(client):
    client.force_login(UserFactory(secretariat=True))
    return client


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_no_page_under_home_takes_the_address_of_a_journey(home, slug):
    with pytest.raises(ValidationError) as refused:
        ContentPageFactory(parent=home, slug=slug)

    assert list(refused.value.message_dict) == ["slug"]


def test_every_journey_is_reserved():
    for name in ("charter:text", "account_login", "search:results", "space", "mailbox"):
        assert reverse(name).split("/")[2] in RESERVED_SLUGS
    assert resolve("/en/anything-else/").url_name == "wagtail_serve"


def test_a_reserved_title_gets_another_address(home):
    assert ContentPageFactory(parent=home, title_en="Search", body_en=[("heading", "Search")]).slug == "search-2"


def test_deeper_pages_may_be_called_so(home):
    about = ContentPageFactory(parent=home, slug="about")

    assert ContentPageFactory(parent=about, slug="search").url_path.endswith("/about/search/")


def test_reserved_page_is_not_moved_under_home(secretariat, home):
    about = ContentPageFactory(parent=home, slug="about")
    deep = ContentPageFactory(parent=about, slug="search")

    secretariat.post(reverse("wagtailadmin_pages:move_confirm", args=[deep.pk, home.pk]))

    assert BasePage.objects.get(pk=deep.pk).get_parent().pk == about.pk


def test_editor_sees_why_an_address_is_refused(secretariat, home):
    fields = {"slug": "search", "title_en": "Search", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    fields |= {f"body_{code}-count": "0" for code in ("en", "fr", "es", "ar")}

    response = secretariat.post(reverse("wagtailadmin_pages:add", args=["portal", "contentpage", home.pk]), fields)

    assert list(response.context["form"].errors) == ["slug"]


@pytest.mark.parametrize("name", ["delete", "move_confirm"])
def test_index_page_stays_where_it_is(secretariat, home, directory, name):
    about = ContentPageFactory(parent=home, slug="about")
    args = [directory.pk] if name == "delete" else [directory.pk, about.pk]

    response = secretariat.post(reverse(f"wagtailadmin_pages:{name}", args=args), follow=True)

    assert BasePage.objects.get(pk=directory.pk).get_parent().pk == home.pk
    assert "cannot be moved or deleted" in response.content.decode()


def test_page_above_an_index_page_stays_too(secretariat, home, directory):
    secretariat.post(reverse("wagtailadmin_pages:delete", args=[home.pk]))

    assert BasePage.objects.filter(pk__in=[home.pk, directory.pk]).count() == 2


@pytest.mark.parametrize("action", ["delete", "move"])
def test_index_page_stays_when_several_are_chosen(secretariat, home, directory, action):
    about = ContentPageFactory(parent=home, slug="about")
    other = ContentPageFactory(parent=home, slug="other")
    url = reverse("wagtail_bulk_action", args=["core", "basepage", action])

    secretariat.post(f"{url}?id={directory.pk}&id={other.pk}", {"chooser": about.pk})

    assert set(BasePage.objects.child_of(home).values_list("pk", flat=True)) == {directory.pk, about.pk, other.pk}


def test_other_pages_can_be_deleted(secretariat, home):
    about = ContentPageFactory(parent=home, slug="about")

    secretariat.post(reverse("wagtailadmin_pages:delete", args=[about.pk]))

    assert not BasePage.objects.filter(pk=about.pk).exists()
