"""What a representative does with a proposal. The editors' side: network/contribution/editorial.py."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.languages import CODES
from core.locks import lock
from core.models import User
from network.contribution import drafts, emails, workflow
from network.contribution.attachments import forget
from network.contribution.form_base import Typed, fingerprint
from network.contribution.locking import end, held, must_represent, touch
from network.contribution.steps import LABELS, unfinished, values_of
from network.contribution_enums import EDITABLE, WITH_EDITORS, ProposalStatus, Side
from network.models import ExperiencePage, ExperienceProposal, ExperiencesPage, LocalGovernment, ProposalNote
from network.permissions import can_edit_profile

MOST_DRAFTS = 20  # of one local government that were begun and not sent


@transaction.atomic
def start(local_government: LocalGovernment, *, by: User, language: str) -> ExperienceProposal:
    """Begin a proposal in one language."""
    if not can_edit_profile(by, local_government):
        raise ValidationError(_("Only its representatives can propose an experience."), code="permission")
    if language not in CODES:
        raise ValidationError(_("Choose a language."), code="language")
    lock(f"proposals {local_government.pk}")
    if local_government.experience_proposals.filter(status=ProposalStatus.DRAFT).count() >= MOST_DRAFTS:
        raise ValidationError(_("Many proposals are begun already. Finish or withdraw one of them first."), code="too_many")
    return ExperienceProposal.objects.create(local_government=local_government, by=by, language=language)


@transaction.atomic
def save_step(proposal: ExperienceProposal, *, by: User, step: str, typed: Typed, seen: str) -> ExperienceProposal:
    """Keep a step as it was typed. Refused when somebody else has changed the same step since the form was opened."""
    proposal = held(proposal, EDITABLE)
    must_represent(by, proposal)
    kept = proposal.answers.get(step, {})
    if typed == kept:
        return proposal
    if seen != fingerprint(kept):
        raise ValidationError(
            _("This step was changed elsewhere since you opened it. Below is what you typed; send it again to put it in place."),
            code="conflict",
        )
    proposal.answers = {**proposal.answers, step: typed}
    touch(proposal, "answers")
    return proposal


@transaction.atomic
def send(proposal: ExperienceProposal, *, by: User) -> ExperienceProposal:
    """Hand it to the editors: a draft page in their workflow; after a question, what changed is put into that page."""
    proposal = held(proposal, EDITABLE)
    must_represent(by, proposal)
    refuse_unfinished(proposal)
    again = proposal.status == ProposalStatus.ASKED
    values = values_of(proposal)
    if proposal.page is None:
        proposal.page = make_page(proposal, values, by)
    else:
        change_page(proposal, proposal.page, values, by)
    proposal.sent, proposal.sent_at, proposal.status = values, timezone.now(), ProposalStatus.SUBMITTED
    touch(proposal, "page", "sent", "sent_at", "status")
    workflow.hand_over(proposal.page, by)
    emails.sent(proposal, again=again)
    return proposal


def refuse_unfinished(proposal: ExperienceProposal) -> None:
    if missing := unfinished(proposal):
        steps = ", ".join(str(LABELS[name]) for name in missing)
        raise ValidationError(_("Something is still missing or not right: %(steps)s.") % {"steps": steps}, code="incomplete")


def make_page(proposal: ExperienceProposal, values: drafts.Values, by: User) -> ExperiencePage:
    """The draft below the list of experiences; nobody sees it but the editors."""
    lock("experiences tree")
    parent = ExperiencesPage.objects.first()
    if parent is None:
        raise ValidationError(_("The portal has no list of experiences yet. The secretariat can tell you when it is open."), code="no_list")
    page = drafts.new_page(proposal, values)
    parent.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return page


def change_page(proposal: ExperienceProposal, page: ExperiencePage, values: drafts.Values, by: User) -> None:
    """What the authority changed goes into the draft; what an editor has rewritten stays, and a note says what is new."""
    draft = latest(page)
    merged = drafts.merge(proposal.sent, values, drafts.read(draft, proposal.language))
    if merged.taken:
        drafts.put(draft, merged.taken, proposal.language)
        draft.save_revision(user=by, log_action=True)
    if merged.clashes:
        note(proposal, Side.AUTHORITY, clash_note(merged.clashes), by)


def latest(page: ExperiencePage) -> ExperiencePage:
    """The page as its newest revision has it by now."""
    return ExperiencePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def clash_note(clashes: dict[str, Any]) -> str:
    """For the editors, in the authority's own words."""
    parts = [f"{label(name)}:\n{said(value)}" for name, value in clashes.items()]
    return "\n\n".join([_("The local government changed what an editor had changed too. It now says:"), *parts])


def label(name: str) -> str:
    """What a value is called, as editors read it."""
    rows = {"results": _("Results"), "steps": _("Step by step"), "partners": _("Partners"), "sources": _("Sources")}
    return rows.get(name) or str(ExperiencePage._meta.get_field(name).verbose_name)


def said(value: Any) -> str:
    rows = value if isinstance(value, list) else [value]
    return "\n".join(str(row.get("text", row)) if isinstance(row, dict) else str(row) for row in rows)


def note(proposal: ExperienceProposal, side: Side, text: str, by: User | None) -> ProposalNote:
    return ProposalNote.objects.create(proposal=proposal, side=side, text=text, by=by)


@transaction.atomic
def answer(proposal: ExperienceProposal, *, by: User, text: str) -> ExperienceProposal:
    """Answer the editors' question in words. The proposal goes back to them with whatever was changed in it meanwhile."""
    proposal = held(proposal, [ProposalStatus.ASKED])
    must_represent(by, proposal)
    if not text:
        raise ValidationError({"text": _("Write your answer.")})
    note(proposal, Side.AUTHORITY, text, by)
    return send(proposal, by=by)


@transaction.atomic
def withdraw(proposal: ExperienceProposal, *, by: User, reason: str = "") -> ExperienceProposal:
    """Take it back before it is published. What was typed and its files go; the draft page leaves the workflow and cannot be published."""
    proposal = held(proposal, [ProposalStatus.DRAFT, *WITH_EDITORS])
    must_represent(by, proposal)
    was_sent = proposal.sent_at is not None
    for attachment in proposal.attachments.all():
        forget(attachment)
    proposal.answers, proposal.sent = {}, {}
    touch(proposal, "answers", "sent")
    end(proposal, ProposalStatus.WITHDRAWN, reason)
    if proposal.page:
        workflow.take_out(proposal.page, by)
    if was_sent:
        emails.withdrawn(proposal)
    return proposal
