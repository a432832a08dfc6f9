"""The pages of a proposal, a sign-off and the yearly question: who gets them, and that nothing sent to them breaks anything."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from core.models import Message
from network.contribution import attachments, proposals
from network.contribution.form_base import fingerprint
from network.contribution_enums import ProposalStatus, SignOffAnswer
from network.enums import RepresentativeRole
from network.experiences import checking, signoff
from network.models import CheckQuestion, ExperiencePage, ExperienceProposal, ProposalAttachment, SignOff
from tests import pictures
from tests.factories import LocalGovernmentFactory, RepresentativeFactory, UserFactory
from tests.network.keeping import colleague_of
from tests.network.proposing import ACTION, WHAT, begun, experiences_page, sent, token_in_mail, whole, with_picture

pytestmark = pytest.mark.django_db
PAGES = ("proposal", "proposal_preview", "proposal_files", "proposal_withdraw")
HOSTILE = (
    b"title=%00&intro=%FF%FE&start_year=99999999999999999999",
    b"title=a&title=b&forms_of_violence[]=x&status=%F0%9F%92%A3",
    b"figure_0=1e999999&text_0=x&year_0=-1&evidence_0=9",
    b"seen=" + b"x" * 5000 + b"&sources=http%3A%2F%2F%5B%3A%3A1&staff=NaN",
)


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def experiences(home):
    return experiences_page(home)


@pytest.fixture
def editor(db):
    return UserFactory(editor=True, email="editor@network.example")


def address(proposal, name="proposal", *args):
    return reverse(f"space:{name}", args=[proposal.local_government.slug, proposal.public_id, *args])


# --- Who
def test_keepers_get_every_page_and_nobody_else(experiences, client, place, keeper, editor, secretary):
    proposal = whole(place, keeper)
    picture = with_picture(proposal, keeper)
    urls = [address(proposal, name) for name in PAGES]
    urls += [address(proposal, "proposal_step", step) for step in ("what", "action", "results", "means")]
    urls += [address(proposal, name, picture.public_id) for name in ("proposal_attachment", "proposal_attachment_content")]
    others = [RepresentativeFactory().user, colleague_of(place, RepresentativeRole.DELEGATE), editor, secretary]

    for user, status in [(keeper, 200), (colleague_of(place, RepresentativeRole.EDITOR), 200), *((user, 404) for user in others)]:
        client.force_login(user)
        assert [status_of(client.get(url)) for url in urls] == [status] * len(urls), user.email


def status_of(response) -> int:
    """The status; a file that was opened is closed."""
    if response.streaming:
        response.getvalue()
    return response.status_code


def test_anonymous_signs_in_first(client, place, keeper):
    url = address(begun(place, keeper))

    assert client.get(url).headers["Location"] == f"/en/accounts/login/?next={url}"


def test_proposal_is_found_only_under_its_own_local_government(client, place, keeper):
    other = LocalGovernmentFactory(slug="other")
    RepresentativeFactory(local_government=other, user=keeper)
    proposal = begun(place, keeper)
    client.force_login(keeper)

    assert client.get(reverse("space:proposal", args=["other", proposal.public_id])).status_code == 404


def test_file_of_another_proposal_is_not_there(client, place, keeper):
    picture = with_picture(begun(place, keeper), keeper)
    client.force_login(keeper)

    assert client.get(address(begun(place, keeper), "proposal_attachment_content", picture.public_id)).status_code == 404


def test_unknown_step_is_not_there(client, place, keeper):
    client.force_login(keeper)

    assert client.get(address(begun(place, keeper), "proposal_step", "nothing")).status_code == 404


# --- Beginning
def test_who_keeps_one_page_begins_at_once(client, place, keeper):
    client.force_login(keeper)

    response = client.post("/en/experiences/propose/", {"place": "sampletown", "language": "ar"})

    proposal = ExperienceProposal.objects.get()
    assert (response.headers["Location"], proposal.language) == (address(proposal, "proposal_step", "what"), "ar")


def test_who_keeps_none_is_told_so_and_begins_nothing(client, place):
    client.force_login(UserFactory())

    assert "With this account you are neither" in client.get("/en/experiences/propose/").content.decode()
    client.post("/en/experiences/propose/", {"place": "sampletown", "language": "fr"})
    assert not ExperienceProposal.objects.exists()


def test_place_of_somebody_else_is_refused(client, place, keeper):
    LocalGovernmentFactory(slug="other")
    client.force_login(keeper)

    assert client.post("/en/experiences/propose/", {"place": "other", "language": "fr"}).status_code == 200
    assert not ExperienceProposal.objects.exists()


# --- Step by step
def test_step_is_saved_and_leads_to_the_next(client, place, keeper):
    proposal = begun(place, keeper)
    client.force_login(keeper)

    response = client.post(address(proposal, "proposal_step", "what"), {**one(WHAT), "seen": fingerprint({})})

    assert response.headers["Location"] == address(proposal, "proposal_step", "action")
    proposal.refresh_from_db()
    assert proposal.answers == {"what": WHAT}


def one(answers):
    return {name: values[0] for name, values in answers.items()}


def test_wrong_step_stays_open_keeps_what_was_typed_and_can_be_mended(client, place, keeper):
    proposal = begun(place, keeper)
    client.force_login(keeper)
    url = address(proposal, "proposal_step", "action")

    shown = client.post(url, {"action": "", "problem": "It was hard.", "seen": fingerprint({})}).content.decode()
    assert "It was hard." in shown
    assert "Tell what was done." in shown
    seen = shown.split('name="seen" value="')[1][:16]
    assert client.post(url, {"action": "We did.", "problem": "It was hard.", "seen": seen}).status_code == 302


def test_finishing_later_leads_to_the_proposal(client, place, keeper):
    proposal = begun(place, keeper)
    client.force_login(keeper)

    response = client.post(
        address(proposal, "proposal_step", "what"), {"title": "", "later": "1", "intro": "Begun", "seen": fingerprint({})}
    )

    assert response.headers["Location"] == address(proposal)


def test_conflict_shows_what_was_typed_and_can_be_sent_again(client, place, keeper):
    proposal = begun(place, keeper, what=WHAT)
    client.force_login(keeper)
    url = address(proposal, "proposal_step", "what")

    shown = client.post(url, {"title": "Another", "intro": "Text", "seen": fingerprint({})}).content.decode()
    assert "This step was changed elsewhere" in shown
    assert "Another" in shown
    seen = shown.split('name="seen" value="')[1][:16]
    assert client.post(url, {"title": "Another", "intro": "Text", "seen": seen}).status_code == 302


@pytest.mark.parametrize("body", HOSTILE)
@pytest.mark.parametrize("step", ["what", "action", "results", "means"])
def test_hostile_answers_break_nothing(experiences, client, place, keeper, step, body):
    proposal = begun(place, keeper)
    client.force_login(keeper)
    kind = "application/x-www-form-urlencoded"

    assert client.post(address(proposal, "proposal_step", step), body, content_type=kind).status_code in (200, 302)
    assert client.get(address(proposal, "proposal_step", step)).status_code == 200
    assert client.get(address(proposal, "proposal_preview")).status_code == 200


def test_preview_of_nothing_is_a_page(experiences, client, place, keeper):
    client.force_login(keeper)

    assert client.get(address(begun(place, keeper), "proposal_preview")).status_code == 200


# --- Files, sending, answering, withdrawing
def test_file_is_sent_described_and_removed(client, place, keeper):
    proposal = begun(place, keeper)
    client.force_login(keeper)

    response = client.post(address(proposal, "proposal_files"), {"file": pictures.upload()})
    attachment = ProposalAttachment.objects.get()
    url = address(proposal, "proposal_attachment", attachment.public_id)
    assert response.headers["Location"] == url
    assert "Say whether somebody can be recognised." in client.post(url, {"text": "The hall"}).content.decode()
    client.post(url, {"text": "The hall", "credit": "Town", "people": "nobody"})
    attachment.refresh_from_db()
    assert attachment.is_described
    client.post(address(proposal, "proposal_attachment_remove", attachment.public_id))
    assert not ProposalAttachment.objects.exists()


@pytest.mark.parametrize("content", [pictures.SVG, b"", b"%PDF-1.4"])
def test_hostile_file_is_refused_in_words(client, place, keeper, content):
    client.force_login(keeper)

    shown = client.post(address(begun(place, keeper), "proposal_files"), {"file": pictures.upload(content)}).content.decode()

    assert "error-summary" in shown


def test_sending_leads_to_the_proposal(experiences, client, place, keeper):
    proposal = whole(place, keeper)
    client.force_login(keeper)

    assert client.post(address(proposal, "proposal_preview")).headers["Location"] == address(proposal)
    assert client.post(address(proposal, "proposal_preview")).headers["Location"] == address(proposal)
    assert ExperiencePage.objects.count() == 1


def test_answer_and_withdrawal(experiences, client, place, keeper):
    proposal = sent(place, keeper)
    ExperienceProposal.objects.update(status=ProposalStatus.ASKED)
    client.force_login(keeper)

    assert "Write your answer." in client.post(address(proposal, "proposal_answer"), {"text": ""}).content.decode()
    client.post(address(proposal, "proposal_answer"), {"text": "Since 2009."})
    proposal.refresh_from_db()
    assert (proposal.status, proposal.notes.get().text) == (ProposalStatus.SUBMITTED, "Since 2009.")
    client.post(address(proposal, "proposal_withdraw"), {"reason": ""})
    proposal.refresh_from_db()
    assert (proposal.status, proposal.answers, proposal.attachments.count()) == (ProposalStatus.WITHDRAWN, {}, 0)


def test_desk_has_the_same_queries_for_one_and_ten(client, place, keeper, django_assert_max_num_queries):
    begun(place, keeper, action=ACTION)
    client.force_login(keeper)
    client.get("/en/space/")

    with django_assert_max_num_queries(30) as one_row:
        client.get("/en/space/")
    for _number in range(9):
        begun(place, keeper, action=ACTION)
    with django_assert_max_num_queries(30) as ten_rows:
        client.get("/en/space/")

    assert len(one_row) == len(ten_rows)


# --- Sign-off
@pytest.fixture
def asked(experiences, place, keeper, editor):
    return signoff.ask(sent(place, keeper).page, by=editor, representative=place.representatives.get(user=keeper))


@pytest.fixture
def link(asked):
    return f"/en/experiences/sign-off/{token_in_mail(Message.objects.latest('pk'))}/"


def test_opening_the_link_answers_nothing_and_needs_no_account(client, link):
    response = client.get(link)

    assert (response.status_code, SignOff.objects.get().answer) == (200, "")
    assert "Un téléphone d’alerte" in response.content.decode()
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_agreeing_by_the_button(client, link):
    client.post(link, {"answer": "agree"})

    assert SignOff.objects.get().answer == SignOffAnswer.APPROVED
    assert "You agreed" in client.get(link).content.decode()


def test_remark_needs_words_and_is_kept(client, link):
    assert "Write your remark." in client.post(link, {"answer": "remark", "remark": ""}).content.decode()
    client.post(link, {"answer": "remark", "remark": "It is 2010."})

    assert SignOff.objects.get().remark == "It is 2010."
    assert "Your remark is with the editors" in client.get(link).content.decode()


@pytest.mark.parametrize("typed", [{}, {"answer": "yes"}, {"answer": ["agree", "x"]}, {"answer": "remark", "remark": "\x00"}])
def test_anything_else_answers_nothing(client, link, typed):
    assert client.post(link, typed).status_code == 200
    assert SignOff.objects.get().answer == ""


def test_second_answer_changes_nothing(client, link):
    client.post(link, {"answer": "agree"})
    client.post(link, {"answer": "remark", "remark": "No."})

    assert SignOff.objects.get().answer == SignOffAnswer.APPROVED


def test_link_that_was_replaced_and_one_that_nobody_sent(client, link, asked, editor):
    signoff.ask(asked.page, by=editor, representative=asked.representative)

    assert [client.get(url).status_code for url in (link, "/en/experiences/sign-off/" + "x" * 43 + "/")] == [410, 404]


def test_page_shows_the_revision_that_was_asked_about(client, link, asked, keeper):
    draft = proposals.latest(asked.page)
    draft.title_fr = "Autre titre"
    draft.save_revision(user=keeper)

    shown = client.get(link).content.decode()

    assert "Un téléphone d’alerte" in shown
    assert "Autre titre" not in shown


def test_unknown_language_of_the_page_is_ignored(client, link):
    assert [client.get(f"{link}?in={code}").status_code for code in ("fr", "en", "xx")] == [200] * 3


# --- The yearly question
@pytest.fixture
def question(experiences, place, keeper):
    page = sent(place, keeper).page
    page.get_latest_revision().publish()
    return CheckQuestion.objects.create(page=ExperiencePage.objects.get(pk=page.pk))


def test_question_is_answered_by_its_buttons(client, question, keeper):
    url = reverse("experiences:still_true", args=[checking.token_for(question, keeper)])

    assert "Is this still true?" in client.get(url).content.decode()
    assert CheckQuestion.objects.open().exists()
    assert "Write what changed." in client.post(url, {"answer": "changed", "text": ""}).content.decode()
    client.post(url, {"answer": "still_true"})
    assert "It was confirmed on" in client.get(url).content.decode()
    client.post(url, {"answer": "changed", "text": "No."})
    question.refresh_from_db()
    assert question.answer == "still_true"


def test_question_of_somebody_else_and_made_up_links(client, question, keeper):
    stranger = reverse("experiences:still_true", args=[checking.token_for(question, UserFactory())])

    assert client.get(stranger).status_code == 410
    assert client.post(stranger, {"answer": "still_true"}).status_code == 410
    assert client.get("/en/experiences/still-true/" + "x:" * 20 + "x/").status_code == 404
    assert CheckQuestion.objects.open().exists()


# --- Editors
def test_desk_and_page_are_for_editors(client, experiences, place, keeper, editor, secretary):
    page = sent(place, keeper).page
    urls = ["/admin/experiences/", *(f"/admin/experiences/?show={name}" for name in ("remarks", "unpublished", "stale", "junk"))]
    urls.append(f"/admin/experiences/{page.pk}/")

    for user in (editor, secretary):
        client.force_login(user)
        assert [client.get(url).status_code for url in urls] == [200] * len(urls)
    client.force_login(keeper)
    assert {client.get(url).headers.get("Location", "").split("?")[0] for url in urls} == {"/admin/login/"}


def test_editor_asks_declines_and_asks_for_sign_off(client, experiences, place, keeper, editor):
    page = sent(place, keeper).page
    client.force_login(editor)
    home = f"/admin/experiences/{page.pk}/"

    assert "This field is required" in client.post(f"{home}ask/", {"ask-text": ""}).content.decode()
    assert client.post(f"{home}ask/", {"ask-text": "Since when?"}).status_code == 302
    person = place.representatives.get(user=keeper).pk
    assert client.post(f"{home}sign_off/", {"sign_off-person": person, "sign_off-language": "fr"}).status_code == 302
    assert SignOff.objects.get().email == keeper.email
    shown = client.post(
        f"{home}sign_off/", {"sign_off-person": "other", "sign_off-email": "a@elsewhere.example", "sign_off-language": "fr"}
    )
    assert (shown.status_code, "Choose an address of the local government" in shown.content.decode()) == (409, True)
    assert client.post(f"{home}waive/", {"waive-reason": "Because."}).status_code == 409
    assert client.post(f"{home}decline/", {"decline-reason": "Told already."}).status_code == 302
    assert ExperienceProposal.objects.get().status == ProposalStatus.DECLINED


def test_editor_sees_and_uses_the_files(client, experiences, place, keeper, editor):
    proposal = whole(place, keeper)
    picture = with_picture(proposal, keeper)
    client.force_login(editor)
    url = f"/admin/experiences/files/{picture.public_id}/"
    assert client.get(url, follow=True).status_code == 404  # not sent yet

    proposals.send(proposal, by=keeper)

    response = client.get(url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
    assert response.headers["Cache-Control"] == "private, no-store, max-age=0, no-cache, must-revalidate"
    response.getvalue()
    client.post(f"{url}use/")
    picture.refresh_from_db()
    assert picture.used_at is not None


def test_editor_deals_with_a_change_and_confirms(client, question, keeper, editor):
    checking.answer(question, by=keeper, still_true=False, text="Moved.")
    client.force_login(editor)
    home = f"/admin/experiences/{question.page_id}/"

    assert "Moved." in client.get(home).content.decode()
    client.post(f"{home}changes/{question.pk}/")
    client.post(f"{home}checked/")
    question.refresh_from_db()
    question.page.refresh_from_db()
    assert (question.handled_by, question.page.checked_by) == (editor, editor)


@pytest.mark.parametrize("name", ["proposals", "stale"])
def test_lists_have_the_same_queries_for_one_and_ten(client, experiences, place, keeper, editor, name, django_assert_max_num_queries):
    attachments_free = [sent(place, keeper)]
    client.force_login(editor)
    client.get(f"/admin/experiences/?show={name}")
    with django_assert_max_num_queries(60) as one_row:
        client.get(f"/admin/experiences/?show={name}")
    attachments_free += [sent(place, keeper) for _number in range(9)]
    with django_assert_max_num_queries(60) as ten_rows:
        client.get(f"/admin/experiences/?show={name}")

    assert (len(attachments_free), len(one_row)) == (10, len(ten_rows))


def test_picture_of_a_proposal_is_not_among_the_public_files(place, keeper):
    picture = attachments.attach(begun(place, keeper), by=keeper, upload=pictures.upload())

    assert picture.file.name.startswith("proposals/")
