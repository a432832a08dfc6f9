"""A proposed experience as its authority works on it: begin, step by step, look, send, answer, withdraw."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.languages import current
from core.models import User
from core.typing_kept import SignedInRequest, kept, signed_in
from network.contribution import preview as previews
from network.contribution import proposals
from network.contribution.form_base import ProposalForm
from network.contribution.small_forms import AnswerForm, StartForm, WithdrawForm
from network.contribution.steps import FORMS, QUESTIONS, address, after, steps, unfinished
from network.contribution_enums import ProposalStatus
from network.models import ExperienceProposal, LocalGovernment
from network.permissions import can_edit_profile
from network.profile_enums import KEEPING_PROFILE

CHANGING = require_http_methods(["GET", "HEAD", "POST"])


def own(user: User, slug: str, public_id: UUID) -> ExperienceProposal:
    """A proposal of a local government whose page the user keeps; for everybody else there is none."""
    rows = ExperienceProposal.objects.select_related("local_government", "page", "by").prefetch_related("attachments")
    proposal = rows.filter(public_id=public_id, local_government__slug=slug).first()
    if proposal is None or not can_edit_profile(user, proposal.local_government):
        raise Http404
    return proposal


def kept_by(user: User) -> list[LocalGovernment]:
    """Those for which the user may propose, by name."""
    rows = user.representations.speaking().filter(role__in=KEEPING_PROFILE).select_related("local_government")
    return sorted((row.local_government for row in rows), key=lambda lg: (lg.sorting_name, lg.slug))


def proposals_of(user: User) -> list[ExperienceProposal]:
    """What lies on the user's desk: everything that is open, and what was answered last."""
    found = ExperienceProposal.objects.filter(local_government__in=[lg.pk for lg in kept_by(user)])
    rows = found.exclude(status=ProposalStatus.WITHDRAWN).select_related("local_government", "page")
    return list(rows.order_by("ended_at", "-changed_at")[:50])


def to(proposal: ExperienceProposal) -> HttpResponseRedirect:
    return redirect("space:proposal", proposal.local_government.slug, proposal.public_id)


def sent(request: HttpRequest) -> Any:
    """What was sent, or what waited while its author signed in."""
    return request.POST if request.method == "POST" else kept(request) if request.method == "GET" else None


