"""The forms of a profile as representatives use them: what they understand, refuse, keep, merge and ask."""

import re

import pytest
from django.test import Client

from network.models import LocalGovernment, ProfileChange, ProfilePicture
from network.profile_actions import open_change
from network.profile_decisions import take_back
from network.profile_parts import id_of
from tests import pictures
from tests.charter.pages import Page
from tests.factories import LocalGovernmentFactory
from tests.network.keeping import DESCRIPTION, LINK, accept, add_link, add_picture, colleague_of, now, refuse, say

pytestmark = pytest.mark.django_db
HOME = "/en/space/sampletown/profile/"


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def opened(client, path, **typed):
    """A form as a browser would send it back: with what it showed, and what is typed."""
    form = Page(client.get(HOME + path)).main.find("form", method="post")
    sent = {field["name"]: field.get("value", "") for field in form.find_all("input", type=["text", "hidden", "email", "url"])}
    sent |= {area["name"]: area.text.removeprefix("\n") for area in form.find_all("textarea")}
    for choice in form.find_all("select"):
        chosen = choice.find("option", selected=True)
        sent[choice["name"]] = chosen["value"] if chosen else ""
    sent |= {field["name"]: field["value"] for field in form.find_all("input", type="radio", checked=True)}
    return sent | typed


@pytest.fixture
def desk(keeper):
    return browser(keeper)


def send(client, path, **typed):
    return client.post(HOME + path, opened(client, path, **typed))


def errors(response):
    return {name: list(said) for name, said in response.context["form"].errors.items()}


# --- What is understood
def test_story_is_proposed_in_one_language(desk, place):
    response = send(desk, "story/ar/", story_ar="فقرة أولى\r\n\r\nفقرة ثانية\x00\u202e")

    assert response["Location"] == HOME
    assert open_change(place).fields == {"story_ar": [{"story_ar": ""}, {"story_ar": "فقرة أولى\n\nفقرة ثانية"}]}
    assert "Proposed. It is not public yet" in Page(desk.get(HOME)).html.text


@pytest.mark.parametrize("code", ["xx", "EN", "en-gb", "story"])
def test_story_in_no_language_of_ours_is_not_found(desk, code):
    assert desk.get(f"{HOME}story/{code}/").status_code == 404


def test_story_shows_what_it_says_in_other_languages(desk, place):
    LocalGovernment.objects.filter(pk=place.pk).update(story_fr="Notre histoire.")

    page = Page(desk.get(HOME + "story/en/"))

    assert page.main.find("div", lang="fr").text.strip() == "Notre histoire."


def test_facts_are_understood_as_people_type_them(desk, place):
    send(
        desk, "facts/", website="www.town.example", population="٥٠ ٠٠٠", population_year="2021", population_source="Census",
        latitude="48,9356", longitude="−2.35", coordinates_source="Town hall",
    )  # fmt: skip

    assert {part: after for part, (_before, after) in open_change(place).fields.items()} == {
        "website": {"website": "https://www.town.example"},
        "population": {"population": 50000, "population_year": 2021, "population_source": "Census"},
        "position": {"latitude": "48.9356", "longitude": "-2.3500", "coordinates_source": "Town hall"},
    }


def test_contact_is_understood(desk, place):
    send(desk, "contact/", contact_name=" Equality  office ", contact_phone="+٣٣ 1 23 45 67 89", contact_address="1 Square\r\nTown")

    assert {part: after for part, (_before, after) in open_change(place).fields.items()} == {
        "contact_name": {"contact_name": "Equality office"},
        "contact_phone": {"contact_phone": "+33 1 23 45 67 89"},
        "contact_address": {"contact_address": "1 Square\nTown"},
    }


def test_names_keep_those_that_were_not_touched(desk, place):
    send(desk, "names/", name_es="Villa Ejemplo")

    assert list(open_change(place).fields) == ["name_es"]


def test_opening_and_saving_proposes_nothing(desk, place):
    LocalGovernment.objects.filter(pk=place.pk).update(
        story_en="Two\r\n\r\nparagraphs  ", population=5, website="http://old.example", latitude="1.5", longitude="2.5"
    )
    for path in ("story/en/", "names/", "facts/", "contact/"):
        assert send(desk, path).status_code == 302, path

    assert not ProfileChange.objects.exists()


