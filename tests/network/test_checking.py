"""Once a year: is it still true? Who is asked, when, once; what the answers do."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.models import Message
from network.contribution_enums import CheckAnswer
from network.experiences import checking
from network.models import CheckQuestion, ExperiencePage
from tests.factories import LocalGovernmentFactory, UserFactory
from tests.network.keeping import colleague_of
from tests.network.proposing import experiences_page, sent, token_in_mail

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


@pytest.fixture
def editor(db):
    return UserFactory(editor=True, email="editor@network.example")


@pytest.fixture
def page(home, place, keeper):
    """Public today; Kim Keeper answers for it."""
    experiences_page(home)
    sent(place, keeper).page.get_latest_revision().publish()
    Message.objects.all().delete()
    return ExperiencePage.objects.get()


def in_a_year(days=0):
    return time_machine.travel(timezone.now() + YEAR + timedelta(days=days))


def asked(page) -> CheckQuestion:
    checking.ask_owners()
    return page.check_questions.get()


def code_of(call) -> str:
    with pytest.raises(ValidationError) as refusal:
        call()
    error = refusal.value
    return error.code if hasattr(error, "code") else next(iter(error.error_dict))


# --- Asking
def test_owner_is_asked_after_a_year_and_once(page, keeper):
    assert checking.ask_owners() == 0

    with in_a_year():
        assert [checking.ask_owners(), checking.ask_owners()] == [1, 0]

    message = Message.objects.get()
    assert (message.recipient, "/en/experiences/still-true/" in message.text) == (keeper.email, True)
    assert "téléphone" not in message.subject


def test_owners_of_the_authority_are_asked_when_nobody_answers_for_it(page, place):
    ExperiencePage.objects.update(owner_account=None)
    colleague_of(place, email="second@town.example")

    with in_a_year():
        checking.ask_owners()

    assert sorted(Message.objects.values_list("recipient", flat=True)) == ["keeper@town.example", "second@town.example"]


def test_closed_account_is_not_asked(page, keeper, place):
    colleague_of(place, email="second@town.example")
    keeper.is_active = False
    keeper.save()

    with in_a_year():
        checking.ask_owners()

    assert Message.objects.get().recipient == "second@town.example"


def test_nobody_to_ask_leaves_no_question(page):
    ExperiencePage.objects.update(owner_account=None, local_government=LocalGovernmentFactory(slug="farville"))

    with in_a_year():
        assert checking.ask_owners() == 0

    assert not CheckQuestion.objects.exists()


def test_page_that_is_not_public_is_not_asked_about(page):
    page.unpublish()

    with in_a_year():
        assert checking.ask_owners() == 0


def test_one_reminder_after_a_month(page):
    with in_a_year():
        asked(page)
        assert checking.remind() == 0
    with in_a_year(31):
        assert [checking.remind(), checking.remind()] == [1, 0]
    with in_a_year(90):
        assert checking.remind() == 0

    assert Message.objects.count() == 2


def test_question_closes_when_its_page_leaves_the_public(page):
    with in_a_year():
        asked(page)
        page.unpublish()
        checking.remind()

    assert not CheckQuestion.objects.open().exists()


def test_unanswered_question_is_asked_again_only_after_another_year(page, keeper):
    with in_a_year():
        question = asked(page)
        question.closed_at = timezone.now()
        question.save()
    with in_a_year(200):
        assert checking.ask_owners() == 0
    with in_a_year(366):
        assert checking.ask_owners() == 1


# --- Answering
def test_still_true_is_noted_on_the_page(page, keeper):
    with in_a_year():
        checking.answer(asked(page), by=keeper, still_true=True)
        today = timezone.localdate()

    page.refresh_from_db()
    assert (page.checked_on, page.checked_by) == (today, keeper)
    assert page.get_latest_revision_as_object().checked_on == today


def test_what_changed_goes_to_the_editors(page, keeper, editor):
    with in_a_year():
        question = checking.answer(asked(page), by=keeper, still_true=False, text="The court has moved.")

    assert question.answer == CheckAnswer.CHANGED
    assert "The court has moved." in Message.objects.get(recipient=editor.email).text
    page.refresh_from_db()
    assert page.checked_on is None


def test_change_needs_words_and_an_answer_is_given_once(page, keeper):
    with in_a_year():
        question = asked(page)
        assert code_of(lambda: checking.answer(question, by=keeper, still_true=False)) == "text"
        checking.answer(question, by=keeper, still_true=True)
        assert code_of(lambda: checking.answer(question, by=keeper, still_true=True)) == "answered"


def test_who_does_not_answer_for_it_any_more_is_refused(page, keeper, editor):
    with in_a_year():
        question = asked(page)
        ExperiencePage.objects.update(owner_account=editor)
        assert code_of(lambda: checking.answer(question, by=keeper, still_true=True)) == "person"


# --- Links
def test_link_names_the_question_and_the_person(page, keeper):
    with in_a_year():
        question = asked(page)
        assert checking.asked_by(token_in_mail(Message.objects.get())) == (question, keeper)


def test_made_up_and_old_links_name_nothing(page):
    with in_a_year():
        asked(page)
        token = token_in_mail(Message.objects.get())
        assert [checking.asked_by(made_up) for made_up in ("x" * 40, f"{token}x", "a:b:c" * 10)] == [None, None, None]
    with in_a_year(181):
        assert checking.asked_by(token) is None


# --- Editors
def test_editor_confirms_and_closes_the_question(page, editor):
    with in_a_year():
        asked(page)
        checking.confirm(page, by=editor)

    page.refresh_from_db()
    assert page.checked_by == editor
    assert not CheckQuestion.objects.open().exists()


def test_editor_deals_with_a_change_once(page, keeper, editor):
    with in_a_year():
        question = checking.answer(asked(page), by=keeper, still_true=False, text="Moved.")
        assert code_of(lambda: checking.handle(question, by=keeper)) == "permission"
        question = checking.handle(question, by=editor)
        assert question.handled_by == editor
        assert code_of(lambda: checking.handle(question, by=editor)) == "handled"


def test_only_editors_confirm_and_only_what_is_public(page, keeper, editor):
    assert code_of(lambda: checking.confirm(page, by=keeper)) == "permission"
    page.unpublish()
    assert code_of(lambda: checking.confirm(page, by=editor)) == "not_public"


def test_page_is_out_of_date_after_two_years(page):
    with in_a_year(360):
        assert checking.out_of_date() == []
    with in_a_year(366):
        assert checking.out_of_date() == [page]
