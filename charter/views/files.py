"""A file as its authority sees it: where it stands, what to answer, the decision, the withdrawal."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from charter import actions, certificates
from charter.enums import Reason, Status
from charter.forms.files import AnswerForm, DecisionForm, WithdrawForm
from charter.models import Signature
from charter.permissions import can_download_certificate, can_prepare, can_read_file
from charter.standing import Standing
from charter.steps import must_sign, steps
from core.typing_kept import SignedInRequest, kept, signed_in
from network.permissions import Visitor


def find(public_id: UUID) -> Signature:
    related = ("local_government", "version", "text", "signatory", "prepared_by")
    signature = Signature.objects.select_related(*related).filter(public_id=public_id).first()
    if signature is None:
        raise Http404
    return signature


def own_file(user: Visitor, public_id: UUID) -> Signature:
    """A file that the user may prepare; 404 for any other, so that nobody learns that it exists."""
    signature = find(public_id)
    if not can_prepare(user, signature):
        raise Http404
    return signature


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, or what waited while its author signed in."""
    if request.method == "POST":
        return request.POST
    return kept(request) if request.method == "GET" else None


def to_file(signature: Signature) -> HttpResponseRedirect:
    return redirect(signature.get_file_url())


@signed_in
@require_safe
def overview(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Every step with its state, what was written about the file, and what to do next."""
    signature = own_file(request.user, public_id)
    context = {
        "signature": signature,
        "standing": Standing(signature, signature.active_link),
        "steps": steps(signature),
        "notes": signature.notes.select_related("by"),
        "certificate": certificates.of(signature) if signature.is_in_register else None,
    }
    return render(request, "charter/sign_file.html", context)


@signed_in
def answer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Answer the secretariat and send the file again, when nothing that was signed has changed."""
    signature = own_file(request.user, public_id)
    if signature.status != Status.CHANGES_REQUESTED or must_sign(signature):
        return to_file(signature)
    form = AnswerForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.resubmit(signature, by=request.user, answer=form.cleaned_data["answer"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Your file is with the secretariat again. You receive a mail with its answer."))
            return to_file(signature)
    return render(request, "charter/sign_answer.html", {"signature": signature, "form": form, "notes": signature.notes.all()})


@signed_in
def decision(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Send the decision that was pending when the signature was accepted."""
    signature = own_file(request.user, public_id)
    if signature.status not in (Status.ACCEPTED, Status.SUSPENDED) or not signature.mandate_is_pending:
        return to_file(signature)
    form = DecisionForm(sent(request), request.FILES or None, initial={"kind": signature.mandate_kind})
    if request.method == "POST" and form.is_valid():
        try:
            actions.provide_decision(signature, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The decision was sent. The secretariat checks it and answers by mail."))
            return to_file(signature)
    return render(request, "charter/sign_decision.html", {"signature": signature, "form": form})


@signed_in
def withdraw(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Ask once more, then withdraw the file or the signature."""
    signature = own_file(request.user, public_id)
    if signature.is_ended:
        return to_file(signature)
    form = WithdrawForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(signature, by=request.user, reason=Reason.OWN_REQUEST, message=form.cleaned_data["message"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The file was withdrawn."))
            return to_file(signature)
    return render(request, "charter/sign_withdraw.html", {"signature": signature, "form": form})


@signed_in
@require_safe
def mandate_file(request: SignedInRequest, public_id: UUID) -> FileResponse:
    """The decision's PDF, to be saved and not opened inside the portal."""
    signature = find(public_id)
    if not (can_read_file(request.user, signature) and signature.mandate_file):
        raise Http404
    try:
        content = signature.mandate_file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    name = f"decision-{slugify(signature.local_government.slug)}.pdf"
    return FileResponse(
        content, as_attachment=True, filename=name, content_type="application/pdf", headers={"X-Content-Type-Options": "nosniff"}
    )


@signed_in
@require_safe
def certificate_file(request: SignedInRequest, public_id: UUID) -> FileResponse:
    """The sealed certificate, byte for byte as it was mailed."""
    signature = find(public_id)
    document = certificates.of(signature)
    if not (can_download_certificate(request.user, signature) and document and document.is_sealed):
        raise Http404
    try:
        content = document.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(content, as_attachment=True, filename=certificates.file_name(signature), content_type="application/pdf")


def confirm(request: HttpRequest) -> Form:
    """A form that has only a button, for refusals to be shown like all others."""
    return Form(request.POST if request.method == "POST" else None)
