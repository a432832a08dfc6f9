"""Holding a proposal while it changes."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from network.contribution_enums import ProposalStatus
from network.models import ExperienceProposal
from network.permissions import can_edit_profile


def held(proposal: ExperienceProposal, statuses: Collection[str]) -> ExperienceProposal:
    """As it stands now, refused unless it is in one of the statuses."""
    rows = ExperienceProposal.objects.select_for_update(of=("self",)).select_related("local_government", "by", "page")
    proposal = rows.get(pk=proposal.pk)
    if proposal.status not in statuses:
        message = _("This proposal has changed meanwhile: it is now “%(status)s”.") % {"status": proposal.get_status_display()}
        raise ValidationError(message, code="status")
    return proposal


def must_represent(by: User, proposal: ExperienceProposal) -> None:
    if not can_edit_profile(by, proposal.local_government):
        raise ValidationError(_("Only its representatives can change this proposal."), code="permission")


def touch(proposal: ExperienceProposal, *fields: str) -> None:
    proposal.changed_at = timezone.now()
    proposal.save(update_fields=["changed_at", *fields])


def end(proposal: ExperienceProposal, status: ProposalStatus, reason: str = "") -> None:
    proposal.status, proposal.ended_at, proposal.reason = status, timezone.now(), reason
    touch(proposal, "status", "ended_at", "reason")
