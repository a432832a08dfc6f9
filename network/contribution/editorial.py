"""What editors do with a proposal: ask, decline, put its files into the page; and what publishing means for it."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.languages import CODES
from core.models import PortalDocument, PortalImage, User
from core.models.media import People as ImagePeople
from network.contribution import emails, workflow
from network.contribution.locking import end, held, touch
from network.contribution.proposals import latest, note
from network.contribution_enums import WITH_EDITORS, ProposalStatus, Side
from network.models import ExperiencePage, ExperienceProposal, ProposalAttachment
from network.permissions import can_edit_experience
from network.profile_enums import People


def must_edit(by: User, page: ExperiencePage | None) -> None:
    if not can_edit_experience(by, page):
        raise ValidationError(_("Only the editors can do this."), code="permission")


@transaction.atomic
def ask(proposal: ExperienceProposal, *, by: User, text: str) -> ExperienceProposal:
    """Ask the authority. It answers in words, or changes the proposal and sends it again; meanwhile the editors go on."""
    proposal = held(proposal, WITH_EDITORS)
    must_edit(by, proposal.page)
    if not text:
        raise ValidationError({"text": _("Write your question.")})
    return put_question(proposal, by, text)


def put_question(proposal: ExperienceProposal, by: User | None, text: str) -> ExperienceProposal:
    question = note(proposal, Side.EDITORS, text, by)
    proposal.status = ProposalStatus.ASKED
    touch(proposal, "status")
    emails.asked(proposal, question)
    return proposal


@transaction.atomic
def ask_by_workflow(page: ExperiencePage, *, by: User | None, text: str) -> None:
    """“Request changes” in the workflow, of a page that was proposed."""
    found = ExperienceProposal.objects.filter(page=page, status__in=WITH_EDITORS).first()
    if found:
        put_question(held(found, WITH_EDITORS), by, text or _("Please look at your proposal again."))


@transaction.atomic
def decline(proposal: ExperienceProposal, *, by: User, reason: str) -> ExperienceProposal:
    """Not taken up, with a reason for the authority. The draft leaves the workflow."""
    proposal = held(proposal, WITH_EDITORS)
    must_edit(by, proposal.page)
    if not reason:
        raise ValidationError({"reason": _("Say why, so that the local government knows what to do next.")})
    end(proposal, ProposalStatus.DECLINED, reason)
    if proposal.page:
        workflow.take_out(proposal.page, by)
    emails.declined(proposal)
    return proposal


@transaction.atomic
def published(page: ExperiencePage) -> None:
    """Its page is public: the proposal is taken up. Whatever made it so, once."""
    found = ExperienceProposal.objects.filter(page=page, status__in=WITH_EDITORS).first()
    if found:
        proposal = held(found, WITH_EDITORS)
        end(proposal, ProposalStatus.TAKEN_UP)
        emails.published(proposal)


# --- Files
@transaction.atomic
def use(attachment: ProposalAttachment, *, by: User) -> ExperiencePage:
    """Put a file into the body of the draft, in the proposal's language, at its end. From here on it is one of the portal's files."""
    proposal = held(attachment.proposal, [*WITH_EDITORS, ProposalStatus.TAKEN_UP])
    must_edit(by, proposal.page)
    attachment = ProposalAttachment.objects.select_for_update().get(pk=attachment.pk)
    if proposal.page is None:
        raise ValidationError(_("The draft page was deleted."), code="no_page")
    if attachment.used_at:
        raise ValidationError(_("This file is in the page already."), code="used")
    draft, name = latest(proposal.page), f"body_{proposal.language}"
    block = picture_block(attachment, by) if attachment.is_picture else document_block(attachment, by)
    setattr(draft, name, [*getattr(draft, name).raw_data, block])
    draft.save_revision(user=by, log_action=True)
    attachment.used_at = timezone.now()
    attachment.save(update_fields=["used_at"])
    return draft


def content_of(attachment: ProposalAttachment) -> bytes:
    try:
        with attachment.file.open("rb") as kept:
            return kept.read()
    except (ValueError, FileNotFoundError):
        raise ValidationError(_("The file is no longer there."), code="gone") from None


def picture_block(attachment: ProposalAttachment, by: User) -> dict[str, object]:
    content, language = content_of(attachment), attachment.proposal.language
    titles = {f"title_{code}": attachment.text[:255] for code in CODES}
    file = ContentFile(content, name=f"{attachment.public_id}.jpg")
    recognised = (
        ImagePeople.NOBODY if attachment.people == People.NOBODY else ImagePeople.SOMEBODY
    )  # the written agreement is for an editor to see
    image = PortalImage.objects.create(
        file=file, file_size=len(content), uploaded_by_user=by, people=recognised, **titles, **{f"alt_{language}": attachment.text}
    )
    return {"type": "image", "value": {"image": image.pk, "alt_text": attachment.text, "decorative": False}}


def document_block(attachment: ProposalAttachment, by: User) -> dict[str, object]:
    content = content_of(attachment)
    titles = {f"title_{code}": attachment.text[:255] for code in CODES}
    file = ContentFile(content, name=f"{attachment.public_id}.pdf")
    document = PortalDocument.objects.create(
        file=file, file_size=len(content), uploaded_by_user=by, language=attachment.proposal.language, **titles
    )
    return {"type": "file", "value": {"document": document.pk, "label": attachment.text}}
