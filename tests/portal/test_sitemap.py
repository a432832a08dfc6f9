"""What search engines are told to read."""

from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from charter import actions
from core.languages import CODES
from network.enums import Role
from network.models import LocalProtocol, Measure, NetworkPage, ObservatoryPage
from network.pages import follow, open_profile
from tests.charter.conftest import accepted, authority, draft, officer, ready, secretary, submitted, version  # noqa: F401 -- fixtures
from tests.charter.pages import make_text
from tests.factories import CharterVersionFactory, ContentPageFactory, LocalGovernmentFactory, SignatureFactory

MAP, LINK = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}link"
PORTAL = "https://portal.example"


@pytest.fixture
def listed(client, settings):
    """The sitemap as addresses without the portal's name, each with its alternates by language."""
    settings.PORTAL_URL = PORTAL

    def get(**headers):
        response = client.get("/sitemap.xml", headers=headers)
        assert response.status_code == 200
        root = ElementTree.fromstring(response.content)  # noqa: S314 -- our own
        return {
            url.find(f"{MAP}loc").text.removeprefix(PORTAL): {
                link.get("hreflang"): link.get("href").removeprefix(PORTAL) for link in url.findall(LINK)
            }
            for url in root
        }

    return get


def in_each(path, codes=CODES):
    return {code: f"/{code}{path}" for code in codes}


def test_pages_are_listed_in_their_ready_languages_only(listed, home):
    ContentPageFactory(parent=home, slug="about", ready_in=["en", "ar"])
    ContentPageFactory(parent=home, slug="hidden", title_en="Hidden", ready_in=[])
    ContentPageFactory(parent=home, slug="draft", live=False)

    found = listed()

    assert found["/ar/about/"] == in_each("/about/", ["en", "ar"])
    assert "/fr/about/" not in found
    assert not any("hidden" in address or "draft" in address for address in found)
    assert found["/es/"] == in_each("/")


def test_pages_for_some_people_only_are_not_listed(listed, home):
    page = ContentPageFactory(parent=home, slug="private")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert not any("private" in address for address in listed())


def test_charter_and_its_versions_are_listed_where_they_exist(listed, home):
    make_text(1, [("1", "Know", "We count")])
    make_text(2, [("1", "Know", "We count")], languages=["fr", "ar"])
    make_text(3, [("1", "Know", "We count")], publish=False)

    found = listed()

    assert found["/fr/charter/"] == in_each("/charter/", ["fr", "ar"])
    assert "/en/charter/" not in found
    assert found["/en/charter/versions/1/"] == in_each("/charter/versions/1/")
    assert "/en/charter/versions/2/" not in found
    assert not any("versions/3" in address for address in found)
    assert found["/en/charter/sign/"] == in_each("/charter/sign/")


def test_register_and_its_entries_are_listed(listed, home, accepted):  # noqa: F811
    SignatureFactory(submitted=True, version=accepted.version)

    found = listed()

    assert found["/ar/charter/register/"] == in_each("/charter/register/")
    assert found[f"/es/charter/register/{accepted.reference}/"] == in_each(f"/charter/register/{accepted.reference}/")
    assert sum("/register/" in address for address in found) == 8


@pytest.fixture
def network(home):
    return home.add_child(instance=NetworkPage(slug="network", title_en="Network", ready_en=True))


def test_regions_that_hold_somebody_are_listed_in_every_language(listed, network):
    open_profile(LocalGovernmentFactory(participant=True, region="latin_america", country="CL", slug="santiago"))
    LocalGovernmentFactory(role=Role.REFERENCE, region="africa", country="KM")
    LocalGovernmentFactory(member=True, is_demonstration=True, region="asia_pacific", country="VN")
    LocalGovernmentFactory(participant=True, provisional=True, region="europe")

    found = listed()

    assert found["/ar/network/regions/latin-america/"] == in_each("/network/regions/latin-america/")
    assert sorted(address for address in found if "/regions/" in address and address.startswith("/en/")) == [
        "/en/network/regions/latin-america/"
    ]
    assert "/en/network/santiago/" in found


def test_without_a_directory_no_region_is_listed(listed, home):
    LocalGovernmentFactory(participant=True)

    assert not any("/regions/" in address for address in listed())


def test_profile_of_who_has_become_a_reference_leaves_the_sitemap(listed, network):
    one = LocalGovernmentFactory(participant=True, slug="elsewhere")
    open_profile(one)
    assert "/en/network/elsewhere/" in listed()

    one.role = Role.REFERENCE
    one.save()
    follow(one)

    assert "/en/network/elsewhere/" not in listed()


def test_everything_listed_can_be_read(client, listed, network, accepted):  # noqa: F811
    open_profile(LocalGovernmentFactory(participant=True))
    for address in listed():
        response = client.get(address)
        assert (response.status_code, response.cookies) == (200, {}), address


def test_names_come_from_the_settings_and_never_from_the_request(client, home, settings, accepted):  # noqa: F811
    settings.ALLOWED_HOSTS, settings.PORTAL_URL = ["*"], PORTAL

    body = client.get("/sitemap.xml", headers={"Host": "evil.example"}).content

    assert b"evil.example" not in body
    assert body.count(b"<loc>") == body.count(b"<loc>https://portal.example/")


def test_days_of_change_are_told(client, home, accepted, secretary):  # noqa: F811
    actions.suspend(accepted, by=secretary, reason="other")

    body = client.get("/sitemap.xml").content.decode()

    entry = body.split(f"/en/charter/register/{accepted.reference}/</loc>")[1]
    assert entry.startswith(f"<lastmod>{accepted.signed_at:%Y-%m-%d}</lastmod>")


def test_as_many_queries_for_ten_of_each_as_for_one(client, home, django_assert_max_num_queries):
    version = CharterVersionFactory()  # noqa: F811
    SignatureFactory(accepted=True, version=version)
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(9):
        client.get("/sitemap.xml")
    for _again in range(9):
        SignatureFactory(accepted=True, version=CharterVersionFactory())
        ContentPageFactory(parent=home)
    with django_assert_max_num_queries(9):
        client.get("/sitemap.xml")


def test_junk_pages_of_the_sitemap_are_not_found(client, home):
    for junk in ("0", "x", "99"):
        assert client.get(f"/sitemap.xml?p={junk}").status_code == 404


def test_measures_and_protocols_are_listed_once_there_is_an_observatory(client, home, listed):
    Measure.objects.create(slug="alert-phone")
    LocalProtocol.objects.create(slug="a-protocol", country="FR")
    assert not any("/observatory/" in address for address in listed())

    shown = {f"ready_{code}": True for code in CODES} | {f"title_{code}": "Observatory" for code in CODES}
    home.add_child(instance=ObservatoryPage(slug="observatory", **shown))

    found = {address.split("/en/")[1] for address in listed() if "/en/observatory/" in address}
    assert found == {"observatory/", "observatory/measures/alert-phone/", "observatory/protocols/a-protocol/"}
