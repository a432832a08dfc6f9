"""A proposal as the page will look."""

from typing import Any

from django.urls import reverse

from network.contribution import drafts, proposals
from network.contribution.steps import steps, values_of
from network.experiences.facets import found_by
from network.experiences.reading import Reading
from network.models import ExperiencePage, ExperienceProposal, ExperiencesPage


def page_of(proposal: ExperienceProposal) -> ExperiencePage:
    """Never saved: the page that sending would make, or the draft that there is with what would change in it."""
    values = values_of(proposal)
    if proposal.page:
        page = proposals.latest(proposal.page)
        drafts.put(page, drafts.merge(proposal.sent, values, drafts.read(page, proposal.language)).taken, proposal.language)
    else:
        page = drafts.new_page(proposal, values)
        page.pk = page.id = page.basepage_ptr_id = 0  # its relations may be asked for; there is nothing in them
        put_in_place(page)
    page.found_by, page.preview_language = found_by(page), proposal.language
    return page


def put_in_place(page: ExperiencePage) -> None:
    """Where it will stand, for the way that leads to it."""
    page.slug = "preview"
    parent = ExperiencesPage.objects.first()
    if parent:
        page.depth, page.path, page.url_path = parent.depth + 1, f"{parent.path}0000", f"{parent.url_path}preview/"


def context(proposal: ExperienceProposal) -> dict[str, Any]:
    """What the template of the public page needs, and the files that may be put into it."""
    page = page_of(proposal)
    slug = proposal.local_government.slug
    files = [
        (attachment, reverse("space:proposal_attachment_content", args=[slug, proposal.public_id, attachment.public_id]))
        for attachment in proposal.attachments.all()
    ]
    return {
        "page": page,
        "reading": Reading(page),
        "proposal": proposal,
        "lg": proposal.local_government,
        "files": files,
        "steps": steps(proposal, "preview"),
    }
