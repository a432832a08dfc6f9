"""The authority agrees before its page is published for the first time: asking, answering, waiving, and what stands in the way."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from core.models import Message
from network.contribution import editorial, proposals
from network.contribution_enums import SignOffAnswer
from network.enums import RepresentativeRole
from network.experiences import signoff
from network.models import ExperiencePage, SignOff
from tests.factories import LocalGovernmentFactory, RepresentativeFactory, UserFactory
from tests.network.keeping import colleague_of
from tests.network.proposing import experiences_page, sent, token_in_mail

pytestmark = pytest.mark.django_db
NOT_ASKED = "The local government has not been asked yet whether it agrees with this page."
CHANGED = "The text was changed after the local government agreed. Ask again."


@pytest.fixture
def editor(db):
    return UserFactory(editor=True, email="editor@network.example")


@pytest.fixture
def page(home, place, keeper, editor):
    """The draft that an authority proposed, in French."""
    experiences_page(home)
    return sent(place, keeper).page


@pytest.fixture
def speaker(place):
    """Speaks for the authority; did not propose."""
    return RepresentativeFactory(
        local_government=place, role=RepresentativeRole.DELEGATE, user__email="mayor@town.example", user__language="fr"
    )


def code_of(call) -> str:
    with pytest.raises(ValidationError) as refusal:
        call()
    error = refusal.value
    return error.code if hasattr(error, "code") else next(iter(error.error_dict))


def obstacle(page):
    return signoff.obstacle(proposals.latest(page))


def rewritten(page, by=None, **fields):
    draft = proposals.latest(page)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=by)


# --- Asking
def test_link_goes_to_who_speaks_for_it_in_their_language(page, editor, speaker):
    found = signoff.ask(page, by=editor, representative=speaker)

    message = Message.objects.get(recipient="mayor@town.example")
    assert (found.email, found.language, found.languages, message.language) == ("mayor@town.example", "fr", ["fr"], "fr")
    assert "/fr/experiences/sign-off/" in message.text
    assert signoff.link_for(token_in_mail(message)) == found
    assert found.token_digest not in message.text
    assert "téléphone" not in message.subject


@pytest.mark.parametrize("email", ["someone@ville.example", "someone@social.ville.example", "desk@elsewhere.example"])
def test_address_of_the_authority_may_be_asked(page, place, editor, email):
    place.website, place.contact_email = "https://www.ville.example/", "desk@elsewhere.example"
    place.save()

    assert signoff.ask(page, by=editor, email=email, name="Ada", language="ar").email == email


@pytest.mark.parametrize("email", ["someone@other.example", "someone@badville.example", "someone@ville.example.org"])
def test_any_other_address_is_refused(page, place, editor, email):
    place.website = "https://www.ville.example/"
    place.save()

    assert code_of(lambda: signoff.ask(page, by=editor, email=email, name="Ada", language="fr")) == "email"


def test_unknown_language_is_refused(page, place, editor):
    place.contact_email = "desk@town.example"
    place.save()

    assert code_of(lambda: signoff.ask(page, by=editor, email="desk@town.example", name="", language="xx")) == "language"


def test_somebody_of_another_authority_is_not_asked(page, editor):
    assert code_of(lambda: signoff.ask(page, by=editor, representative=RepresentativeFactory())) == "person"


def test_somebody_who_left_is_not_asked(page, editor, speaker):
    speaker.until = timezone.localdate() - timedelta(days=1)
    speaker.save()

    assert code_of(lambda: signoff.ask(page, by=editor, representative=speaker)) == "person"


def test_representatives_do_not_ask_themselves(page, keeper, speaker):
    assert code_of(lambda: signoff.ask(page, by=keeper, representative=speaker)) == "permission"


def test_asking_again_stops_the_link_before(page, editor, speaker):
    first = signoff.ask(page, by=editor, representative=speaker)
    second = signoff.ask(page, by=editor, representative=speaker)

    first.refresh_from_db()
    assert (first.is_open, second.is_open) == (False, True)
    assert code_of(lambda: signoff.answer(first, agrees=True)) == "link"


def test_sixth_link_of_a_day_is_refused(page, editor, speaker):
    for _turn in range(signoff.LINKS_PER_DAY):
        signoff.ask(page, by=editor, representative=speaker)

    assert code_of(lambda: signoff.ask(page, by=editor, representative=speaker)) == "too_many"


def test_page_without_a_ready_language_is_not_asked_about(page, editor, speaker):
    rewritten(page, ready_fr=False)

    assert code_of(lambda: signoff.ask(page, by=editor, representative=speaker)) == "no_language"


def test_page_that_was_public_is_not_asked_about(page, editor, speaker):
    page.get_latest_revision().publish()

    assert code_of(lambda: signoff.ask(ExperiencePage.objects.get(), by=editor, representative=speaker)) == "published"


def test_page_without_authority_has_nobody_to_ask(page, editor):
    rewritten(page, local_government=None)

    assert code_of(lambda: signoff.ask(page, by=editor, email="a@b.example", language="fr")) == "nobody"


# --- Answering
def test_agreement_is_kept_and_told(page, editor, speaker):
    found = signoff.answer(signoff.ask(page, by=editor, representative=speaker), agrees=True)

    assert (found.answer, found.remark, found.revision_number) == (SignOffAnswer.APPROVED, "", page.get_latest_revision().pk)
    assert obstacle(page) is None
    assert "agrees with" in Message.objects.filter(recipient=editor.email).latest("pk").subject


def test_remark_is_kept_and_told(page, editor, speaker):
    signoff.answer(signoff.ask(page, by=editor, representative=speaker), agrees=False, remark="The year is 2010.")

    assert obstacle(page) == "The local government has a remark. Settle it, then ask again whether it agrees."
    assert "The year is 2010." in Message.objects.filter(recipient=editor.email).latest("pk").text


def test_remark_needs_words(page, editor, speaker):
    assert code_of(lambda: signoff.answer(signoff.ask(page, by=editor, representative=speaker), agrees=False)) == "remark"


def test_second_answer_and_late_answer_are_refused(page, editor, speaker):
    found = signoff.answer(signoff.ask(page, by=editor, representative=speaker), agrees=True)
    assert code_of(lambda: signoff.answer(found, agrees=False, remark="No.")) == "link"

    late = signoff.ask(page, by=editor, representative=speaker)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert code_of(lambda: signoff.answer(late, agrees=True)) == "link"
        assert "the link has expired" in obstacle(page)


# --- What stands in the way of the first publication
def test_not_asked_yet(page, speaker):
    assert obstacle(page) == NOT_ASKED


def test_asked_and_not_answered(page, editor, speaker):
    signoff.ask(page, by=editor, representative=speaker)

    assert "has not answered yet" in obstacle(page)


@pytest.mark.parametrize(
    "fields", [{"action_fr": "Autre chose."}, {"start_year": 1999}, {"ready_en": True, "title_en": "Phone", "intro_en": "It is."}]
)
def test_text_that_changed_needs_another_agreement(page, editor, speaker, fields):
    signoff.answer(signoff.ask(page, by=editor, representative=speaker), agrees=True)

    rewritten(page, **fields)

    assert obstacle(page) == CHANGED


def test_language_that_is_not_ready_may_change(page, editor, speaker):
    signoff.answer(signoff.ask(page, by=editor, representative=speaker), agrees=True)

    rewritten(page, title_en="A phone", contact_email="desk@town.example")

    assert obstacle(page) is None


def test_agreed_page_is_still_agreed_when_it_comes_from_the_database(page, editor, speaker):
    signoff.answer(signoff.ask(page, by=editor, representative=speaker), agrees=True)
    digest = signoff.content_digest(proposals.latest(page))

    page.get_latest_revision().publish()

    assert signoff.content_digest(ExperiencePage.objects.get()) == digest


def test_first_publication_notes_who_checked_it(page, editor, speaker):
    signoff.answer(signoff.ask(page, by=editor, representative=speaker), agrees=True)

    page.get_latest_revision().publish()

    published = ExperiencePage.objects.get()
    assert (published.checked_on, published.checked_by) == (timezone.localdate(), speaker.user)
    assert signoff.obstacle(published) is None


def test_page_that_was_public_before_needs_nothing(page):
    page.get_latest_revision().publish()
    public = ExperiencePage.objects.get()
    public.unpublish()
    rewritten(public, action_fr="Autre chose.")

    assert obstacle(public) is None


@pytest.mark.parametrize("end", ["withdraw", "decline"])
def test_ended_proposal_is_not_published(page, keeper, editor, end):
    proposal = page.proposal
    if end == "withdraw":
        proposals.withdraw(proposal, by=keeper)
    else:
        editorial.decline(proposal, by=editor, reason="No.")

    assert "It is not published." in obstacle(page)


# --- Nobody to ask
@pytest.fixture
def alone(page):
    """A page that nobody speaks for."""
    rewritten(page, local_government=LocalGovernmentFactory(slug="farville"))
    return page


def test_secretariat_waives_with_a_reason(alone, secretary):
    assert "the secretariat has to say why" in obstacle(alone)

    found = signoff.waive(alone, by=secretary, reason="From the public report of 2020.")

    assert (found.answer, found.remark, found.asked_by) == (SignOffAnswer.WAIVED, "From the public report of 2020.", secretary)
    rewritten(alone, action_fr="Autre chose.")
    assert obstacle(alone) is None


def test_waiving_needs_a_reason_the_secretariat_and_nobody_to_ask(alone, page, editor, secretary, place):
    assert code_of(lambda: signoff.waive(alone, by=editor, reason="Because.")) == "permission"
    assert code_of(lambda: signoff.waive(alone, by=secretary, reason="")) == "reason"
    rewritten(page, local_government=place)
    assert code_of(lambda: signoff.waive(page, by=secretary, reason="Because.")) == "somebody"


# --- Kept for ever
@pytest.mark.parametrize(
    "change", [{"answer": "remark", "remark": "No."}, {"answered_at": None}, {"content_digest": "x"}, {"asked_at": timezone.now()}]
)
def test_answer_cannot_be_changed_afterwards(page, editor, speaker, change):
    found = signoff.answer(signoff.ask(page, by=editor, representative=speaker), agrees=True)

    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.filter(pk=found.pk).update(**change)


def test_row_cannot_be_deleted(page, editor, speaker):
    signoff.ask(page, by=editor, representative=speaker)

    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.all()._raw_delete("default")


def test_row_outlives_page_person_and_address(page, editor, speaker):
    signoff.answer(signoff.ask(page, by=editor, representative=speaker), agrees=True)

    page.delete()
    editor.delete()
    speaker.user.delete()
    with time_machine.travel(timezone.now() + timedelta(days=3 * 365 + 1)):
        assert signoff.forget_addresses() == 1

    found = SignOff.objects.get()
    assert (found.page, found.page_title, found.asked_by, found.email) == (None, "Un téléphone d’alerte", None, "")
    assert found.answer == SignOffAnswer.APPROVED


def test_colleagues_of_the_proposer_may_be_asked(page, place, editor):
    colleague = colleague_of(place, email="owner@town.example")

    found = signoff.ask(page, by=editor, representative=place.representatives.get(user=colleague))

    assert found.email == "owner@town.example"