# --- What is refused
WRONG = [
    ("facts/", {"population": "50000"}, ["population_year", "population_source"]),
    ("facts/", {"population_year": "2021"}, ["population", "population_source"]),
    ("facts/", {"population": "5", "population_year": "2999", "population_source": "x"}, ["population_year"]),
    ("facts/", {"population": "9" * 500, "population_year": "2020", "population_source": "x"}, ["population"]),
    ("facts/", {"population": "many", "population_year": "2020", "population_source": "x"}, ["population"]),
    ("facts/", {"latitude": "48.9"}, ["longitude", "coordinates_source"]),
    ("facts/", {"latitude": "91", "longitude": "1", "coordinates_source": "x"}, ["latitude"]),
    ("facts/", {"website": "javascript:alert(1)"}, ["website"]),
    ("facts/", {"website": "http://[::1"}, ["website"]),
    ("names/", {"name_local": ""}, ["name_local"]),
    ("names/", {"name_local_language": "klingon"}, ["name_local_language"]),
    ("names/", {"name_fr": "x" * 201}, ["name_fr"]),
    ("contact/", {"contact_email": "nobody"}, ["contact_email"]),
    ("contact/", {"contact_phone": "call us"}, ["contact_phone"]),
    ("contact/", {"contact_address": "x" * 501}, ["contact_address"]),
    ("story/en/", {"story_en": "x" * 6001}, ["story_en"]),
    ("links/add/", {"title": "Plan", "language": "en", "url": "http://town.example"}, ["url"]),
    ("links/add/", {"title": "Plan", "language": "en", "url": "https://me:secret@town.example"}, ["url"]),
    ("links/add/", {"title": "Plan", "language": "en", "url": "ftp://town.example"}, ["url"]),
    ("links/add/", {"title": "Plan", "language": "xx", "url": "https://town.example"}, ["language"]),
    ("links/add/", {"title": "", "language": "en", "url": ""}, ["title", "url"]),
]


@pytest.mark.parametrize(("path", "typed", "wrong"), WRONG)
def test_wrong_values_are_refused_and_kept_in_the_form(desk, path, typed, wrong):
    response = send(desk, path, **typed)

    assert response.status_code == 200
    assert sorted(errors(response)) == sorted(wrong)
    assert all(response.context["form"][name].value() == value for name, value in typed.items())
    assert Page(response).html.title.text.startswith("Error:")
    assert not ProfileChange.objects.exists()


JUNK = [
    "\x00",
    "\u202e\u200b",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "9" * 5000,
    "[]",
    "%s %(x)s {0}",
    "\ud800".encode("utf-8", "replace").decode(),
]


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("path", ["story/en/", "names/", "facts/", "contact/", "links/add/"])
def test_junk_breaks_nothing(desk, path, junk):
    form = opened(desk, path)

    for sent in (dict.fromkeys(form, junk), {name: [junk, junk] for name in form}, form | {"began": junk, "asked": junk}):
        assert desk.post(HOME + path, sent).status_code in (200, 302, 409)
    assert "<script>alert" not in desk.get(HOME).content.decode()
    assert desk.get(HOME + "preview/").status_code == 200


# --- Two at once
def test_what_only_the_other_changed_stays(desk, place):
    other = browser(colleague_of(place))
    mine, yours = opened(desk, "contact/"), opened(other, "contact/")

    desk.post(HOME + "contact/", mine | {"contact_name": "Equality office"})
    other.post(HOME + "contact/", yours | {"contact_phone": "+33 1 23 45"})

    assert now(place)["contact_name"] == {"contact_name": "Equality office"}
    assert now(place)["contact_phone"] == {"contact_phone": "+33 1 23 45"}


@pytest.fixture
def clash(desk, place):
    """Kim saved first; somebody else sends another text for the same, and one that nobody else touched."""
    other = browser(colleague_of(place, first_name="Odile", last_name="Other"))
    yours = opened(other, "contact/")
    send(desk, "contact/", contact_name="Kim's office")
    return other, other.post(HOME + "contact/", yours | {"contact_name": "Odile's office", "contact_phone": "+33 1 23 45"})


def test_both_texts_are_shown_with_whose_the_other_is_and_nothing_is_saved(clash, place):
    _other, response = clash
    page = Page(response)

    assert response.status_code == 409
    assert page.main.find(class_="quoted").text.strip() == "Kim's office"
    assert "Last changed by: Kim Keeper, " in page.text
    assert response.context["form"]["contact_name"].value() == "Odile's office"
    assert response.context["form"]["contact_phone"].value() == "+33 1 23 45"
    assert "contact_phone" not in open_change(place).fields


