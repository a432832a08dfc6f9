"""Nobody publishes an experience past its list of obstacles; what was answered is kept."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from core.models import Message, PortalImage, User
from core.picture_traces import has_traces
from network.experiences import answering
from network.experiences.guard import NotReady
from network.experiences.publishing import obstacles, small_counts
from network.harm_enums import Question
from network.models import ExperiencePage, HarmCheck, HelpNumber
from tests import pictures
from tests.factories import HelpNumberFactory, UserFactory
from tests.network import publishing
from tests.network.proposing import experiences_page
from tests.network.publishing import (
    SAID,
    WAYS,
    WRONG,
    agreed,
    answered,
    content_of,
    form_of,
    picture,
    put,
    rewritten,
    with_stored_place,
    written,
)

pytestmark = pytest.mark.django_db
NOT_ANSWERED = "Answer the five questions."
CHANGED = "The text was changed after they were answered: answer them again."


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


# --- The gate
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_lacks_nothing_is_published(client, editor, ready, way):
    way(client, ready, editor)

    if way is publishing.at_an_hour:
        assert (now(ready).live, now(ready).approved_schedule) == (False, True)
    else:
        assert (now(ready).live, now(ready).title_fr) == (True, "Un téléphone")


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("wrong", WRONG)
def test_each_obstacle_stops_each_way(client, editor, ready, wrong, way):
    page = rewritten(ready, editor, WRONG[wrong]())
    answered(page, editor)

    response = way(client, page, editor)

    assert said(page) == [SAID[wrong]]
    assert (now(page).live, now(page).approved_schedule) == (False, False)
    if wrong == "a small count" and way in (publishing.by_button, publishing.at_an_hour):
        assert "Fewer than 5 people could be recognised" in response.content.decode()  # said at the field, in the form
    elif wrong == "a picture without description" and way in (publishing.by_button, publishing.at_an_hour):
        assert "could not be saved due to validation errors" in response.content.decode()
    else:
        assert (response.status_code, response.url) == (302, list_of(page))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_questions_that_nobody_answered_stop_each_way(client, editor, page, secretary, way):
    agreed(page, secretary)

    response = way(client, page, editor)

    assert said(page) == [NOT_ANSWERED]
    assert (response.status_code, response.url, now(page).live) == (302, list_of(page), False)


@pytest.mark.parametrize("question", Question.values)
def test_sentence_that_was_not_confirmed_stops(editor, page, secretary, question):
    agreed(page, secretary)
    answered(page, editor, **{question: True})

    assert said(page) == [f"Not confirmed: {Question(question).label}"]


def test_answers_count_for_one_text_only(client, editor, ready):
    page = rewritten(ready, editor, put(problem_en="Women were followed."))

    assert said(page) == [CHANGED]
    assert publishing.by_button(client, page, editor).url == list_of(page)

    answered(page, editor)
    assert said(page) == []


def test_missing_agreement_stops(client, editor, page):
    answered(page, editor)

    response = publishing.by_button(client, page, editor)

    assert said(page) == ["Nobody can be asked for this page: the secretariat has to say why it is published without an agreement."]
    assert (response.url, now(page).live) == (list_of(page), False)


def test_code_that_names_a_person_is_stopped_too(editor, page):
    with pytest.raises(NotReady):
        page.get_latest_revision().publish(user=editor)

    assert not now(page).live


def test_code_of_the_portal_without_a_person_is_trusted(page):
    page.get_latest_revision().publish()

    assert now(page).live


def test_nothing_typed_is_lost(client, editor, page):
    form = form_of(client, page) | {"action-publish": "publish", "governance_en": "The city leads."}

    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    assert response.url == list_of(page)
    assert now(page).get_latest_revision_as_object().governance_en == "The city leads."
    assert "“A telephone” is not published yet. What you typed is saved." in client.get(response.url).content.decode()


def test_new_page_is_not_public_for_a_moment(client, editor, parent, page):
    form = form_of(client, page) | {"action-publish": "publish", "slug": "another", "title_en": "Another"}

    response = client.post(reverse("wagtailadmin_pages:add", args=["network", "experiencepage", parent.pk]), form)

    another = ExperiencePage.objects.get(slug="another")
    assert (response.status_code, response.url) == (302, list_of(another))
    assert (another.live, another.first_published_at, another.intro_en) == (False, None, publishing.TEXT)


def test_public_page_keeps_its_text_until_the_new_one_is_ready(client, editor, ready):
    publishing.by_button(client, ready, editor)
    page = rewritten(now(ready), editor, put(intro_en="Call 01 49 77 52 12."))

    publishing.by_button(client, page, editor)

    assert (now(page).live, now(page).intro_en) == (True, publishing.TEXT)


def test_old_revision_is_asked_about_too(client, editor, ready):
    """Reverting publishes another text: it has its own answers."""
    old = ready.get_latest_revision()
    page = rewritten(ready, editor, put(intro_en="Another text."))
    answered(page, editor)

    assert said(page) == []
    old.publish(user=editor)
    assert now(page).intro_en == publishing.TEXT


def test_copy_is_a_draft_without_answers(client, editor, ready, parent):
    publishing.by_button(client, ready, editor)

    response = client.get(reverse("wagtailadmin_pages:copy", args=[ready.pk]))
    assert "publish_copies" not in response.context["form"].fields
    client.post(
        reverse("wagtailadmin_pages:copy", args=[ready.pk]),
        {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent.pk, "publish_copies": "on", "alias": "on"},
    )

    copy = ExperiencePage.objects.get(slug="copy")
    assert (copy.live, copy.alias_of, list(copy.harm_checks.all())) == (False, None, [])


def test_small_window_of_an_approval_leads_on(client, editor, page):
    state = publishing.attach(page.get_parent().specific).start(page, editor)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])

    response = client.post(address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})

    assert response.json() == {"step": "success", "redirect": list_of(page)}
    state.refresh_from_db()
    assert state.status == "in_progress"


# --- By the clock
def test_planned_page_goes_public_at_its_hour(client, editor, ready):
    publishing.at_an_hour(client, ready, editor)

    with time_machine.travel(timezone.now() + timedelta(days=3)):
        call_command("publish_scheduled")

    assert now(ready).live


def test_planned_page_that_lacks_something_at_its_hour_is_held_back_and_its_planner_hears(client, editor, ready):
    publishing.at_an_hour(client, ready, editor)
    PortalImage.objects.update(people="somebody")

    with time_machine.travel(timezone.now() + timedelta(days=3)):
        call_command("publish_scheduled")
        call_command("publish_scheduled")

    message = Message.objects.get()
    assert (now(ready).live, now(ready).approved_schedule) == (False, False)
    assert (message.recipient, message.subject) == (editor.email, "A page that you planned was not published")
    assert list_of(ready) in message.text
    assert PageLogEntry.objects.filter(page=ready.pk, action="network.held_back").count() == 1


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
