"""Many at one proposal, one sign-off, one question at once: real threads, each with its own connection, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from core.models import Message
from network.contribution import attachments, editorial, proposals
from network.contribution_enums import ProposalStatus
from network.experiences import checking, signoff
from network.models import CheckQuestion, ExperiencePage, ExperienceProposal, SignOff
from tests import pictures
from tests.factories import UserFactory
from tests.network.proposing import begun, experiences_page, sent, whole

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MANY = 64


@pytest.fixture
def experiences(home):
    return experiences_page(home)


@pytest.fixture
def editor(db):
    return UserFactory(editor=True, email="editor@network.example")


def at_once(*calls):
    """Call them all at the same moment: "done" or the code of the refusal, of each."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait()
            call()
        except ValidationError as refusal:
            return refusal.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_many_sends_of_one_proposal_make_one_page(experiences, place, keeper, editor):
    proposal = whole(place, keeper)

    outcomes = at_once(*[lambda: proposals.send(proposal, by=keeper)] * MANY)

    assert sorted(outcomes) == ["done"] + ["status"] * (MANY - 1)
    assert ExperiencePage.objects.count() == 1
    assert Message.objects.filter(recipient=editor.email).count() == 1


def test_proposals_sent_at_once_each_have_their_page(experiences, place, keeper, editor):
    found = [whole(place, keeper) for _number in range(8)]

    outcomes = at_once(*(lambda proposal=proposal: proposals.send(proposal, by=keeper) for proposal in found))

    assert outcomes == ["done"] * 8
    assert ExperiencePage.objects.values("path").distinct().count() == 8
    assert len(set(ExperiencePage.objects.values_list("slug", flat=True))) == 8


def test_sending_and_withdrawing_at_once_have_one_outcome(experiences, place, keeper):
    proposal = whole(place, keeper)

    outcomes = at_once(lambda: proposals.send(proposal, by=keeper), lambda: proposals.withdraw(proposal, by=keeper))

    proposal.refresh_from_db()
    assert outcomes in (["done", "done"], ["status", "done"])
    assert proposal.status == ProposalStatus.WITHDRAWN


def test_question_and_publication_at_once_lose_nothing(experiences, place, keeper, editor):
    proposal = sent(place, keeper)
    revision = proposal.page.get_latest_revision()

    at_once(lambda: editorial.ask(proposal, by=editor, text="When?"), lambda: revision.publish())

    assert ExperienceProposal.objects.get().status == ProposalStatus.TAKEN_UP


def test_same_file_sent_many_times_is_there_once(place, keeper):
    proposal = begun(place, keeper)

    outcomes = at_once(*[lambda: attachments.attach(proposal, by=keeper, upload=pictures.upload())] * 8)

    assert outcomes == ["done"] * 8
    assert proposal.attachments.count() == 1


def test_two_answers_of_one_sign_off_one_counts(experiences, place, keeper, editor):
    found = signoff.ask(sent(place, keeper).page, by=editor, representative=place.representatives.get(user=keeper))

    outcomes = at_once(lambda: signoff.answer(found, agrees=True), lambda: signoff.answer(found, agrees=False, remark="No."))

    assert sorted(outcomes) == ["done", "link"]
    assert SignOff.objects.get().answer == ("approved" if outcomes[0] == "done" else "remark")


def test_many_who_ask_for_a_sign_off_leave_one_open(experiences, place, keeper, editor):
    page, person = sent(place, keeper).page, place.representatives.get(user=keeper)

    outcomes = at_once(*[lambda: signoff.ask(page, by=editor, representative=person)] * 8)

    assert sorted(outcomes) == ["done"] * 5 + ["too_many"] * 3
    assert SignOff.objects.open().count() == 1


def test_many_workers_ask_the_yearly_question_once(experiences, place, keeper):
    page = sent(place, keeper).page
    page.get_latest_revision().publish()
    ExperiencePage.objects.update(first_published_at=timezone.now() - timedelta(days=400))

    at_once(*[checking.ask_owners] * 8)

    assert CheckQuestion.objects.count() == 1
    assert Message.objects.filter(purpose__startswith="experience_check:").count() == 1


def test_many_answers_of_one_question_one_counts(experiences, place, keeper):
    page = sent(place, keeper).page
    page.get_latest_revision().publish()
    question = CheckQuestion.objects.create(page=ExperiencePage.objects.get(pk=page.pk))

    outcomes = at_once(*[lambda: checking.answer(question, by=keeper, still_true=True)] * 8)

    assert sorted(outcomes) == ["answered"] * 7 + ["done"]
