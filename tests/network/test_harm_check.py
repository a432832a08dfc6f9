"""What is asked and kept before an experience is published: pictures, texts, the five questions, and who may."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from wagtail.models import PageLogEntry

from core.models import PortalImage, User
from core.picture_traces import has_traces
from network.experiences import answering
from network.experiences.publishing import obstacles, small_counts
from network.harm_enums import Question
from network.models import ExperiencePage, HarmCheck, HelpNumber
from tests import pictures
from tests.factories import HelpNumberFactory, UserFactory
from tests.network import publishing
from tests.network.proposing import experiences_page
from tests.network.publishing import SAID, agreed, answered, content_of, form_of, picture, put, rewritten, with_stored_place, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(editor=True, email="editor@network.example", first_name="Elif")
    client.force_login(user)
    return user


@pytest.fixture
def parent(home):
    return experiences_page(home)


@pytest.fixture
def page(parent, editor):
    """Nothing can be said against its text; nobody has answered or agreed."""
    return written(parent, editor)


@pytest.fixture
def ready(page, editor, secretary):
    """Everything is done."""
    answered(page, editor)
    agreed(page, secretary)
    return page


def now(page) -> ExperiencePage:
    return ExperiencePage.objects.get(pk=page.pk)


def said(page) -> list[str]:
    return [str(obstacle.message) for obstacle in obstacles(now(page).get_latest_revision_as_object())]


def list_of(page) -> str:
    return reverse("experience_before_publishing", args=[page.pk])


# --- Pictures
def test_file_is_cleaned_at_a_press_and_its_copies_forgotten(client, editor, ready):
    image = PortalImage.objects.get()
    with_stored_place(image).get_rendition("width-100")
    old = image.file.name

    response = client.post(reverse("experience_clean_picture", args=[ready.pk, image.pk]))

    image = PortalImage.objects.get()
    assert response.url == list_of(ready)
    assert not has_traces(content_of(image))
    assert (image.width, image.height, image.renditions.count()) == (800, 1200, 0)
    assert said(ready) == []
    assert image.file.name != old


def test_only_pictures_of_the_page_are_cleaned_from_it(client, editor, page):
    other = picture(people="nobody")

    with pytest.raises(ValidationError) as refusal:
        answering.clean_picture(page, by=editor, image_id=other.pk)

    assert refusal.value.code == "gone"


def test_picture_is_cleaned_when_it_comes_through_the_admin(client, editor):
    upload = pictures.upload(pictures.with_place(), "hall.jpg")

    response = client.post(reverse("wagtailimages:add"), {"title_en": "Hall", "title": "Hall", "file": upload, "collection": 1})

    assert response.status_code == 302
    image = PortalImage.objects.get()
    content = content_of(image)
    assert (has_traces(content), b"Marie" in content, image.width, image.height) == (False, False, 800, 1200)
    assert image.file_size == len(content)


def test_picture_that_is_cut_short_is_refused_in_words(client, editor):
    upload = pictures.upload(pictures.with_place()[:3000], "hall.jpg")

    response = client.post(reverse("wagtailimages:add"), {"title_en": "Hall", "title": "Hall", "file": upload, "collection": 1})

    assert (response.status_code, PortalImage.objects.count()) == (200, 0)
    assert list(response.context["form"].errors) == ["file"]


# --- Texts
def test_help_number_of_ours_may_stand_in_the_text(editor, ready):
    HelpNumberFactory(number="0800059595")
    page = rewritten(ready, editor, put(intro_en="Call 0800 05 95 95."))
    answered(page, editor)

    assert said(page) == []
    HelpNumber.objects.all().delete()
    assert said(page) == [SAID["a telephone number"]]


def test_small_count_in_a_sentence_is_shown_beside_its_question(client, editor, page):
    page = rewritten(page, editor, put(intro_en="3 women had a telephone."))

    [count] = small_counts(page.get_latest_revision_as_object())

    assert (count.where, count.excerpt, count.anchor) == ("Summary (English)", "3 women had a telephone.", ":w:contentpath=intro_en")
    assert "3 women had a telephone." in client.get(list_of(page)).content.decode()


# --- The questions
def answers(client, page, **fields):
    digest = client.get(list_of(page)).context["form"].initial["text_digest"]
    return client.post(list_of(page), {"text_digest": digest, **fields})


ALL = dict.fromkeys(Question.values, "on")


def test_answers_are_kept_with_who_gave_them_and_when(client, editor, page):
    response = answers(client, page, **ALL, stories_note="Marked as composite")

    check = HarmCheck.objects.get()
    assert response.url == list_of(page)
    assert (check.page_id, check.page_name, check.by, check.revision_id) == (page.pk, "A telephone", editor, page.latest_revision_id)
    assert (check.missing, check.stories_note, check.risk_note) == ([], "Marked as composite", "")
    assert PageLogEntry.objects.filter(page=page.pk, action="network.harm_check", user=editor).count() == 1


def test_answering_and_publishing_is_one_press(client, editor, page, secretary):
    agreed(page, secretary)

    response = answers(client, page, **ALL, publish="yes")

    assert (response.url, now(page).live) == (reverse("wagtailadmin_pages:edit", args=[page.pk]), True)


def test_one_press_publishes_nothing_while_something_is_missing(client, editor, page):
    response = answers(client, page, **ALL, publish="yes")

    assert (response.url, now(page).live, HarmCheck.objects.count()) == (list_of(page), False, 1)


def test_answers_to_a_text_that_was_changed_meanwhile_are_refused(client, editor, page):
    digest = client.get(list_of(page)).context["form"].initial["text_digest"]
    rewritten(page, editor, put(intro_en="Another text."))

    response = client.post(list_of(page), {"text_digest": digest, **ALL, "risk_note": "Asked the shelter"})

    assert response.status_code == 409
    assert "Somebody has changed the text since you opened this page. Read it again, then answer." in response.content.decode()
    assert 'value="Asked the shelter"' in response.content.decode()
    assert not HarmCheck.objects.exists()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 409),
        ({"text_digest": ""}, 200),
        ({"text_digest": "x\x00"}, 200),
        ({"stories_note": "x" * 501}, 200),
        ({"risk": ["on", "off"]}, 302),
    ],
)
def test_junk_is_answered_in_words(client, editor, page, fields, status):
    assert answers(client, page, **fields).status_code == status


def test_notes_are_shown_again_and_what_they_confirmed_is_not(client, editor, page):
    answered(page, editor)
    page = rewritten(page, editor, put(intro_en="Another text."))

    form = client.get(list_of(page)).context["form"]

    assert form["stories_note"].value() == "Seen by Elif"
    assert not form["stories"].value()


def test_record_is_never_changed_and_outlives_its_author_and_its_page(editor, ready):
    check = HarmCheck.objects.get()
    changes = (
        lambda: HarmCheck.objects.update(stories=False),
        lambda: HarmCheck.objects.update(text_digest=""),
        lambda: HarmCheck.objects.update(by=UserFactory()),
        check.delete,
        HarmCheck.objects.all().delete,
    )
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

    number = ready.pk
    now(ready).delete()
    User.objects.filter(pk=editor.pk).delete()

    check = HarmCheck.objects.get()
    assert (check.page_id, check.page_name, check.by, check.missing) == (number, "A telephone", None, [])


# --- Who may
@pytest.mark.parametrize("name", ["experience_before_publishing", "experience_publish"])
def test_editors_and_the_secretariat_may_and_nobody_else(client, page, secretary, keeper, name):
    address = reverse(name, args=[page.pk])
    seen = {}
    for who in (None, keeper, UserFactory(), secretary):
        client.logout()
        if who:
            client.force_login(who)
        seen[who.email if who else "nobody"] = client.post(address).status_code

    assert seen["nobody"] == 302
    assert [status for email, status in seen.items() if email not in ("nobody", secretary.email)] == [302, 302]
    assert seen[secretary.email] in (200, 302)
    assert not now(page).live


def test_page_that_is_not_there_is_not_found(client, editor, parent):
    for name, args in (
        ("experience_before_publishing", [9999]),
        ("experience_publish", [parent.pk]),
        ("experience_clean_picture", [9999, 1]),
    ):
        assert client.post(reverse(name, args=args), follow=True).status_code == 404


@pytest.mark.parametrize("images", [1, 10])
def test_list_takes_as_many_queries_whatever_the_text_holds(client, editor, page, django_assert_max_num_queries, images):
    shown = [publishing.with_alt(picture(people="nobody"), "A hall") for _number in range(images)]
    rewritten(page, editor, put(body_en=[("image", image) for image in shown]))

    with django_assert_max_num_queries(45):
        client.get(list_of(page))


# --- The editor's form
def test_country_follows_from_the_local_government(client, editor, page, place):
    form = form_of(client, page) | {"country": "", "local_government": place.pk}

    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    assert now(page).get_latest_revision_as_object().country == "FR"


def test_country_is_asked_when_nothing_tells_it(client, editor, page):
    form = form_of(client, page) | {"country": "", "action-publish": "publish"}

    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    assert "Choose the country, or the local government." in response.content.decode()