@pytest.mark.parametrize(("choice", "stands"), [("mine", "Odile's office"), ("others", "Kim's office")])
def test_person_chooses_which_one_stands_and_the_rest_is_merged(clash, place, choice, stands):
    other, response = clash
    sent = {name: response.context["form"][name].value() or "" for name in response.context["form"].fields}

    answer = other.post(HOME + "contact/", sent | {"choice-contact_name": choice})

    assert answer.status_code == 302
    assert now(place)["contact_name"] == {"contact_name": stands}
    assert now(place)["contact_phone"] == {"contact_phone": "+33 1 23 45"}
    texts = [
        row.fields["contact_name"][1]["contact_name"] for row in open_change(place).contributions.all() if "contact_name" in row.fields
    ]
    assert texts == ["Kim's office"] + (["Odile's office"] if choice == "mine" else [])


def test_no_choice_is_no_answer(clash, place):
    other, response = clash
    sent = {name: response.context["form"][name].value() or "" for name in response.context["form"].fields}

    again = other.post(HOME + "contact/", sent)

    assert errors(again) == {"choice-contact_name": ["Choose which one stands."]}
    assert Page(again).main.find(class_="quoted").text.strip() == "Kim's office"
    assert now(place)["contact_name"] == {"contact_name": "Kim's office"}


def test_third_text_meanwhile_is_asked_about_again(clash, desk, place):
    other, response = clash
    sent = {name: response.context["form"][name].value() or "" for name in response.context["form"].fields}
    send(desk, "contact/", contact_name="Kim's new office")

    again = other.post(HOME + "contact/", sent | {"choice-contact_name": "mine"})

    assert again.status_code == 409
    assert Page(again).main.find(class_="quoted").text.strip() == "Kim's new office"


def test_secretariats_own_change_is_shown_as_theirs(desk, place):
    form = opened(desk, "story/en/")
    LocalGovernment.objects.filter(pk=place.pk).update(story_en="The secretariat's.")

    page = Page(desk.post(HOME + "story/en/", form | {"story_en": "Mine."}))

    assert page.main.find(class_="quoted").text.strip() == "The secretariat's."
    assert "Last changed by: the secretariat" in page.text


def test_answer_of_the_secretariat_meanwhile_loses_nothing(desk, keeper, place, secretary):
    change = say(place, keeper, story_en="First.")
    form = opened(desk, "story/en/")
    refuse(change, secretary)

    response = desk.post(HOME + "story/en/", form | {"story_en": "Second."})

    assert response.status_code == 409
    assert "Nothing: it was emptied or removed." in Page(response).text
    assert response.context["form"]["story_en"].value() == "Second."


# --- Links
def test_link_is_added_changed_and_removed(desk, place, keeper):
    send(desk, "links/add/", **LINK)
    (part,) = open_change(place).fields
    path = f"links/{id_of(part)}/"

    send(desk, path, title="Plan for 2027")
    assert now(place)[part]["title"] == "Plan for 2027"

    send(desk, path, remove="1")
    assert open_change(place) is None


def test_link_that_a_colleague_changed_is_not_removed_unseen(desk, place, keeper, secretary):
    part = add_link(place, keeper)
    accept(open_change(place), secretary)
    form = opened(desk, f"links/{id_of(part)}/")
    send(browser(colleague_of(place)), f"links/{id_of(part)}/", title="Better title")

    desk.post(f"{HOME}links/{id_of(part)}/", form | {"remove": "1"})

    assert now(place)[part]["title"] == "Better title"


def test_link_that_was_removed_meanwhile_is_not_lost(desk, place, keeper):
    part = add_link(place, keeper)
    form = opened(desk, f"links/{id_of(part)}/")
    send(browser(colleague_of(place)), f"links/{id_of(part)}/", remove="1")

    response = desk.post(f"{HOME}links/{id_of(part)}/", form | {"title": "Still wanted"})

    assert response.status_code == 409
    assert response.context["form"]["title"].value() == "Still wanted"
    assert desk.get(f"{HOME}links/{id_of(part)}/").status_code == 404


MADE_UP = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("kind", ["links", "pictures"])
def test_id_that_is_made_up_is_not_found(desk, kind):
    for call in (desk.get, desk.post):
        assert call(f"{HOME}{kind}/{MADE_UP}/").status_code == 404


def test_link_of_another_local_government_is_not_found(desk, place, secretary, keeper):
    elsewhere = LocalGovernmentFactory(participant=True)
    part = add_link(elsewhere, colleague_of(elsewhere))

    for call in (desk.get, desk.post):
        assert call(f"{HOME}links/{id_of(part)}/").status_code == 404


