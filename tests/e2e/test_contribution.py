"""From a representative's first word to a public page, as people do it: proposed, asked, translated, agreed, published, still true."""

import pytest
from django.conf import settings
from django.test import Client

from core.models import Message, User
from core.permissions import EDITORS
from network.contribution_enums import ProposalStatus
from network.experiences import checking
from network.models import CheckQuestion, ExperiencePage, ExperienceProposal, ProposalAttachment, SignOff
from tests import pictures
from tests.charter.conftest import make_authority, make_user
from tests.e2e.people import press, sign_in
from tests.network.keeping import colleague_of
from tests.network.proposing import experiences_page, sent, terms

KEEPER, EDITOR, MAYOR = "keeper@town.example", "editor@network.example", "mayor@town.example"
TYPED = {
    "en": {"title": "An alert phone", "intro": "The town lends a phone to women in great danger.", "action": "A judge decides."},
    "fr": {"title": "Un téléphone d’alerte", "intro": "La ville prête un téléphone.", "action": "Le juge décide."},
    "ar": {"title": "هاتف إنذار", "intro": "تعير البلدية هاتفًا للنساء المعرضات لخطر شديد.", "action": "يقرر القاضي."},
}


@pytest.fixture
def place(live_server, home):
    """A local government that somebody speaks for, the list of experiences, and an editor."""
    experiences_page(home)
    terms()
    found = make_authority("sampletown", name_local="Sampletown", name_en="Sampletown", role="participant")
    colleague_of(found, email=KEEPER, first_name="Kim", last_name="Keeper", language="fr")
    colleague_of(found, email=MAYOR, first_name="Maya", last_name="Mayor")
    make_user(EDITOR, EDITORS)
    return found


def as_editor(visitor, path):
    client = Client()
    client.force_login(User.objects.get(email=EDITOR))
    page = visitor(1280, "en")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": visitor.home}
    page.context.add_cookies([cookie])
    page.goto(path, timeout=60_000)  # the first page of the administration fetches its whole program
    return page


def tell(page, language, sound=None):
    """Fill in the steps, from the beginning to the page as it will look."""
    look = sound or (lambda _page: None)
    page.goto(f"/{language}/experiences/propose/")
    look(page)
    page.check(f"[name=language][value={language}]")
    press(page)
    look(page)
    words = TYPED[language]
    page.fill("[name=title]", words["title"])
    page.fill("[name=intro]", words["intro"])
    page.fill("[name=start_year]", "2009")
    page.locator("main form summary").first.click()
    page.locator("[name=kinds_of_measure]").first.check()
    press(page)
    look(page)
    page.fill("[name=action]", words["action"])
    press(page)
    look(page)
    page.fill("[name=text_0]", words["intro"])
    page.fill("[name=figure_0]", "3")
    page.check("[name=counts_people_0]")
    press(page)
    look(page)
    page.fill("[name=figure_0]", "1 250")
    press(page)
    look(page)
    page.fill("[name=partners]", "Police")
    press(page)
    look(page)
    page.set_input_files("[name=file]", {"name": "hall.jpg", "mimeType": "image/jpeg", "buffer": pictures.with_place()})
    press(page, "form[enctype] button")
    look(page)
    page.fill("[name=text]", words["title"])
    page.check("[name=people][value=nobody]")
    press(page)
    look(page)
    page.locator("p.actions > a.button").click()
    page.wait_for_url("**/preview/")
    look(page)


def test_experience_is_told_step_by_step_and_sent(visitor, mails, place, language, width, sound):
    page = visitor(width, language)
    sign_in(page, mails, KEEPER, language, f"/{language}/space/")

    tell(page, language, sound)
    press(page, "#send button.button")
    sound(page)

    proposal = ExperienceProposal.objects.get()
    assert (proposal.status, proposal.language, proposal.page.live) == (ProposalStatus.SUBMITTED, language, False)
    draft = proposal.page.get_latest_revision_as_object()
    assert (getattr(draft, f"title_{language}"), draft.results.get().figure) == (TYPED[language]["title"], 1250)
    with ProposalAttachment.objects.get().file.open("rb") as kept:
        assert b"Exif" not in kept.read()
    page.goto(f"/{language}/space/sampletown/experiences/{proposal.public_id}/withdraw/")
    sound(page)


