"""The desk of a profile: who gets in, what it shows, the preview, withdrawing, the link from one's space."""

import pytest
from django.test import Client

from network.enums import RepresentativeRole, RepresentativeStatus
from network.models import LocalGovernment, ProfileChange, ProfilePicture
from network.profile_actions import keep_picture, open_change
from network.profile_parts import id_of
from tests import pictures
from tests.charter.pages import Page
from tests.factories import LocalGovernmentFactory, RepresentativeFactory, UserFactory
from tests.network.keeping import LINK, accept, add_link, add_picture, colleague_of, refuse, say, seen

pytestmark = pytest.mark.django_db
HOME = "/en/space/sampletown/profile/"
PATHS = ("", "preview/", "withdraw/", "story/en/", "names/", "facts/", "contact/", "links/add/", "pictures/add/")
READ_ONLY = ("", "preview/")


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(keeper):
    return browser(keeper)


# --- Who gets in
WHO = {
    "owner": lambda place: colleague_of(place),
    "editor of the profile": lambda place: colleague_of(place, RepresentativeRole.EDITOR),
    "delegate": lambda place: colleague_of(place, RepresentativeRole.DELEGATE),
    "asked": lambda place: RepresentativeFactory(local_government=place, status=RepresentativeStatus.REQUESTED).user,
    "ended": lambda place: RepresentativeFactory(local_government=place, status=RepresentativeStatus.ENDED).user,
    "of another": lambda place: RepresentativeFactory().user,
    "nobody": lambda place: UserFactory(),
    "editor": lambda place: UserFactory(editor=True),
    "secretariat": lambda place: UserFactory(secretariat=True),
}
KEEP = ("owner", "editor of the profile")


@pytest.mark.parametrize("who", WHO)
def test_only_those_who_keep_the_profile_get_in(place, keeper, who):
    say(place, keeper, story_en="Ours.")
    link, picture = add_link(place, keeper), add_picture(place, keeper)
    paths = (*PATHS, f"links/{id_of(link)}/", f"pictures/{id_of(picture)}/", f"pictures/{id_of(picture)}.jpg")
    before = ProfileChange.objects.get().changed_at
    client = browser(WHO[who](place))

    for path in paths:
        shown = client.get(HOME + path)
        assert shown.status_code == (200 if who in KEEP else 403), path
        if shown.streaming:
            b"".join(shown.streaming_content)
        if who not in KEEP:
            assert client.post(HOME + path, {"story_en": "Theirs."}).status_code == (405 if path in READ_ONLY or ".jpg" in path else 403), (
                path
            )
    assert who in KEEP or ProfileChange.objects.get().changed_at == before


@pytest.mark.parametrize("path", PATHS)
def test_visitor_is_asked_to_sign_in(client, place, path):
    for call in (client.get, client.post):
        assert call(HOME + path)["Location"].startswith("/en/accounts/login/?next=")


def test_unknown_place_is_not_found(desk):
    assert desk.get("/en/space/nowhere/profile/").status_code == 404


def test_place_that_somebody_else_prepares_is_not_found(desk):
    other = LocalGovernmentFactory(slug="in-preparation", provisional=True)
    RepresentativeFactory(local_government=other, status=RepresentativeStatus.PROVISIONAL)

    assert desk.get("/en/space/in-preparation/profile/").status_code == 404


def test_place_in_preparation_has_a_profile_for_those_who_prepare_it(directory):
    other = LocalGovernmentFactory(slug="in-preparation", provisional=True)
    client = browser(RepresentativeFactory(local_government=other, status=RepresentativeStatus.PROVISIONAL).user)

    assert client.get("/en/space/in-preparation/profile/").status_code == 200
    assert client.get("/en/space/in-preparation/profile/preview/").status_code == 200


def test_picture_of_another_place_is_not_found(desk, place):
    elsewhere = LocalGovernmentFactory(participant=True)
    picture = keep_picture(elsewhere, by=colleague_of(elsewhere), content=pictures.jpeg())

    assert desk.get(f"{HOME}pictures/{picture.public_id}.jpg").status_code == 404


def test_picture_is_shown_as_what_it_is_and_kept_nowhere(desk, place, keeper):
    picture = keep_picture(place, by=keeper, content=pictures.jpeg())

    answer = desk.get(f"{HOME}pictures/{picture.public_id}.jpg")

    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "no-store" in answer["Cache-Control"]


def test_picture_whose_file_is_gone_is_not_found(desk, place, keeper):
    picture = keep_picture(place, by=keeper, content=pictures.jpeg())
    picture.file.storage.delete(picture.file.name)

    assert desk.get(f"{HOME}pictures/{picture.public_id}.jpg").status_code == 404


# --- What it shows
def test_desk_shows_what_is_proposed_beside_what_stands(desk, place, keeper):
    LocalGovernment.objects.filter(pk=place.pk).update(story_en="It opened a house.")
    say(LocalGovernment.objects.get(), keeper, story_en="It opened a large house.", website="https://town.example")

    page = Page(desk.get(HOME))

    assert "2 changes wait for the secretariat, which answers by mail." in page.text
    assert [mark.text for mark in page.main.find_all("ins")] == ["[added: large]", "[added: https://town.example]"]
    assert "by Kim Keeper" in page.text


