"""The files of a proposal: send, describe, look at, remove."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import attempts
from core.typing_kept import SignedInRequest, signed_in
from network.contribution.attachments import attach, describe, detach
from network.contribution.small_forms import DescribeForm, FileForm
from network.contribution.steps import address, steps
from network.contribution.views import CHANGING, own, sent, to
from network.models import ProposalAttachment


@signed_in
@CHANGING
def files(request: SignedInRequest, slug: str, public_id: UUID) -> HttpResponse:
    """What was sent so far, and one more."""
    proposal = own(request.user, slug, public_id)
    if not proposal.is_editable:
        return to(proposal)
    form = FileForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            attempts.take("picture_sent", key=str(proposal.local_government_id), request=request)
            attachment = attach(proposal, by=request.user, upload=form.cleaned_data["file"])
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            return redirect("space:proposal_attachment", slug, public_id, attachment.public_id)
    context: dict[str, Any] = {"proposal": proposal, "lg": proposal.local_government, "form": form, "steps": steps(proposal, "files")}
    return render(request, "network/contribution/step_files.html", context)


@signed_in
@CHANGING
def describing(request: SignedInRequest, slug: str, public_id: UUID, attachment_id: UUID) -> HttpResponse:
    """What a file shows or says, whose it is, and that those in it agree."""
    proposal = own(request.user, slug, public_id)
    attachment = get_object_or_404(ProposalAttachment, proposal=proposal, public_id=attachment_id)
    if not proposal.is_editable:
        return to(proposal)
    initial = {name: getattr(attachment, name) for name in ("text", "credit", "people")}
    form = DescribeForm(sent(request), attachment=attachment, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {"people": "", **form.cleaned_data}
        try:
            describe(attachment, by=request.user, **values)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(address(proposal, "files"))
    context = {"proposal": proposal, "lg": proposal.local_government, "form": form, "attachment": attachment}
    return render(request, "network/contribution/attachment.html", context)


@signed_in
@require_POST
def removing(request: SignedInRequest, slug: str, public_id: UUID, attachment_id: UUID) -> HttpResponse:
    proposal = own(request.user, slug, public_id)
    attachment = get_object_or_404(ProposalAttachment, proposal=proposal, public_id=attachment_id)
    try:
        detach(attachment, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return to(proposal)
    messages.success(request, _("Removed."))
    return redirect(address(proposal, "files"))


@signed_in
@require_safe
def content(request: SignedInRequest, slug: str, public_id: UUID, attachment_id: UUID) -> HttpResponseBase:
    """The private file, for those who sent it."""
    return answer_with(get_object_or_404(ProposalAttachment, proposal=own(request.user, slug, public_id), public_id=attachment_id))


def answer_with(attachment: ProposalAttachment) -> HttpResponseBase:
    """A picture was drawn by ourselves and may be shown; a document is saved and not opened inside the portal."""
    try:
        opened = attachment.file.open("rb")
    except (ValueError, FileNotFoundError):
        raise Http404 from None
    kind = "image/jpeg" if attachment.is_picture else "application/pdf"
    name = "picture.jpg" if attachment.is_picture else "document.pdf"
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return FileResponse(opened, as_attachment=not attachment.is_picture, filename=name, content_type=kind, headers=headers)
