"""Nobody publishes an experience past its list of obstacles; what was answered is kept."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from core.models import Message, PortalImage
from network.experiences.guard import NotReady
from network.experiences.publishing import obstacles
from network.harm_enums import Question
from network.models import ExperiencePage
from tests.factories import UserFactory
from tests.network import publishing
from tests.network.proposing import experiences_page
from tests.network.publishing import (
    SAID,
    WAYS,
    WRONG,
    agreed,
    answered,
    form_of,
    put,
    rewritten,
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
