"""What representatives and editors may do with a proposed experience: each action, allowed and refused."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import WorkflowState

from core.models import Message, PortalDocument, PortalImage
from network.contribution import attachments, drafts, editorial, proposals
from network.contribution.form_base import fingerprint
from network.contribution_enums import ProposalStatus
from network.enums import RepresentativeRole
from network.models import ExperiencePage, ExperienceProposal, ProposalAttachment
from tests import pictures
from tests.charter.pdfs import BAD, document, upload
from tests.factories import RepresentativeFactory, UserFactory
from tests.network.keeping import colleague_of
from tests.network.proposing import ACTION, MEANS, WHAT, WHOLE, begun, experiences_page, sent, typed, whole, with_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def experiences(home):
    return experiences_page(home)


@pytest.fixture
def stranger(db):
    return RepresentativeFactory().user


@pytest.fixture
def editor(db):
    return UserFactory(editor=True, email="editor@network.example")


def code_of(call) -> str:
    with pytest.raises(ValidationError) as refusal:
        call()
    error = refusal.value
    return error.code if hasattr(error, "code") else next(iter(error.error_dict))


# --- Beginning and typing
def test_owner_and_editor_begin_a_proposal(place, keeper):
    assert proposals.start(place, by=keeper, language="ar").status == ProposalStatus.DRAFT
    assert proposals.start(place, by=colleague_of(place, RepresentativeRole.EDITOR), language="fr").language == "fr"


def test_delegate_and_stranger_may_not_begin(place, stranger):
    delegate = colleague_of(place, RepresentativeRole.DELEGATE)

    for user in (delegate, stranger):
        assert code_of(lambda user=user: proposals.start(place, by=user, language="fr")) == "permission"


def test_unknown_language_is_refused(place, keeper):
    assert code_of(lambda: proposals.start(place, by=keeper, language="xx")) == "language"


def test_too_many_begun_are_refused(place, keeper):
    for _number in range(proposals.MOST_DRAFTS):
        proposals.start(place, by=keeper, language="fr")

    assert code_of(lambda: proposals.start(place, by=keeper, language="fr")) == "too_many"


def test_what_is_typed_is_kept_although_it_is_wrong(place, keeper):
    proposal = begun(place, keeper, what={"title": [""], "start_year": ["last year"]})

    proposal.refresh_from_db()
    assert proposal.answers == {"what": {"title": [""], "start_year": ["last year"]}}


def test_step_changed_by_a_colleague_meanwhile_is_asked_about(place, keeper):
    proposal = begun(place, keeper)
    colleague = colleague_of(place)
    proposals.save_step(proposal, by=colleague, step="what", typed=WHAT, seen=fingerprint({}))

    other = {"title": ["Autre titre"]}
    assert code_of(lambda: proposals.save_step(proposal, by=keeper, step="what", typed=other, seen=fingerprint({}))) == "conflict"
    assert proposals.save_step(proposal, by=keeper, step="what", typed=other, seen=fingerprint(WHAT)).answers == {"what": other}


def test_stranger_types_nothing(place, keeper, stranger):
    proposal = begun(place, keeper)

    assert code_of(lambda: proposals.save_step(proposal, by=stranger, step="what", typed=WHAT, seen=fingerprint({}))) == "permission"


# --- Sending
def test_sending_makes_a_draft_page_in_the_workflow(experiences, place, keeper, editor):
    proposal = sent(place, keeper)

    page = ExperiencePage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert (proposal.status, proposal.page) == (ProposalStatus.SUBMITTED, page)
    assert (page.live, page.original_language, page.owner_account, page.local_government) == (False, "fr", keeper, place)
    assert (page.get_parent().pk, page.country, page.ready_languages) == (experiences.pk, "FR", ["fr"])
    assert (draft.title_fr, draft.title_en, page.title_en) == ("Un téléphone d’alerte", None, None)
    assert [row.name_fr for row in draft.partners.all()] == ["Le tribunal", "La police"]
    assert [row.url for row in draft.sources.all()] == ["https://ville.example/telephone"]
    result = draft.results.get()
    assert (result.text_fr, result.figure, result.year, result.source, result.evidence) == (
        "Les femmes équipées sont restées en vie.",
        Decimal(1250),
        2024,
        "https://www.ville.example/rapport",
        "monitored",
    )
    assert (draft.staff, draft.cost_band) == (Decimal("2.5"), "under_100")
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert page.current_workflow_state.workflow.name == "Experiences"


def test_sending_tells_editors_and_proposer_in_their_languages(experiences, place, keeper, editor):
    keeper.language = "fr"
    keeper.save()

    sent(place, keeper)

    assert sorted(Message.objects.values_list("recipient", "language")) == [("editor@network.example", "en"), ("keeper@town.example", "fr")]
    assert {"Un téléphone d’alerte" in text for text in Message.objects.values_list("subject", flat=True)} == {False}


def test_sending_without_what_is_asked_is_refused(experiences, place, keeper):
    without_action = {name: answers for name, answers in WHOLE.items() if name != "action"}
    proposal = begun(place, keeper, **without_action)

    assert code_of(lambda: proposals.send(proposal, by=keeper)) == "incomplete"
    assert not ExperiencePage.objects.exists()


def test_only_title_summary_and_what_was_done_are_asked(experiences, place, keeper):
    proposal = begun(place, keeper, what=WHAT, action={"action": ACTION["action"]})

    assert proposals.send(proposal, by=keeper).status == ProposalStatus.SUBMITTED


@pytest.mark.parametrize(
    ("step", "answers"),
    [
        ("results", {"text_0": ["Trois femmes"], "figure_0": ["3"], "counts_people_0": ["on"]}),
        ("results", {"figure_0": ["12"]}),
        ("results", {"text_0": ["Beaucoup"], "figure_0": ["many"]}),
        ("results", {"text_0": ["Beaucoup"], "source_0": ["http://["]}),
        ("means", {"sources": ["not an address"]}),
        ("means", {"sources": ["https://user:secret@ville.example/"]}),
        ("means", {"contact_email": ["nobody"]}),
        ("means", {"staff": ["2.55"]}),
        ("means", {"staff": ["9" * 12]}),
        ("means", {"partners": ["\n".join(["Police"] * 31)]}),
        ("means", {"partners": ["x" * 201]}),
        ("what", {**WHAT, "start_year": ["2024"], "end_year": ["2020"]}),
        ("what", {**WHAT, "start_year": ["99999999999999999999"]}),
        ("what", {**WHAT, "status": ["unheard of"]}),
        ("what", {**WHAT, "forms_of_violence": ["unheard-of"]}),
    ],
)
def test_what_is_not_right_is_not_sent(experiences, place, keeper, step, answers):
    proposal = begun(place, keeper, **{**WHOLE, step: answers})

    assert code_of(lambda: proposals.send(proposal, by=keeper)) == "incomplete"


def test_undescribed_file_is_not_sent(experiences, place, keeper):
    proposal = whole(place, keeper)
    attachments.attach(proposal, by=keeper, upload=pictures.upload())

    assert code_of(lambda: proposals.send(proposal, by=keeper)) == "incomplete"


def test_stranger_sends_nothing(experiences, place, keeper, stranger):
    proposal = whole(place, keeper)

    assert code_of(lambda: proposals.send(proposal, by=stranger)) == "permission"


def test_without_a_list_of_experiences_it_stays_a_draft(place, keeper):
    proposal = whole(place, keeper)

    assert code_of(lambda: proposals.send(proposal, by=keeper)) == "no_list"
    assert ExperienceProposal.objects.get().status == ProposalStatus.DRAFT


@pytest.mark.parametrize("status", ["submitted", "taken_up", "declined", "withdrawn"])
def test_sent_and_ended_proposals_cannot_be_changed(experiences, place, keeper, editor, status):
    proposal = sent(place, keeper)
    bring_to(proposal, status, keeper, editor)

    for call in (
        lambda: typed(proposal, keeper, what=WHAT | {"title": ["Other"]}),
        lambda: proposals.send(proposal, by=keeper),
        lambda: attachments.attach(proposal, by=keeper, upload=pictures.upload()),
        lambda: proposals.answer(proposal, by=keeper, text="Yes"),
    ):
        assert code_of(call) == "status"


def bring_to(proposal, status, keeper, editor):
    if status == "taken_up":
        proposal.page.get_latest_revision().publish()
    elif status == "declined":
        editorial.decline(proposal, by=editor, reason="No.")
    elif status == "withdrawn":
        proposals.withdraw(proposal, by=keeper)


# --- Questions
def test_editor_asks_and_the_authority_answers_in_words(experiences, place, keeper, editor):
    proposal = editorial.ask(sent(place, keeper), by=editor, text="Since when?")
    assert proposal.status == ProposalStatus.ASKED
    assert "Since when?" in Message.objects.filter(recipient=keeper.email).latest("pk").text

    proposal = proposals.answer(proposal, by=keeper, text="Since 2009.")

    assert proposal.status == ProposalStatus.SUBMITTED
    assert [(note.side, note.text) for note in proposal.notes.all()] == [("editors", "Since when?"), ("authority", "Since 2009.")]
    assert proposal.page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


def test_changes_requested_in_wagtail_are_a_question(experiences, place, keeper, editor):
    proposal = sent(place, keeper)
    task = proposal.page.current_workflow_task_state

    task.task.specific.on_action(task, user=editor, action_name="reject", comment="Since when?")

    proposal.refresh_from_db()
    assert (proposal.status, proposal.notes.get().text) == (ProposalStatus.ASKED, "Since when?")
    proposal = proposals.answer(proposal, by=keeper, text="Since 2009.")
    assert proposal.page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


def test_changed_proposal_changes_the_draft_and_spares_what_an_editor_rewrote(experiences, place, keeper, editor):
    proposal = editorial.ask(sent(place, keeper), by=editor, text="Since when?")
    draft = proposals.latest(proposal.page)
    draft.problem_fr, draft.title_en, draft.results.get().text_en = "Réécrit.", "An alert phone", ""
    row = draft.results.get()
    row.text_en = "They live."
    draft.results.add(row)
    draft.save_revision(user=editor)

    typed(proposal, keeper, what=WHAT | {"start_year": ["2009"]}, action=ACTION | {"problem": ["Autre problème."]})
    typed(proposal, keeper, results=WHOLE["results"] | {"year_0": ["2025"]})
    proposal = proposals.send(proposal, by=keeper)

    draft = proposals.latest(proposal.page)
    assert (draft.start_year, draft.problem_fr, draft.title_en) == (2009, "Réécrit.", "An alert phone")
    assert [(row.year, row.text_en) for row in draft.results.all()] == [(2025, "They live.")]
    assert "Autre problème." in proposal.notes.last().text


@pytest.mark.parametrize(
    ("fields", "step", "answers", "said"),
    [
        ({"results": []}, "results", {"text_0": ["Autre résultat."]}, "Results:\nAutre résultat."),
        ({"partners": []}, "means", MEANS | {"partners": ["La poste"]}, "Partners:\nLa poste"),
        ({"start_year": 1999}, "what", WHAT | {"start_year": ["2009"]}, "since:\n2009"),
        ({"title_fr": "Réécrit"}, "what", WHAT | {"title": ["Autre"]}, "title:\nAutre"),
    ],
)
def test_what_both_changed_is_told_to_the_editors(experiences, place, keeper, editor, fields, step, answers, said):
    proposal = editorial.ask(sent(place, keeper), by=editor, text="Since when?")
    draft = proposals.latest(proposal.page)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=editor)

    typed(proposal, keeper, **{step: answers})
    proposal = proposals.send(proposal, by=keeper)

    assert said in proposal.notes.last().text
    assert drafts.read(proposals.latest(proposal.page), "fr") == drafts.read(draft, "fr")


def test_only_editors_ask_and_never_without_words(experiences, place, keeper, editor):
    proposal = sent(place, keeper)

    assert code_of(lambda: editorial.ask(proposal, by=keeper, text="Why?")) == "permission"
    assert code_of(lambda: editorial.ask(proposal, by=editor, text="")) == "text"


def test_draft_is_not_the_editors_to_ask_about(place, keeper, editor):
    proposal = whole(place, keeper)

    assert code_of(lambda: editorial.ask(proposal, by=editor, text="Why?")) == "status"
    assert code_of(lambda: editorial.decline(proposal, by=editor, reason="No.")) == "status"


# --- The end
def test_publishing_takes_it_up_and_says_so(experiences, place, keeper):
    proposal = sent(place, keeper)

    proposal.page.get_latest_revision().publish()

    proposal.refresh_from_db()
    assert (proposal.status, proposal.ended_at is not None) == (ProposalStatus.TAKEN_UP, True)
    assert "/experiences/un-telephone-dalerte/" in Message.objects.latest("pk").text


def test_declining_says_why_and_ends_the_workflow(experiences, place, keeper, editor):
    proposal = editorial.decline(sent(place, keeper), by=editor, reason="It is told already.")

    assert (proposal.status, proposal.reason) == (ProposalStatus.DECLINED, "It is told already.")
    assert proposal.page.current_workflow_state is None
    assert "It is told already." in Message.objects.filter(recipient=keeper.email).latest("pk").text


def test_declining_needs_a_reason_and_an_editor(experiences, place, keeper, editor):
    proposal = sent(place, keeper)

    assert code_of(lambda: editorial.decline(proposal, by=editor, reason="")) == "reason"
    assert code_of(lambda: editorial.decline(proposal, by=keeper, reason="No.")) == "permission"


def test_withdrawing_ends_the_workflow_and_tells_the_editors(experiences, place, keeper, editor):
    proposal = proposals.withdraw(sent(place, keeper), by=keeper, reason="Too early.")

    assert proposal.status == ProposalStatus.WITHDRAWN
    assert proposal.page.current_workflow_state is None
    assert "Too early." in Message.objects.filter(recipient=editor.email).latest("pk").text


def test_withdrawing_a_draft_tells_nobody(place, keeper, editor):
    proposals.withdraw(begun(place, keeper), by=keeper)

    assert not Message.objects.exists()


def test_published_and_strangers_are_not_withdrawn(experiences, place, keeper, editor, stranger):
    proposal = sent(place, keeper)
    assert code_of(lambda: proposals.withdraw(proposal, by=stranger)) == "permission"
    bring_to(proposal, "taken_up", keeper, editor)
    assert code_of(lambda: proposals.withdraw(proposal, by=keeper)) == "status"


# --- Files
def test_picture_is_drawn_anew_and_private(place, keeper):
    attachment = attachments.attach(begun(place, keeper), by=keeper, upload=pictures.upload(pictures.with_place()))

    with attachment.file.open("rb") as kept:
        content = kept.read()
    assert b"Exif" not in content
    assert b"Marie" not in content
    assert not PortalImage.objects.exists()


def test_same_file_twice_is_there_once(place, keeper):
    proposal = begun(place, keeper)
    for _turn in range(2):
        attachments.attach(proposal, by=keeper, upload=pictures.upload())

    assert proposal.attachments.count() == 1


@pytest.mark.parametrize("content", [pictures.SVG, pictures.HTML, b"", b"%PDF-1.7 nothing", BAD["one with a script"][0]])
def test_hostile_files_are_refused(place, keeper, content):
    with pytest.raises(ValidationError):
        attachments.attach(begun(place, keeper), by=keeper, upload=pictures.upload(content))
    assert not ProposalAttachment.objects.exists()


def test_nine_files_are_too_many(place, keeper):
    proposal = begun(place, keeper)
    for number in range(attachments.MOST):
        attachments.attach(proposal, by=keeper, upload=pictures.upload(pictures.jpeg(colour=(30 * number, 0, 0))))

    assert code_of(lambda: attachments.attach(proposal, by=keeper, upload=pictures.upload())) == "too_many"


def test_stranger_touches_no_file(place, keeper, stranger):
    attachment = attachments.attach(begun(place, keeper), by=keeper, upload=pictures.upload())

    for call in (
        lambda: attachments.attach(attachment.proposal, by=stranger, upload=pictures.upload()),
        lambda: attachments.describe(attachment, by=stranger, text="x", credit="", people="nobody"),
        lambda: attachments.detach(attachment, by=stranger),
    ):
        assert code_of(call) == "permission"


def test_removed_file_is_deleted(place, keeper, django_capture_on_commit_callbacks):
    attachment = attachments.attach(begun(place, keeper), by=keeper, upload=pictures.upload())
    storage, name = attachment.file.storage, attachment.file.name

    with django_capture_on_commit_callbacks(execute=True):
        attachments.detach(attachment, by=keeper)

    assert not storage.exists(name)


def test_editor_puts_files_into_the_page_once(experiences, place, keeper, editor):
    proposal = whole(place, keeper)
    picture = with_picture(proposal, keeper)
    paper = attachments.attach(proposal, by=keeper, upload=upload(document()))
    attachments.describe(paper, by=keeper, text="Le rapport", credit="", people="")
    proposal = proposals.send(proposal, by=keeper)

    for attachment in (picture, paper):
        editorial.use(attachment, by=editor)

    draft = proposals.latest(proposal.page)
    assert [block.block_type for block in draft.body_fr] == ["image", "file"]
    assert (PortalImage.objects.get().alt_fr, PortalDocument.objects.get().title_fr) == ("Le téléphone", "Le rapport")
    assert code_of(lambda: editorial.use(picture, by=editor)) == "used"


def test_others_put_no_file_into_the_page(experiences, place, keeper):
    proposal = whole(place, keeper)
    picture = with_picture(proposal, keeper)
    proposals.send(proposal, by=keeper)

    assert code_of(lambda: editorial.use(picture, by=keeper)) == "permission"


# --- What is put into a page is read from it again
def test_values_survive_the_page(experiences, place, keeper):
    proposal = sent(place, keeper)

    read = drafts.read(proposals.latest(proposal.page), "fr")

    assert drafts.merge(proposal.sent, proposal.sent, read).taken == {}
    assert {name: read[name] for name in proposal.sent if drafts.same(name, read[name]) != drafts.same(name, proposal.sent[name])} == {}
    assert MEANS["cost_band"] == [read["cost_band"]]
