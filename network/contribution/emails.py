"""Mails about proposed experiences: to the editors, and to whoever proposed. No subject says what an experience is about."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from core import outbox
from core.models import User
from core.permissions import EDITORS, SECRETARIAT
from network.models import ExperienceProposal, LocalGovernment, ProposalNote
from network.profile_enums import KEEPING_PROFILE


def editors() -> list[User]:
    """Those who read proposals: the editors, or the secretariat when there is none."""
    for group in (EDITORS, SECRETARIAT):
        if found := list(User.objects.filter(groups__name=group, is_active=True).order_by("pk")):
            return found
    return []


def keepers(local_government: LocalGovernment) -> list[User]:
    """Those who may propose for it today."""
    rows = local_government.representatives.speaking().filter(role__in=KEEPING_PROFILE, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("pk")]


def proposers(proposal: ExperienceProposal) -> list[User]:
    """Who proposed it, as long as they speak for it; else those who do."""
    found = keepers(proposal.local_government)
    return [user for user in found if user.pk == proposal.by_id] or found


def to_editors(proposal: ExperienceProposal, event: str, **context: Any) -> None:
    path = reverse("experience_authority", args=[proposal.page_id]) if proposal.page_id else reverse("experiences_desk")
    for user in editors():
        write(proposal, event, user, url=settings.PORTAL_URL + path, **context)


def to_proposers(proposal: ExperienceProposal, event: str, **context: Any) -> None:
    for user in proposers(proposal):
        with translation.override(user.language):
            url = settings.PORTAL_URL + reverse("space:proposal", args=[proposal.local_government.slug, proposal.public_id])
        write(proposal, event, user, url=url, **context)


def write(proposal: ExperienceProposal, event: str, user: User, **context: Any) -> None:
    context |= {"proposal": proposal, "local_government": proposal.local_government}
    purpose = f"experience_proposal:{proposal.pk}:{event}:{timezone.now():%Y%m%d%H%M%S%f}:{user.pk}"
    outbox.write(purpose, f"network/emails/proposal_{event}", user.email, user.language, context)


def sent(proposal: ExperienceProposal, *, again: bool) -> None:
    to_editors(proposal, "again" if again else "sent")
    to_proposers(proposal, "received", again=again)


def asked(proposal: ExperienceProposal, note: ProposalNote) -> None:
    to_proposers(proposal, "asked", note=note)


def declined(proposal: ExperienceProposal) -> None:
    to_proposers(proposal, "declined")


def published(proposal: ExperienceProposal) -> None:
    for user in proposers(proposal):
        with translation.override(user.language):
            url = proposal.page.get_full_url() if proposal.page else ""
        write(proposal, "published", user, url=url)


def withdrawn(proposal: ExperienceProposal) -> None:
    to_editors(proposal, "withdrawn")