# --- Pictures
def add(client, content=None, name="hall.jpg", kind="image/jpeg"):
    return client.post(HOME + "pictures/add/", {"file": pictures.upload(content, name, kind)})


def test_picture_is_sent_described_and_proposed(desk, place, keeper):
    answer = add(desk, pictures.with_place())
    picture = ProfilePicture.objects.get()
    path = f"pictures/{picture.public_id}/"
    assert answer["Location"] == HOME + path
    assert picture.added_by == keeper

    send(desk, path, **DESCRIPTION)

    assert list(open_change(place).fields) == [f"picture:{picture.public_id}"]
    with picture.file.open() as file:
        kept = file.read()
    assert b"Marie" not in kept
    assert b"Exif" not in kept


@pytest.mark.parametrize(
    ("content", "name", "kind", "said"),
    [
        (pictures.SVG, "hall.svg", "image/svg+xml", "This file is not a picture that we can read"),
        (pictures.SVG, "hall.jpg", "image/jpeg", "This file is not a picture that we can read"),
        (pictures.HTML, "hall.jpg", "image/jpeg", "This file is not a picture that we can read"),
        (pictures.bomb(), "hall.png", "image/png", "This picture is too large: 50 million pixels at most"),
        (b"", "hall.jpg", "image/jpeg", "This file is empty."),
    ],
)
def test_hostile_files_are_refused_in_words(desk, content, name, kind, said):
    response = add(desk, content, name, kind)

    assert said in Page(response).text
    assert not ProfilePicture.objects.exists()


def test_no_file_is_said(desk):
    assert errors(desk.post(HOME + "pictures/add/")) == {"file": ["Choose a picture."]}


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"alt_en": ""}, "alt_en"),
        ({"people": ""}, "people"),
        ({"people": "somebody"}, "people"),
        ({"credit": ""}, "credit"),
        ({"alt_fr": "x" * 256}, "alt_fr"),
    ],
)
def test_description_has_to_be_complete(desk, place, changed, wrong):
    add(desk)
    response = send(desk, f"pictures/{ProfilePicture.objects.get().public_id}/", **(DESCRIPTION | changed))

    assert list(errors(response)) == [wrong]
    assert open_change(place) is None


def test_picture_nobody_described_waits_on_the_desk_and_can_be_dropped(desk, place):
    add(desk)
    picture = ProfilePicture.objects.get()
    assert "Not described yet" in Page(desk.get(HOME)).text

    desk.post(f"{HOME}pictures/{picture.public_id}/", {"remove": "1"})

    assert not ProfilePicture.objects.exists()


def test_picture_removed_while_it_was_described_gives_back_what_was_typed(desk, place, keeper):
    part = add_picture(place, keeper)
    path = f"pictures/{id_of(part)}/"
    form = opened(desk, path)
    send(browser(colleague_of(place)), path, remove="1")
    assert not ProfilePicture.objects.exists()

    response = desk.post(HOME + path, form | {"alt_en": "A long description"})

    assert response.status_code == 409
    assert response.context["form"]["alt_en"].value() == "A long description"
    assert "Somebody removed this picture meanwhile." in Page(response).text


def test_refused_picture_is_not_on_the_desk(desk, place, keeper, secretary):
    part = add_picture(place, keeper)
    refuse(open_change(place), secretary)

    assert "pictures/" + id_of(part) not in desk.get(HOME).content.decode()
    assert desk.get(f"{HOME}pictures/{id_of(part)}/").status_code == 404


def test_many_pictures_in_an_hour_are_refused(desk, place):
    for _number in range(30):
        add(desk, b"")

    assert "That was too often in a short time." in Page(add(desk)).text


# --- Typing kept
def test_what_was_typed_outlives_the_session(desk, keeper, place):
    form = opened(desk, "story/en/", story_en="Typed while the session ended.")
    desk.logout()

    assert re.search("/accounts/login/", desk.post(HOME + "story/en/", form)["Location"])
    desk.force_login(keeper)

    assert "Typed while the session ended." in Page(desk.get(HOME + "story/en/")).text
    assert open_change(place) is None


def test_change_taken_back_is_on_the_desk_with_its_reason(desk, keeper, place, secretary):
    take_back(accept(say(place, keeper, story_en="True."), secretary), by=secretary, reason="The town asked for it.")

    text = Page(desk.get(HOME)).text
    assert "Taken back" in text
    assert "The town asked for it." in text
