"""Pictures and documents of a proposal: hostile until checked, drawn anew, private until an editor puts them into the page."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from core.models import User
from core.pictures import checked_picture
from core.uploads import checked_pdf, shown_name
from network.contribution.locking import held, must_represent, touch
from network.contribution_enums import EDITABLE, AttachmentKind
from network.models import ExperienceProposal, ProposalAttachment

MOST = 8
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf,.pdf"


def checked(upload: UploadedFile) -> tuple[AttachmentKind, bytes]:
    """What it is and its content, harmless. Raises ValidationError in the reader's language."""
    start = upload.read(5)
    upload.seek(0)
    if start == b"%PDF-":
        return AttachmentKind.DOCUMENT, checked_pdf(upload)[0]
    return AttachmentKind.PICTURE, checked_picture(upload)


@transaction.atomic
def attach(proposal: ExperienceProposal, *, by: User, upload: UploadedFile) -> ProposalAttachment:
    """Keep a file. The same one sent twice is there once."""
    proposal = held(proposal, EDITABLE)
    must_represent(by, proposal)
    kind, content = checked(upload)
    sha256 = hashlib.sha256(content).hexdigest()
    if same := proposal.attachments.filter(sha256=sha256).first():
        return same
    if proposal.attachments.count() >= MOST:
        raise ValidationError(_("There are %(most)s files already. Remove one first.") % {"most": MOST}, code="too_many")
    attachment = ProposalAttachment(proposal=proposal, kind=kind, sha256=sha256, name=shown_name(upload.name or ""), added_by=by)
    attachment.file.save("file", ContentFile(content), save=False)
    attachment.save()
    touch(proposal)
    return attachment


@transaction.atomic
def describe(attachment: ProposalAttachment, *, by: User, text: str, credit: str, people: str) -> ProposalAttachment:
    """Say what it shows, whose it is, and that those in it agree."""
    proposal = held(attachment.proposal, EDITABLE)
    must_represent(by, proposal)
    attachment.text, attachment.credit, attachment.people = text, credit, people
    attachment.save(update_fields=["text", "credit", "people"])
    touch(proposal)
    return attachment


@transaction.atomic
def detach(attachment: ProposalAttachment, *, by: User) -> None:
    """Remove a file that no editor has put into the page yet; what is in the page is the editors' to remove."""
    proposal = held(attachment.proposal, EDITABLE)
    must_represent(by, proposal)
    forget(attachment)
    touch(proposal)


def forget(attachment: ProposalAttachment) -> None:
    """The row now, its file once that is certain."""
    storage, name = attachment.file.storage, attachment.file.name
    attachment.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
