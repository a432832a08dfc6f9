"""What is forgotten of proposals, and what somebody who asks gets of theirs."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.models import User
from network.contribution.attachments import forget
from network.contribution_enums import ProposalStatus
from network.models import ExperienceProposal, ProposalAttachment

KEEP_DRAFTS = timedelta(days=730)  # since anybody last touched them
KEEP_FILES = timedelta(days=365)  # after the proposal has ended: what is public was copied


def forget_old() -> int:
    """Job: drafts that nobody went on with for two years, and the private files of proposals that ended a year ago. Returns how many."""
    now = timezone.now()
    drafts = ExperienceProposal.objects.filter(status=ProposalStatus.DRAFT, changed_at__lt=now - KEEP_DRAFTS)
    old = ProposalAttachment.objects.filter(proposal__ended_at__lt=now - KEEP_FILES)
    return sum(forget_draft(draft) for draft in drafts) + sum(forget_file(attachment) for attachment in old)


@transaction.atomic
def forget_draft(draft: ExperienceProposal) -> int:
    same = ExperienceProposal.objects.select_for_update().filter(pk=draft.pk, status=ProposalStatus.DRAFT, changed_at=draft.changed_at)
    found = same.first()
    if found is None:
        return 0
    for attachment in found.attachments.all():
        forget(attachment)
    found.delete()
    return 1


@transaction.atomic
def forget_file(attachment: ProposalAttachment) -> int:
    found = ProposalAttachment.objects.select_for_update().filter(pk=attachment.pk).first()
    if found:
        forget(found)
    return int(found is not None)


def copy_of(user: User) -> list[dict[str, Any]]:
    """The proposals that a person began, and what they wrote about them."""
    rows = ExperienceProposal.objects.filter(by=user).select_related("local_government").prefetch_related("notes")
    return [
        {
            "local_government": row.local_government.slug,
            "language": row.language,
            "status": row.status,
            "started_at": row.started_at.isoformat(),
            "answers": row.answers,
            "notes": [{"at": note.at.isoformat(), "text": note.text} for note in row.notes.all() if note.by_id == user.pk],
        }
        for row in rows.order_by("pk")
    ]