@signed_in
@CHANGING
def start(request: SignedInRequest) -> HttpResponse:
    """For which local government, in which language."""
    places = kept_by(request.user)
    asked = request.GET.get("of", "") if request.method == "GET" else ""
    initial = {"place": asked or (places[0].slug if len(places) == 1 else ""), "language": current()}
    form = StartForm(sent(request), places=places, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            proposal = proposals.start(form.cleaned_data["place"], by=request.user, language=form.cleaned_data["language"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect(address(proposal, "what"))
    begun = [one for one in proposals_of(request.user) if one.is_editable]
    return render(request, "network/contribution/start.html", {"form": form, "places": places, "begun": begun})


@signed_in
@require_safe
def overview(request: SignedInRequest, slug: str, public_id: UUID) -> HttpResponse:
    """Where it stands, what was written about it, and what to do next."""
    proposal = own(request.user, slug, public_id)
    context = {
        "proposal": proposal,
        "lg": proposal.local_government,
        "steps": steps(proposal),
        "notes": proposal.notes.select_related("by"),
        "next": address(proposal, next(iter(unfinished(proposal)), "preview")) if proposal.is_editable else "",
        "form": AnswerForm(kept(request)) if proposal.status == ProposalStatus.ASKED else None,
    }
    return render(request, "network/contribution/proposal.html", context)


@signed_in
@CHANGING
def step(request: SignedInRequest, slug: str, public_id: UUID, name: str) -> HttpResponse:
    """Fill in one step. Whatever is typed is kept; what is asked and not right is said."""
    proposal = own(request.user, slug, public_id)
    if name not in FORMS:
        raise Http404
    if not proposal.is_editable:
        messages.info(request, _("This proposal can no longer be changed here."))
        return to(proposal)
    form = opened(request, proposal, name)
    if request.method == "POST":
        form = FORMS[name](request.POST, proposal=proposal)
        if target := taken(request, form):
            return redirect(target)
    context = {
        "proposal": proposal,
        "lg": proposal.local_government,
        "form": form,
        "steps": steps(proposal, name),
        "question": QUESTIONS[name],
    }
    return render(request, f"network/contribution/step_{name}.html", context)


def opened(request: HttpRequest, proposal: ExperienceProposal, name: str) -> ProposalForm:
    waiting = kept(request) if request.method == "GET" else None
    if waiting is None:
        return FORMS[name].opened(proposal)
    messages.warning(request, _("You were signed out meanwhile. What you typed is here again, but not saved yet."))
    form = FORMS[name](waiting, proposal=proposal)
    form.pardon_empty()
    return form


def taken(request: SignedInRequest, form: ProposalForm) -> str | None:
    """Keep what was typed. Where to go now; None to stay and correct it."""
    try:
        form.proposal = proposals.save_step(form.proposal, by=request.user, step=form.step, typed=form.typed, seen=form.seen)
    except ValidationError as refusal:
        return refused(request, form, refusal)
    slug, public_id = form.proposal.local_government.slug, form.proposal.public_id
    if "later" in request.POST:
        messages.success(request, _("Draft saved. You can go on at any time, from any device."))
        return redirect("space:proposal", slug, public_id)["Location"]
    if not form.is_valid():
        form.data = with_seen(form)
        return None
    return address(form.proposal, form.step) + "#more" if "more" in request.POST else address(form.proposal, after(form.step))


def refused(request: HttpRequest, form: ProposalForm, refusal: ValidationError) -> str | None:
    """Somebody else changed the step meanwhile: ask. Or the proposal was sent, answered or withdrawn: lead to it."""
    if refusal.code != "conflict":
        messages.error(request, refusal.messages[0])
        return to(form.proposal)["Location"]
    form.proposal.refresh_from_db(fields=["answers"])
    form.data = with_seen(form)
    form.add_error(None, refusal)
    return None


def with_seen(form: ProposalForm) -> Any:
    """The same data, which now knows what is kept."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data.pop("seen", None)
    return data


@signed_in
@CHANGING
def look(request: SignedInRequest, slug: str, public_id: UUID) -> HttpResponse:
    """The page as it will look, and the button that sends it to the editors."""
    proposal = own(request.user, slug, public_id)
    if not proposal.is_editable:
        return to(proposal)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            proposals.send(proposal, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Sent. The editors read it and write to you. Nothing is public before they publish it."))
            return to(proposal)
    missing = [one for one in steps(proposal, "preview") if one.name in unfinished(proposal)]
    return render(request, "network/contribution/look.html", previews.context(proposal) | {"form": form, "missing": missing})


@signed_in
@CHANGING
def answer(request: SignedInRequest, slug: str, public_id: UUID) -> HttpResponse:
    """Answer the editors in words."""
    proposal = own(request.user, slug, public_id)
    if proposal.status != ProposalStatus.ASKED:
        return to(proposal)
    form = AnswerForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            proposals.answer(proposal, by=request.user, text=form.cleaned_data["text"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages[0])
        else:
            messages.success(request, _("Your answer is with the editors."))
            return to(proposal)
    context = {"proposal": proposal, "lg": proposal.local_government, "form": form, "notes": proposal.notes.select_related("by")}
    return render(request, "network/contribution/answer.html", context)


@signed_in
@CHANGING
def withdraw(request: SignedInRequest, slug: str, public_id: UUID) -> HttpResponse:
    """Ask once more, then take it back."""
    proposal = own(request.user, slug, public_id)
    if proposal.is_ended:
        return to(proposal)
    form = WithdrawForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            proposals.withdraw(proposal, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The proposal was withdrawn."))
            return redirect("space")
    return render(request, "network/contribution/withdraw.html", {"proposal": proposal, "lg": proposal.local_government, "form": form})