def test_draft_is_taken_up_on_another_device(visitor, mails, place):
    one = visitor(360, "fr")
    sign_in(one, mails, KEEPER, "fr", "/fr/experiences/propose/")
    one.check("[name=language][value=fr]")
    press(one)
    one.fill("[name=title]", "Commencé")
    press(one, "button[name=later]")

    other = visitor(1280, "fr")
    sign_in(other, mails, MAYOR, "fr", "/fr/space/")
    other.get_by_role("link", name="Commencé").click()
    press_link = other.locator("main .actions a.button").first
    press_link.click()
    assert other.input_value("[name=title]") == "Commencé"


def test_whole_chain_from_a_proposal_in_french_to_a_public_page(visitor, mails, place, sound):
    keeper = visitor(1280, "fr")
    sign_in(keeper, mails, KEEPER, "fr", "/fr/space/")
    tell(keeper, "fr")
    press(keeper, "#send button.button")
    pk = ExperiencePage.objects.get().pk

    editor = as_editor(visitor, f"/admin/experiences/{pk}/")
    editor.fill("[name=ask-text]", "Since when?")
    press(editor, "form[action$='/ask/'] button[type=submit]")
    keeper.goto(mails.link(KEEPER))
    keeper.fill("[name=text]", "Depuis 2009.")
    press(keeper)
    editor.reload()
    assert "Depuis 2009." in editor.locator("main").inner_text()
    press(editor, "form[action$='/use/'] button")

    translate(editor, pk)
    ask_for_sign_off(editor, pk)
    agree(visitor, mails, sound)
    answer_the_questions(editor, pk)
    approve(editor, pk)

    page = ExperiencePage.objects.get(pk=pk)
    assert (page.live, page.title_en, page.ready_languages) == (True, "An alert phone", ["en", "fr"])
    assert ExperienceProposal.objects.get().status == ProposalStatus.TAKEN_UP
    reader = visitor(360, "en")
    reader.goto("/en/experiences/un-telephone-dalerte/")
    assert reader.locator("h1").inner_text() == "An alert phone"
    assert reader.context.cookies() == []
    assert "/experiences/un-telephone-dalerte/" in mails.newest(KEEPER).text


def translate(editor, pk):
    """The original stands under each field."""
    editor.goto(f"/admin/pages/{pk}/edit/")
    panel = editor.get_by_role("tabpanel", name="English")
    assert TYPED["fr"]["intro"] in panel.locator(".original").nth(1).inner_text()
    editor.fill("[name=title_en]", "An alert phone")
    editor.fill("[name=intro_en]", "The town lends a phone.")
    editor.fill("[name=action_en]", "A judge decides.")
    editor.check("[name=ready_en]")
    editor.wait_for_timeout(300)
    with editor.expect_navigation():
        editor.locator("footer button.action-save").first.click()


def ask_for_sign_off(editor, pk):
    editor.goto(f"/admin/experiences/{pk}/#sign-off")
    editor.get_by_label("Maya Mayor (Owner of the file)").check()
    press(editor, "form[action$='/sign_off/'] button[type=submit]")


def agree(visitor, mails, sound):
    """The mayor, without an account, on a telephone."""
    link = mails.link(MAYOR)
    phone = visitor(360, "en")
    phone.goto(link)
    sound(phone)
    assert SignOff.objects.get().answer == ""
    press(phone, "#answer button.button:not(.quiet)")
    sound(phone)
    assert SignOff.objects.get().answer == "approved"


def answer_the_questions(editor, pk):
    editor.goto(f"/admin/experiences/{pk}/before-publishing/")
    for tick in editor.locator(".before-tick input").all():
        tick.check()
    press(editor, ".before-questions .desk-actions button")


def approve(editor, pk):
    editor.goto(f"/admin/pages/{pk}/edit/")
    editor.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").last.click()
    with editor.expect_navigation():
        editor.locator("[data-workflow-action-name=approve]:visible").first.click()


@pytest.mark.parametrize("answer", ["still_true", "changed"])
def test_yearly_question_is_answered_by_a_button(visitor, mails, place, language, width, sound, answer):
    page = visitor(width, language)
    question, keeper = public_page(place)
    page.goto(f"/{language}/experiences/still-true/{checking.token_for(question, keeper)}/")
    sound(page)

    if answer == "changed":
        page.fill("[name=text]", "The court has moved.")
    press(page, f"form:has([value={answer}]) button")
    sound(page)

    question.refresh_from_db()
    assert question.answer == answer


def public_page(place):
    keeper = place.representatives.first().user
    page = sent(place, keeper).page
    page.get_latest_revision().publish()
    Message.objects.all().delete()
    return CheckQuestion.objects.create(page=ExperiencePage.objects.get(pk=page.pk)), keeper
