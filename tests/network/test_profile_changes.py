"""Changes to a profile: proposed by representatives, decided by the secretariat, taken back, forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.models import Message, PortalImage
from network.enums import RepresentativeRole
from network.models import LocalGovernment, ProfileChange, ProfileContribution, ProfileLink, ProfilePage, ProfilePicture
from network.profile_actions import ConflictError, drop_picture, keep_picture, open_change, propose, propose_link, withdraw
from network.profile_decisions import ACCEPTED, TAKEN_BACK, decide, take_back
from network.profile_enums import ChangeStatus
from network.profile_parts import Merged, digest, digests, merge
from network.profile_retention import KEEP_PICTURES, KEEP_TEXTS, forget_refused
from tests import pictures
from tests.factories import RepresentativeFactory, UserFactory
from tests.network.keeping import DESCRIPTION, LINK, accept, add_link, add_picture, began, colleague_of, now, public, refuse, say, seen

pytestmark = pytest.mark.django_db


def fresh(place):
    return LocalGovernment.objects.get(pk=place.pk)


def code_of(call):
    with pytest.raises(ValidationError) as refusal:
        call()
    return refusal.value.code


def files():
    """What is in private storage."""
    storage = storages["private"]
    return [
        name
        for folder in (storage.listdir("pictures")[0] if storage.exists("pictures") else [])
        for name in storage.listdir(f"pictures/{folder}")[1]
    ]


# --- Three ways
@pytest.mark.parametrize(
    ("before", "mine", "theirs", "outcome"),
    [
        ("a", "a", "a", "nothing"),
        ("a", "b", "a", "mine"),
        ("a", "a", "b", "nothing"),
        ("a", "b", "b", "nothing"),
        ("a", "b", "c", "conflict"),
        (None, "b", None, "mine"),
        ("a", None, "a", "mine"),
        ("a", None, "c", "conflict"),
        ("a", "b", None, "conflict"),
        (None, None, "c", "nothing"),
    ],
)
def test_merge_takes_what_one_side_changed_and_asks_about_what_both_did(before, mine, theirs, outcome):
    values = {name: None if text is None else {"x": text} for name, text in (("before", before), ("mine", mine), ("theirs", theirs))}

    merged = merge({"x": digest(values["before"])}, {"x": values["mine"]}, {"x": values["theirs"]})

    assert (
        merged
        == {
            "nothing": Merged({}, {}),
            "mine": Merged({"x": values["mine"]}, {}),
            "conflict": Merged({}, {"x": values["theirs"]}),
        }[outcome]
    )


def test_form_that_remembers_nothing_overwrites_nothing():
    assert merge({}, {"x": {"x": "mine"}}, {"x": {"x": "theirs"}}).conflicts == {"x": {"x": "theirs"}}


# --- Proposing
def test_nothing_is_public_before_it_is_accepted(client, place, keeper, secretary):
    change = say(place, keeper, story_en="Our story.")

    assert change.fields == {"story_en": [{"story_en": ""}, {"story_en": "Our story."}]}
    assert fresh(place).story_en in (None, "")
    assert "Our story." not in client.get("/en/network/sampletown/").content.decode()

    accept(change, secretary)
    assert "Our story." in client.get("/en/network/sampletown/").content.decode()


def test_one_proposal_takes_what_all_add_and_says_whose_it_is(place, keeper):
    other = colleague_of(place, RepresentativeRole.EDITOR)
    first = say(place, keeper, story_en="Ours.")
    second = say(place, other, website="https://town.example", story_fr="La nôtre.")

    assert first == second == ProfileChange.objects.get()
    assert list(second.fields) == ["story_en", "website", "story_fr"]
    assert [(row.by, list(row.fields)) for row in second.contributions.all()] == [(keeper, ["story_en"]), (other, ["website", "story_fr"])]


def test_secretariat_hears_once_of_a_proposal(place, keeper, secretary):
    say(place, keeper, story_en="Ours.")
    say(place, keeper, story_en="Ours, again.")

    message = Message.objects.get()
    assert message.recipient == secretary.email
    assert "keeper@town.example" in message.text
    assert "http://localhost:8000/admin/profile-changes/" in message.text


def test_what_is_public_already_is_no_proposal(place, keeper):
    assert say(place, keeper, story_en="") is None
    assert not ProfileChange.objects.exists()


def test_proposal_emptied_again_is_withdrawn(place, keeper):
    say(place, keeper, story_en="Ours.")
    change = say(place, keeper, story_en="")

    assert (change.status, change.fields, change.ended_by) == (ChangeStatus.WITHDRAWN, {}, keeper)
    assert open_change(place) is None


def test_two_who_change_different_things_lose_nothing(place, keeper):
    other = colleague_of(place)
    opened = began(place, "story_en", "story_fr")
    say(place, keeper, opened, story_en="One.", story_fr="")
    change = say(place, other, opened, story_en="", story_fr="Deux.")

    assert {part: after for part, (_before, after) in change.fields.items()} == {
        "story_en": {"story_en": "One."},
        "story_fr": {"story_fr": "Deux."},
    }


def test_two_who_change_the_same_are_told_and_nothing_is_overwritten(place, keeper):
    other = colleague_of(place)
    opened = began(place, "story_en")
    say(place, keeper, opened, story_en="Mine.")

    with pytest.raises(ConflictError) as conflict:
        say(place, other, opened, story_en="Yours.", website="https://town.example")

    assert conflict.value.parts == {"story_en": {"story_en": "Mine."}, "website": {"website": ""}}
    assert open_change(place).fields["story_en"][1] == {"story_en": "Mine."}
    assert ProfileContribution.objects.count() == 1


def test_record_changed_by_the_secretariat_meanwhile_is_a_conflict_too(place, keeper):
    opened = began(place, "website")
    LocalGovernment.objects.filter(pk=place.pk).update(website="https://new.example")

    with pytest.raises(ConflictError):
        say(place, keeper, opened, website="https://mine.example")
    assert open_change(place) is None


@pytest.mark.parametrize("role", ["delegate", "ended", "requested", "nobody", "secretary"])
def test_only_owners_and_editors_of_today_propose(place, secretary, role):
    users = {"secretary": secretary, "nobody": UserFactory()}
    if role == "delegate":
        users[role] = colleague_of(place, RepresentativeRole.DELEGATE)
    elif role not in users:
        users[role] = RepresentativeFactory(local_government=place, status=role).user

    assert code_of(lambda: say(place, users[role], story_en="x")) == "permission"
    assert code_of(lambda: propose_link(place, by=users[role], value=LINK)) == "permission"
    assert code_of(lambda: keep_picture(place, by=users[role], content=pictures.jpeg())) == "permission"
    assert not ProfileChange.objects.exists()


def test_end_date_ends_the_right(place):
    gone = RepresentativeFactory(local_government=place, until=timezone.localdate() - timedelta(days=1)).user

    assert code_of(lambda: say(place, gone, story_en="x")) == "permission"


def test_same_link_sent_twice_is_there_once(place, keeper):
    assert add_link(place, keeper) == add_link(place, keeper)
    assert len(open_change(place).fields) == 1


def test_links_stay_few(place, keeper):
    for number in range(10):
        add_link(place, keeper, url=f"https://town.example/{number}")

    assert code_of(lambda: add_link(place, keeper, url="https://town.example/one-more")) == "too_many"


# --- Withdrawing
def test_part_is_withdrawn_and_the_rest_stays(place, keeper):
    change = say(place, keeper, story_en="One.", story_fr="Un.")

    withdraw(change, by=keeper, parts=["story_fr"], seen=seen(change))

    assert list(open_change(place).fields) == ["story_en"]


def test_everything_withdrawn_ends_the_proposal_and_deletes_its_pictures(place, keeper, django_capture_on_commit_callbacks):
    part = add_picture(place, keeper)
    change = say(place, keeper, story_en="One.")
    assert len(files()) == 1

    with django_capture_on_commit_callbacks(execute=True):
        change = withdraw(change, by=keeper, parts=[part, "story_en"], seen=seen(change))

    assert change.status == ChangeStatus.WITHDRAWN
    assert list(change.fields) == [part, "story_en"]  # what was proposed remains in the history
    assert not ProfilePicture.objects.exists()
    assert files() == []


def test_what_a_colleague_added_meanwhile_is_not_withdrawn_unseen(place, keeper):
    change = say(place, keeper, story_en="One.")
    before = seen(change)
    say(place, colleague_of(place), story_fr="Un.")

    assert code_of(lambda: withdraw(change, by=keeper, parts=["story_en", "story_fr"], seen=before)) == "stale"
    assert len(open_change(place).fields) == 2


def test_only_representatives_withdraw(place, keeper, secretary):
    change = say(place, keeper, story_en="One.")

    assert code_of(lambda: withdraw(change, by=secretary, parts=["story_en"], seen=seen(change))) == "permission"


def test_answered_proposal_is_not_withdrawn(place, keeper, secretary):
    change = say(place, keeper, story_en="One.")
    before = seen(change)
    accept(change, secretary)

    assert code_of(lambda: withdraw(change, by=keeper, parts=["story_en"], seen=before)) == "decided"


# --- Accepting and refusing
ALL = {
    "story_ar": {"story_ar": "حكاية\n\nثانية"},
    "name_local": {"name_local": "Ville-Exemple", "name_local_language": "fr"},
    "name_es": {"name_es": "Villa Ejemplo"},
    "website": {"website": "https://town.example/"},
    "population": {"population": 50000, "population_year": 2021, "population_source": "Census"},
    "position": {"latitude": "48.9356", "longitude": "-2.3500", "coordinates_source": "Town hall"},
    "contact_name": {"contact_name": "Equality office"},
    "contact_email": {"contact_email": "equality@town.example"},
    "contact_phone": {"contact_phone": "+33 1 23 45 67 89"},
    "contact_address": {"contact_address": "Town hall\n1 Square"},
}


def test_every_part_is_written_as_it_was_proposed(place, keeper, secretary):
    change = propose(place, by=keeper, began_with=began(place, *ALL), typed=ALL)
    link, picture = add_link(place, keeper), add_picture(place, keeper)

    change = accept(change, secretary)

    assert change.status == ChangeStatus.ACCEPTED
    written = ALL | {link: LINK, picture: DESCRIPTION}
    assert {part: value for part, value in public(place).items() if part in written} == written


def test_accepted_change_follows_to_the_page_and_into_the_log(place, keeper, secretary):
    change = propose(place, by=keeper, began_with=began(place, "name_en"), typed={"name_en": {"name_en": "Sample Town"}})

    accept(change, secretary)

    assert ProfilePage.objects.get().title_en == "Sample Town"
    assert LocalGovernment.objects.named_like("sample town").get() == place
    entry = ModelLogEntry.objects.get(action=ACCEPTED)
    assert (entry.user, entry.data) == (secretary, {"change": change.pk, "parts": ["name_en"]})


def test_some_parts_are_accepted_and_the_others_refused_with_a_reason(place, keeper, secretary):
    change = say(place, keeper, story_en="True.", website="https://odd.example")

    change = accept(change, secretary, "story_en", reason="This is not your website.")

    assert (change.status, change.left_out, change.reason) == (ChangeStatus.ACCEPTED, ["website"], "This is not your website.")
    assert (fresh(place).story_en, fresh(place).website) == ("True.", "")


def test_representatives_are_told_in_their_language(place, keeper, secretary):
    colleague_of(place, RepresentativeRole.EDITOR, email="editrice@town.example", language="fr")
    colleague_of(place, RepresentativeRole.DELEGATE, email="delegate@town.example")
    change = say(place, keeper, story_en="True.", website="https://odd.example")

    accept(change, secretary, "story_en", reason="This is not your website.")

    told = {message.recipient: message for message in Message.objects.filter(purpose__contains=":decided:")}
    assert set(told) == {"keeper@town.example", "editrice@town.example"}
    assert told["editrice@town.example"].language == "fr"
    text = told["keeper@town.example"].text
    assert "- What it did, in English" in text
    assert "This is not your website." in text
    assert "http://localhost:8000/en/space/sampletown/profile/" in text


def test_refusal_changes_nothing_and_says_why(place, keeper, secretary):
    change = refuse(say(place, keeper, story_en="False."), secretary)

    assert (change.status, change.reason) == (ChangeStatus.REFUSED, "Please name your sources.")
    assert fresh(place).story_en in (None, "")
    assert "Please name your sources." in Message.objects.get(purpose__contains=":decided:").text
    assert not ModelLogEntry.objects.exists()


def test_refusal_without_a_reason_is_refused(place, keeper, secretary):
    change = say(place, keeper, story_en="x")

    assert code_of(lambda: decide(change, by=secretary, accept=[], seen=seen(change))) == "reason"
    assert open_change(place) == change


@pytest.mark.parametrize("who", ["keeper", "editor", "nobody"])
def test_only_the_secretariat_decides(place, keeper, who):
    change = say(place, keeper, story_en="x")
    user = {"keeper": keeper, "editor": UserFactory(editor=True), "nobody": UserFactory()}[who]

    assert code_of(lambda: decide(change, by=user, accept=["story_en"], seen=seen(change))) == "permission"


def test_what_was_added_since_is_not_accepted_unread(place, keeper, secretary):
    change = say(place, keeper, story_en="One.")
    before = seen(change)
    say(place, keeper, story_fr="Deux.")

    assert code_of(lambda: decide(change, by=secretary, accept=["story_en", "story_fr"], seen=before)) == "stale"
    assert fresh(place).story_en in (None, "")


def test_record_that_changed_since_it_was_read_is_not_overwritten_unseen(place, keeper, secretary):
    change = say(place, keeper, website="https://mine.example")
    before = seen(change)
    LocalGovernment.objects.filter(pk=place.pk).update(website="https://theirs.example")

    assert code_of(lambda: decide(change, by=secretary, accept=["website"], seen=before)) == "stale"
    change = accept(change, secretary)
    assert change.fields["website"] == [{"website": "https://theirs.example"}, {"website": "https://mine.example"}]


def test_nothing_is_decided_twice(place, keeper, secretary):
    change = say(place, keeper, story_en="x")
    accept(change, secretary)

    assert code_of(lambda: refuse(change, secretary)) == "decided"
    assert Message.objects.filter(purpose__contains=":decided:").count() == 1


# --- Pictures
def test_accepted_picture_is_public_with_its_words(client, place, keeper, secretary):
    part = add_picture(place, keeper, alt_ar="دار البلدية")
    accept(open_change(place), secretary)

    image = PortalImage.objects.get()
    assert (image.alt_en, image.alt_ar, image.uploaded_by_user) == ("The town hall", "دار البلدية", keeper)
    html = client.get("/ar/network/sampletown/").content.decode()
    assert 'alt="دار البلدية"' in html
    assert 'alt="The town hall" lang="en"' in client.get("/fr/network/sampletown/").content.decode()
    assert ".webp" in html
    assert part in public(place)


def test_picture_removed_from_the_profile_is_no_longer_public(place, keeper, secretary, django_capture_on_commit_callbacks):
    part = add_picture(place, keeper)
    accept(open_change(place), secretary)
    image = PortalImage.objects.get()

    change = propose(place, by=keeper, began_with=began(place, part), typed={part: None})
    assert PortalImage.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        accept(change, secretary)

    assert not PortalImage.objects.exists()
    assert not image.file.storage.exists(image.file.name)
    assert len(files()) == 1  # until nobody can take the change back any more


def test_picture_that_is_not_wanted_after_all_is_deleted_at_once(place, keeper, django_capture_on_commit_callbacks):
    picture = keep_picture(place, by=keeper, content=pictures.jpeg())

    with django_capture_on_commit_callbacks(execute=True):
        drop_picture(picture, by=keeper)

    assert files() == []


def test_pictures_that_wait_stay_few(place, keeper):
    for _number in range(20):
        keep_picture(place, by=keeper, content=b"x")

    assert code_of(lambda: keep_picture(place, by=keeper, content=b"x")) == "too_many"


def test_picture_whose_file_is_gone_cannot_be_accepted(place, keeper, secretary):
    add_picture(place, keeper)
    picture = ProfilePicture.objects.get()
    picture.file.storage.delete(picture.file.name)

    assert code_of(lambda: accept(open_change(place), secretary)) == "gone"
    assert open_change(place) is not None


# --- Taking back
def test_accepted_change_is_taken_back(place, keeper, secretary):
    LocalGovernment.objects.filter(pk=place.pk).update(website="https://old.example")
    change = accept(say(place, keeper, website="https://new.example", story_en="New."), secretary)

    change = take_back(change, by=secretary, reason="The town asked for it.")

    assert (change.status, change.kept) == (ChangeStatus.TAKEN_BACK, [])
    assert (fresh(place).website, fresh(place).story_en) == ("https://old.example", "")
    assert ModelLogEntry.objects.get(action=TAKEN_BACK).data == {"change": change.pk, "parts": ["website", "story_en"]}
    assert "The town asked for it." in Message.objects.get(purpose__contains=":taken_back:").text


def test_what_was_changed_again_since_stays(place, keeper, secretary):
    change = accept(say(place, keeper, website="https://new.example", story_en="New."), secretary)
    LocalGovernment.objects.filter(pk=place.pk).update(website="https://newer.example")

    change = take_back(change, by=secretary, reason="A slip.")

    assert change.kept == ["website"]
    assert (fresh(place).website, fresh(place).story_en) == ("https://newer.example", "")
    text = Message.objects.get(purpose__contains=":taken_back:").text
    assert text.index("- What it did, in English") < text.index("changed again since") < text.index("- Website")


def test_links_and_pictures_come_and_go_with_the_change(place, keeper, secretary):
    link, picture = add_link(place, keeper), add_picture(place, keeper)
    added = accept(open_change(place), secretary)
    removed = propose(place, by=keeper, began_with=began(place, link, picture), typed={link: None, picture: None})
    removed = accept(removed, secretary)
    assert not ProfileLink.objects.exists()

    take_back(removed, by=secretary, reason="A slip.")
    assert (public(place)[link], public(place)[picture]) == (LINK, DESCRIPTION)

    take_back(added, by=secretary, reason="A slip.")
    assert not ProfileLink.objects.exists()
    assert not ProfilePicture.objects.public().exists()


def test_change_of_which_nothing_stands_any_more_is_not_taken_back(place, keeper, secretary):
    change = accept(say(place, keeper, story_en="New."), secretary)
    accept(say(place, keeper, story_en="Newer."), secretary)

    assert code_of(lambda: take_back(change, by=secretary, reason="x")) == "nothing"
    assert ProfileChange.objects.get(pk=change.pk).status == ChangeStatus.ACCEPTED


def test_only_an_accepted_change_is_taken_back_by_the_secretariat_alone(place, keeper, secretary):
    change = say(place, keeper, story_en="New.")
    assert code_of(lambda: take_back(change, by=secretary, reason="x")) == "decided"

    accept(change, secretary)
    assert code_of(lambda: take_back(change, by=keeper, reason="x")) == "permission"
    take_back(change, by=secretary, reason="x")
    assert code_of(lambda: take_back(change, by=secretary, reason="x")) == "decided"


# --- Forgetting
def age(days):
    ProfilePicture.objects.update(changed_at=timezone.now() - days)
    ProfileChange.objects.exclude(ended_at=None).update(ended_at=timezone.now() - days)


def test_refused_pictures_are_deleted_in_time(place, keeper, secretary, django_capture_on_commit_callbacks):
    add_picture(place, keeper)
    refuse(open_change(place), secretary)
    assert forget_refused() == 0

    age(KEEP_PICTURES + timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_refused() == 1
    assert files() == []


def test_pictures_that_wait_or_are_public_stay(place, keeper, secretary):
    add_picture(place, keeper)
    accept(open_change(place), secretary)
    add_picture(place, keeper)
    age(KEEP_PICTURES * 10)

    assert forget_refused() == 0
    assert ProfilePicture.objects.count() == 2


def test_texts_of_what_came_to_nothing_are_erased_after_a_year(place, keeper, secretary):
    refused = refuse(say(place, keeper, story_en="False."), secretary)
    accepted = accept(say(place, keeper, story_en="True."), secretary)
    age(KEEP_TEXTS + timedelta(days=1))

    assert forget_refused() == 1

    refused.refresh_from_db()
    accepted.refresh_from_db()
    assert (refused.fields, refused.reason, refused.status) == ({}, "", ChangeStatus.REFUSED)
    assert accepted.fields
    assert [row.fields for row in refused.contributions.all()] == [{}]
    assert forget_refused() == 0


def test_now_is_what_stands_with_what_is_proposed(place, keeper):
    say(place, keeper, story_en="Ours.")

    assert now(place)["story_en"] == {"story_en": "Ours."}
    assert digests(now(place), ["story_en"]) == began(place, "story_en")
