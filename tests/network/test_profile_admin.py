"""The secretariat's side of profiles in the admin: who gets in, the queue, one change, the answer, taking back."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from core.accounts import confirm
from network.models import LocalGovernment, ProfileChange
from network.profile_actions import open_change
from network.profile_enums import ChangeStatus
from network.profile_parts import id_of
from tests.factories import LocalGovernmentFactory, UserFactory
from tests.network.keeping import accept, add_picture, colleague_of, refuse, say, seen

pytestmark = pytest.mark.django_db
QUEUE = "profile_changes"


def address(change, name="profile_change"):
    return reverse(name, args=[change.pk])


@pytest.fixture
def desk(client, secretary):
    secretary.language = "en"
    secretary.save()
    client.force_login(secretary)
    return client


@pytest.fixture
def change(place, keeper):
    return say(place, keeper, story_en="Our story.", website="https://town.example")


def answer(desk, change, *accept, **sent):
    return desk.post(address(change), {"seen": seen(change), "accept": list(accept), **sent})


def state(change):
    return ProfileChange.objects.get(pk=change.pk).status


# --- Who gets in
@pytest.mark.parametrize("who", ["anonymous", "keeper", "editor", "secretary", "superuser"])
def test_only_the_secretariat_gets_in(client, request, place, keeper, secretary, who):
    picture = add_picture(place, keeper)
    change = open_change(place)
    accepted = accept(say(other := LocalGovernmentFactory(participant=True), colleague_of(other), story_en="x"), secretary)
    if who == "superuser":
        user = get_user_model().objects.create_superuser("root@network.example")
        confirm(user)
    elif who != "anonymous":
        user = UserFactory(editor=True) if who == "editor" else request.getfixturevalue(who)
    if who != "anonymous":
        client.force_login(user)
    pages = {
        reverse(QUEUE): (405,),
        address(change): (200,),
        address(accepted, "profile_change_take_back"): (200,),
        reverse("profile_change_picture", args=[id_of(picture)]): (405,),
    }

    for path, posted in pages.items():
        shown, sent = client.get(path), client.post(path)
        if who == "anonymous":
            assert shown["Location"].startswith("/admin/login/?next=/admin/"), path
            assert sent.status_code == 302
        elif who in ("keeper", "editor"):
            assert client.get(path, follow=True).status_code == 403, path
            assert client.post(path, follow=True).status_code == 403, path
        else:
            assert (shown.status_code, sent.status_code) == (200, *posted), path
            if shown.streaming:
                b"".join(shown.streaming_content)
    assert (state(change), state(accepted)) == (ChangeStatus.PROPOSED, ChangeStatus.ACCEPTED)


def test_menu_counts_what_waits(desk, change):
    assert "Profile changes, 1 waiting" in desk.get(reverse(QUEUE)).content.decode()


# --- The queue
def test_queue_shows_each_state_apart_and_the_oldest_first(desk, secretary):
    made = {}
    for name in ("first", "second", "accepted", "refused"):
        lg = LocalGovernmentFactory(slug=name, participant=True)
        made[name] = say(lg, colleague_of(lg), story_en=name)
    accept(made["accepted"], secretary)
    refuse(made["refused"], secretary)

    def listed(**query):
        return [change.local_government.slug for change in desk.get(reverse(QUEUE), query).context["page_obj"]]

    assert listed() == ["first", "second"]
    assert listed(show="accepted") == ["accepted"]
    assert listed(show="refused") == ["refused"]
    assert listed(show="junk", q="second") == ["second"]
    assert listed(of="accepted") == ["accepted"]
    assert listed(q='"%') == []


@pytest.mark.parametrize("number", [1, 10])
def test_queue_costs_the_same_for_one_and_for_ten(desk, number, django_assert_max_num_queries):
    for _count in range(number):
        lg = LocalGovernmentFactory(participant=True)
        say(lg, colleague_of(lg), story_en="x")
    desk.get(reverse(QUEUE))

    with django_assert_max_num_queries(27):
        desk.get(reverse(QUEUE))


def test_record_leads_to_its_changes(desk, place, change):
    html = desk.get(reverse("wagtailsnippets_network_localgovernment:edit", args=[place.pk])).content.decode()

    assert f'href="{reverse(QUEUE)}?of=sampletown"' in html


# --- One change
def test_change_is_shown_beside_what_stood_before(desk, place, keeper):
    LocalGovernment.objects.filter(pk=place.pk).update(story_en="It opened a house.")
    change = say(LocalGovernment.objects.get(), keeper, story_en="It opened a large house.")

    html = desk.get(address(change)).content.decode()

    assert "<ins>" in html
    assert "Kim Keeper" in html
    assert "The record has changed since" not in html


def test_three_values_are_shown_when_the_record_changed_since(desk, place, change):
    LocalGovernment.objects.filter(pk=place.pk).update(website="https://theirs.example")

    html = desk.get(address(change)).content.decode()

    assert "The record has changed since this was proposed." in html
    for said in ("When it was proposed", "On the record now", "https://theirs.example", "https://town.example"):
        assert said in html


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_change_is_shown_in_every_language(desk, place, keeper, secretary, language):
    add_picture(place, keeper)
    UserProfile.objects.update_or_create(user=secretary, defaults={"preferred_language": language})

    with translation.override(language):
        assert desk.get(address(open_change(place))).status_code == 200


def test_hostile_text_is_text(desk, place, keeper):
    change = say(place, keeper, story_en="<script>alert(1)</script>")

    assert "<script>alert" not in desk.get(address(change)).content.decode()


def test_text_that_would_take_long_to_compare_is_shown_whole(desk, place, keeper):
    LocalGovernment.objects.filter(pk=place.pk).update(story_en="a " * 1500)
    change = say(LocalGovernment.objects.get(), keeper, story_en="a b " * 1400)

    assert desk.get(address(change)).status_code == 200


# --- The answer
def test_what_is_ticked_is_accepted(desk, place, change):
    response = answer(desk, change, "story_en", "website")

    place.refresh_from_db()
    assert response["Location"] == reverse(QUEUE)
    assert (state(change), place.website) == (ChangeStatus.ACCEPTED, "https://town.example")


def test_what_is_not_ticked_needs_a_reason_and_ticks_stay(desk, place, change):
    response = answer(desk, change, "story_en")

    form = response.context["form"]
    assert list(form.errors) == ["reason"]
    assert form.ticked == ["story_en"]
    assert state(change) == ChangeStatus.PROPOSED

    answer(desk, change, "story_en", reason="Not your website.")
    assert ProfileChange.objects.get().left_out == ["website"]


def test_everything_is_refused_by_the_other_button(desk, place, change):
    answer(desk, change, "story_en", "website", refuse="1", reason="Please name your sources.")

    place.refresh_from_db()
    assert (state(change), place.website) == (ChangeStatus.REFUSED, "")


def test_change_that_grew_meanwhile_is_shown_again_with_the_reason_typed(desk, place, keeper, change):
    before = seen(change)
    say(place, keeper, story_fr="La nôtre.")

    response = desk.post(address(change), {"seen": before, "accept": ["story_en"], "reason": "My reason."})

    assert response.status_code == 409
    html = response.content.decode()
    assert "has changed since you opened this page" in html
    assert "La nôtre." in html
    assert response.context["form"]["reason"].value() == "My reason."
    assert response.context["form"]["seen"].value() == seen(change)


def test_part_that_is_gone_meanwhile_is_no_accident(desk, place, keeper, change):
    before = seen(change)
    say(place, keeper, website="")

    assert desk.post(address(change), {"seen": before, "accept": ["story_en", "website"]}).status_code == 409


def test_answered_change_is_not_answered_again(desk, place, change, secretary):
    before = seen(change)
    accept(change, secretary)

    response = desk.post(address(change), {"seen": before, "refuse": "1", "reason": "Too late."})

    assert response.status_code == 409
    assert "Too late." in response.content.decode()
    assert state(change) == ChangeStatus.ACCEPTED


@pytest.mark.parametrize("junk", ["\x00", "x" * 20_000, "link:x", "[]"])
def test_junk_breaks_nothing(desk, change, junk):
    assert desk.post(address(change), {"seen": junk, "accept": [junk, junk], "reason": junk}).status_code in (200, 409)
    assert state(change) == ChangeStatus.PROPOSED


def test_unknown_change_is_not_found(desk):
    assert desk.get("/admin/profile-changes/999/", follow=True).status_code == 404


# --- Taking back
def test_accepted_change_is_taken_back_with_a_reason(desk, place, change, secretary):
    accept(change, secretary)
    LocalGovernment.objects.filter(pk=place.pk).update(website="https://newer.example")
    path = address(change, "profile_change_take_back")
    assert [one.part for one in desk.get(path).context["kept"]] == ["website"]
    assert list(desk.post(path, {"reason": " "}).context["form"].errors) == ["reason"]

    assert desk.post(path, {"reason": "The town asked."})["Location"] == address(change)

    place.refresh_from_db()
    assert (state(change), place.story_en, place.website) == (ChangeStatus.TAKEN_BACK, "", "https://newer.example")
    html = desk.get(address(change)).content.decode()
    assert "The town asked." in html
    assert "Changed again before it was taken back: left as it was" in html


def test_change_that_is_open_is_not_taken_back(desk, change):
    assert desk.post(address(change, "profile_change_take_back"), {"reason": "x"}).status_code == 409


def test_history_of_the_record_tells(desk, place, change, secretary):
    accept(change, secretary)

    html = desk.get(reverse("wagtailsnippets_network_localgovernment:history", args=[place.pk])).content.decode()
    assert "A change that representatives proposed was accepted" in html
