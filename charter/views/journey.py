"""The journey of a file: what signing takes, then step by step to the signatory."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from charter import actions
from charter.forms.signing import declaration_choices
from charter.forms.steps import STEP_FORMS, StepForm, as_typed
from charter.models import CharterVersion, Signature
from charter.reading import Reading
from charter.steps import next_address, steps, unfinished
from charter.views.files import confirm, own_file, to_file
from core.typing_kept import SignedInRequest, kept, signed_in


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What signing takes and what becomes public, for everybody."""
    return render(request, "charter/sign_start.html", {"version": CharterVersion.objects.in_force()})


@signed_in
def step(request: SignedInRequest, public_id: UUID, name: str) -> HttpResponse:
    """Fill in one step. What is right is saved; what is not is kept as it was typed."""
    signature = own_file(request.user, public_id)
    if not signature.is_open:
        messages.info(request, _("This file can no longer be changed here."))
        return to_file(signature)
    form = opened(request, signature, name)
    if request.method == "POST":
        form = STEP_FORMS[name](request.POST, request.FILES, signature=signature)
        if target := taken(request, form):
            return redirect(target)
    return render(request, f"charter/sign_{name}.html", step_context(request, form))


def opened(request: HttpRequest, signature: Signature, name: str) -> StepForm:
    """The step as it is saved, or as it was typed before it was left or before the session ended."""
    form_class = STEP_FORMS[name]
    waiting = kept(request) if request.method == "GET" else None
    if waiting is not None:
        messages.warning(request, _("You were signed out meanwhile. What you typed is here again, but not saved yet."))
    elif name in signature.typed:
        waiting = as_typed(signature.typed[name])
    form = form_class(waiting, signature=signature)
    form.pardon_empty()
    return form


def taken(request: SignedInRequest, form: StepForm) -> str | None:
    """Save what is right, keep what is not. Where to go now; None to stay and correct it."""
    signature, later = form.signature, "later" in request.POST
    if form.is_valid():
        try:
            signature = form.save(request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    if form.errors:
        try:
            form.keep(request.user)
        except ValidationError as refusal:  # sent or ended meanwhile, from elsewhere
            messages.error(request, refusal.messages[0])
            return signature.get_file_url()
        if not later:
            return None
    if later:
        messages.success(request, _("Draft saved. You can go on at any time, from any device."))
        return reverse("space")
    return next_address(signature)


def step_context(request: HttpRequest, form: StepForm) -> dict[str, Any]:
    signature = form.signature
    context = {"form": form, "signature": signature, "steps": steps(signature, form.step), "link": signature.active_link}
    if form.step == "text":
        prefetch_related_objects([signature.version], "texts", "articles", "declarations")
        reading = Reading.of(signature.version, request.GET.get("lang") or str(form["language"].value() or ""))
        context |= {"reading": reading, "declarations": declaration_choices(signature, reading.language if reading else "")}
    return context


@signed_in
def review(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Everything once more, with the exact text, and one button: to the signatory."""
    signature = own_file(request.user, public_id)
    if not signature.is_open:
        return to_file(signature)
    if unfinished(signature):
        return redirect(next_address(signature))
    form = confirm(request)
    if request.method == "POST":
        try:
            actions.ask_signatory(signature, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The link to sign is on its way to the signatory."))
            return to_file(signature)
    return render(request, "charter/sign_review.html", review_context(signature, form))


def review_context(signature: Signature, form: Form) -> dict[str, Any]:
    prefetch_related_objects([signature.version], "texts", "articles", "declarations")
    language = signature.text.language if signature.text else ""
    return {
        "form": form,
        "signature": signature,
        "steps": steps(signature, "review"),
        "link": signature.active_link,
        "reading": Reading.of(signature.version, language),
        "declarations": declaration_choices(signature, language),
    }
