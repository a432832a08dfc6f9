"""Around proposals: the original beside a translation, whose mails go out, what is forgotten, what a person gets of theirs."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Workflow, WorkflowPage

from core import personal_data
from core.models import Message
from network.contribution import proposals, retention
from network.contribution.workflow import attach
from network.models import ExperienceProposal, ProposalAttachment
from tests.factories import ContentPageFactory, UserFactory
from tests.network.proposing import WHAT, begun, experiences_page, sent, whole, with_picture

pytestmark = pytest.mark.django_db
NEWER = "The original, in French, was changed after this text."


@pytest.fixture
def experiences(home):
    return experiences_page(home)


@pytest.fixture
def editor(db):
    return UserFactory(editor=True, email="editor@network.example")


def editor_of(client, user, page) -> str:
    client.force_login(user)
    return client.get(f"/admin/pages/{page.pk}/edit/").content.decode()


# --- Translating
def test_original_stands_under_the_fields_of_other_languages(client, experiences, place, keeper, editor):
    shown = editor_of(client, editor, sent(place, keeper).page)

    assert shown.count('<div lang="fr" dir="ltr"><p>Un téléphone d’alerte</p></div>') == 3  # not under French itself
    assert NEWER not in shown


def test_original_that_was_changed_later_is_said_to_be_newer(client, experiences, place, keeper, editor):
    page = sent(place, keeper).page
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        change(page, title_en="An alert phone")
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        change(page, problem_fr="Un autre problème.")

    assert editor_of(client, editor, page).count(NEWER) == 1  # in English; the others have no text


def change(page, **fields):
    draft = proposals.latest(page)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()


def test_editor_leads_to_the_local_government(client, experiences, place, keeper, editor):
    page = sent(place, keeper).page

    shown = editor_of(client, editor, page)

    assert f"/admin/experiences/{page.pk}/#sign-off" in shown
    assert "With the local government" in shown


# --- Workflow
def test_workflow_is_made_once_and_a_chosen_one_stays(experiences):
    assert attach(experiences) == attach(experiences)
    other = Workflow.objects.create(name="Another")
    WorkflowPage.objects.update(workflow=other)

    assert attach(experiences) == other
    assert Workflow.objects.filter(name="Experiences").count() == 1


def test_wagtail_writes_no_mail_of_its_own_about_experiences(experiences, place, keeper, editor, secretary, mailoutbox):
    sent(place, keeper)

    assert mailoutbox == []
    assert Message.objects.count() == 2


def test_wagtail_still_writes_about_other_pages(home, keeper, secretary, mailoutbox):
    page = ContentPageFactory(parent=home, slug="about", live=False)
    page.save_revision()
    page.get_workflow().start(page, keeper)

    assert [mail.to for mail in mailoutbox] == [[secretary.email]]


# --- Retention
def test_draft_is_forgotten_after_two_years(place, keeper, django_capture_on_commit_callbacks):
    picture = with_picture(begun(place, keeper, what=WHAT), keeper)
    storage, name = picture.file.storage, picture.file.name

    with time_machine.travel(timezone.now() + timedelta(days=700)):
        assert retention.forget_old() == 0
    with time_machine.travel(timezone.now() + timedelta(days=731)), django_capture_on_commit_callbacks(execute=True):
        assert retention.forget_old() == 1

    assert not ExperienceProposal.objects.exists()
    assert not storage.exists(name)


def test_private_files_go_a_year_after_the_end(experiences, place, keeper):
    proposal = whole(place, keeper)
    with_picture(proposal, keeper)
    proposals.send(proposal, by=keeper).page.get_latest_revision().publish()

    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert retention.forget_old() == 1

    assert not ProposalAttachment.objects.exists()
    assert ExperienceProposal.objects.get().answers != {}


def test_person_gets_what_they_wrote(experiences, place, keeper):
    begun(place, keeper, what=WHAT)

    (found,) = personal_data.of(keeper)["experience_proposals"]
    assert (found["local_government"], found["answers"]) == ("sampletown", {"what": WHAT})
    assert personal_data.of(UserFactory())["experience_proposals"] == []