def test_desk_says_what_the_secretariat_changed_meanwhile(desk, place, keeper):
    say(place, keeper, website="https://mine.example")
    LocalGovernment.objects.filter(pk=place.pk).update(website="https://theirs.example")

    text = Page(desk.get(HOME)).text
    assert "The secretariat has changed this since it was proposed." in text
    assert "https://theirs.example" in text


def test_desk_shows_the_answers(desk, place, keeper, secretary):
    refuse(say(place, keeper, story_en="False."), secretary)
    accept(say(place, keeper, story_en="True.", website="https://odd.example"), secretary, "story_en", reason="Not your website.")

    text = Page(desk.get(HOME)).text
    assert "Please name your sources." in text
    assert "Accepted in part" in text
    assert "Not your website." in text


@pytest.mark.parametrize("number", [1, 8])
def test_desk_costs_the_same_for_few_and_for_many(desk, place, keeper, secretary, number, django_assert_num_queries):
    for count in range(number):
        add_link(place, keeper, url=f"https://town.example/{count}")
        keep_picture(place, by=keeper, content=b"x")
    say(place, colleague_of(place), story_en="Ours.")
    desk.get(HOME)

    with django_assert_num_queries(10):
        desk.get(HOME)


# --- The preview
def test_preview_shows_the_page_as_proposed_and_the_public_page_stays(client, desk, place, keeper):
    say(place, keeper, story_en="Our new story.", website="https://town.example")
    add_link(place, keeper)
    part = add_picture(place, keeper)

    page = Page(desk.get(HOME + "preview/"))

    for said in ("Not public:", "Our new story.", LINK["title"], "town.example"):
        assert said in page.text
    assert page.main.find("img")["src"] == f"{HOME}pictures/{id_of(part)}.jpg"
    assert page.html.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    public = client.get("/en/network/sampletown/").content.decode()
    assert "Our new story." not in public
    assert "<img" not in public


# --- Withdrawing
def test_withdrawal_is_asked_once_more_and_done(desk, place, keeper):
    change = say(place, keeper, story_en="Ours.")
    page = Page(desk.get(HOME + "withdraw/"))
    assert open_change(place) == change
    assert "Ours." in page.text

    answer = desk.post(HOME + "withdraw/", {"seen": page.main.find("input", attrs={"name": "seen"})["value"], "part": ""})

    assert answer["Location"] == HOME
    assert open_change(place) is None


def test_one_part_is_withdrawn(desk, place, keeper):
    change = say(place, keeper, story_en="Ours.", story_fr="La nôtre.")

    desk.post(HOME + "withdraw/", {"seen": seen(change), "part": "story_fr"})

    assert list(open_change(place).fields) == ["story_en"]


def test_withdrawal_of_what_changed_meanwhile_is_refused(desk, place, keeper):
    before = seen(say(place, keeper, story_en="Ours."))
    say(place, keeper, story_fr="La nôtre.")

    answer = desk.post(HOME + "withdraw/", {"seen": before, "part": ""}, follow=True)

    assert "The proposal has changed since you opened this page." in answer.content.decode()
    assert len(open_change(place).fields) == 2


@pytest.mark.parametrize("part", ["", "story_xx", "\u202e", "link:x", "x" * 3000])
def test_nothing_to_withdraw_leads_back(desk, place, part):
    assert desk.get(HOME + "withdraw/", {"part": part})["Location"] == HOME
    assert desk.post(HOME + "withdraw/", {"part": part})["Location"] == HOME


# --- From one's space
@pytest.mark.parametrize(("role", "leads"), [("owner", True), ("editor", True), ("delegate", False)])
def test_space_leads_those_who_keep_it_to_the_profile(place, role, leads):
    client = browser(colleague_of(place, role))

    assert (HOME in Page(client.get("/en/space/")).links) is leads


# --- The public page
def test_public_page_shows_contact_links_and_no_private_picture(client, place, keeper, secretary):
    say(place, keeper, contact_name="Equality office", contact_email="equality@town.example", contact_phone="+33 1 23")
    add_link(place, keeper)
    accept(open_change(place), secretary)
    keep_picture(place, by=keeper, content=pictures.jpeg())

    page = Page(client.get("/en/network/sampletown/"))

    assert "Public contact Equality office equality@town.example +33 1 23" in page.text
    assert page.main.find("a", href=LINK["url"])["rel"] == ["nofollow", "noopener"]
    assert page.main.find("img") is None


def test_public_page_costs_the_same_with_many_pictures(client, place, keeper, secretary, django_assert_num_queries):
    for _number in range(3):
        add_picture(place, keeper)
    accept(open_change(place), secretary)
    client.get("/en/network/sampletown/")
    with django_assert_num_queries(9) as many:
        client.get("/en/network/sampletown/")

    ProfilePicture.objects.exclude(pk=ProfilePicture.objects.first().pk).delete()
    with django_assert_num_queries(len(many)):
        client.get("/en/network/sampletown/")
