"""The people of a local government: who they are, inviting, changing and ending roles, handing over, leaving."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import attempts
from core.models import User
from core.typing_kept import SignedInRequest, kept, signed_in
from network import people
from network.models import Invitation, LocalGovernment, Representative
from network.people_forms import AskToOwnForm, EndForm, GoodbyeForm, HandOverForm, InvitationForm, RoleForm
from network.people_page import PeoplePage
from network.people_words import facts_of
from network.permissions import can_manage_people, can_see_people, is_owner

PER_PAGE = 20


def seen_by(user: User, slug: str) -> LocalGovernment:
    """A local government whose people the user may see; for everybody else there is no such page."""
    local_government = LocalGovernment.objects.filter(slug=slug).first()
    if local_government is None or not can_see_people(user, local_government):
        raise Http404
    return local_government


def managed_by(user: User, slug: str) -> LocalGovernment:
    """The same for those who may change them; colleagues who may not are told so."""
    local_government = seen_by(user, slug)
    if not can_manage_people(user, local_government):
        raise PermissionDenied
    return local_government


def colleague(local_government: LocalGovernment, pk: int) -> Representative:
    return get_object_or_404(local_government.representatives.speaking().select_related("user", "local_government"), pk=pk)


def mine(user: User, local_government: LocalGovernment) -> Representative:
    """The user's own role; the secretariat has none."""
    return get_object_or_404(local_government.representatives.speaking().select_related("user", "local_government"), user=user)


def sent(request: SignedInRequest) -> Any:
    """What was sent now, or typed before a session ended."""
    return request.POST if request.method == "POST" else kept(request)


def refused(form: Form, refusal: ValidationError) -> None:
    """A refusal at the field it is about, if the form has it."""
    if hasattr(refusal, "error_dict"):
        for name, errors in refusal.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, refusal)


def count(request: SignedInRequest, local_government: LocalGovernment) -> None:
    """Refuse too many mails in a short time; before the action, whose refusals undo what it counted."""
    attempts.take("invitation_sent", request=request, key=f"{local_government.pk}")


def to_people(local_government: LocalGovernment) -> HttpResponse:
    return redirect("space:people", local_government.slug)


@signed_in
@require_safe
def listing(request: SignedInRequest, slug: str) -> HttpResponse:
    """Everybody who speaks for it, and what the visitor can do."""
    local_government = seen_by(request.user, slug)
    return render(request, "network/people.html", {"lg": local_government, "people": PeoplePage(local_government, request.user)})


@signed_in
def invite(request: SignedInRequest, slug: str) -> HttpResponse:
    local_government = managed_by(request.user, slug)
    form = InvitationForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            count(request, local_government)
            invitation = people.invite(local_government, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The invitation is on its way to %(address)s.") % {"address": invitation.email})
            return to_people(local_government)
    return render(request, "network/people_invite.html", {"lg": local_government, "form": form})


@signed_in
@require_POST
def invitation_change(request: SignedInRequest, slug: str, pk: int, name: str) -> HttpResponse:
    """Send an invitation again, or withdraw it."""
    local_government = managed_by(request.user, slug)
    invitation = get_object_or_404(Invitation, local_government=local_government, pk=pk)
    action, told = {
        "resend": (people.resend, _("The invitation was sent again, with a new link.")),
        "withdraw": (people.withdraw, _("The invitation is withdrawn. Its link no longer works.")),
    }[name]
    try:
        if name == "resend":
            count(request, local_government)
        action(invitation, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, told)
    return to_people(local_government)


@signed_in
def change(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Another role or another last day for one person."""
    local_government = managed_by(request.user, slug)
    representative = colleague(local_government, pk)
    form = RoleForm(sent(request), initial={"role": representative.role, "until": representative.until})
    if request.method == "POST" and form.is_valid():
        try:
            changed(representative, form, request.user)
        except ValidationError as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Saved. The person and the owners are told by mail."))
            return redirect("space") if not can_see_people(request.user, local_government) else to_people(local_government)
    context = {"lg": local_government, "representative": representative, "form": form, "is_mine": representative.user == request.user}
    return render(request, "network/people_change.html", context)


@transaction.atomic
def changed(representative: Representative, form: RoleForm, by: User) -> None:
    """Both or none. First the day: who lowers their own role may not set it any more."""
    values = form.cleaned_data
    people.set_until(representative, by=by, until=values["until"], words=values["words"])
    people.change_role(representative, by=by, role=values["role"], words=values["words"])


@signed_in
def end(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """End somebody else's role, today."""
    local_government = managed_by(request.user, slug)
    representative = colleague(local_government, pk)
    if representative.user == request.user:
        return redirect("space:people_leave", slug)
    form = EndForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            people.end(representative, by=request.user, words=form.cleaned_data["words"])
        except ValidationError as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The role has ended. The person is told by mail."))
            return to_people(local_government)
    return render(request, "network/people_end.html", {"lg": local_government, "representative": representative, "form": form})


@signed_in
def hand_over(request: SignedInRequest, slug: str) -> HttpResponse:
    """Give one's ownership to a colleague, or to somebody who is invited."""
    local_government = seen_by(request.user, slug)
    if not is_owner(request.user, local_government):
        raise PermissionDenied
    others = local_government.representatives.speaking().exclude(user=request.user).filter(user__is_active=True)
    form = HandOverForm(sent(request), colleagues=list(others.select_related("user", "local_government").order_by("pk")))
    if request.method == "POST" and form.is_valid():
        try:
            if not form.colleague:
                count(request, local_government)
            told = handed_over(local_government, form, request.user)
        except ValidationError as refusal:
            refused(form, refusal)
        else:
            messages.success(request, told)
            return to_people(local_government) if can_see_people(request.user, local_government) else redirect("space")
    return render(request, "network/people_hand_over.html", {"lg": local_government, "form": form})


def handed_over(local_government: LocalGovernment, form: HandOverForm, by: User) -> str:
    """Do it, and say what happens now."""
    stays = form.cleaned_data["afterwards"] == "stay"
    if form.colleague:
        people.hand_over(form.colleague, by=by, stays=stays)
        return _("Handed over. Thank you for your work.")
    email, language = form.cleaned_data["email"], form.cleaned_data["language"] or by.language
    people.invite(local_government, by=by, email=email, role="owner", language=language, hand_over=True, inviter_stays=stays)
    return _("The invitation is on its way. You stay the owner until it is accepted.")


@signed_in
def leave(request: SignedInRequest, slug: str) -> HttpResponse:
    """End one's own role; the last owner hands over first, or tells the secretariat."""
    local_government = seen_by(request.user, slug)
    representative = mine(request.user, local_government)
    is_last = PeoplePage(local_government, request.user).is_last_owner
    form = GoodbyeForm(sent(request)) if is_last else Form(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            told = left(representative, form, request.user)
        except ValidationError as refusal:
            refused(form, refusal)
        else:
            messages.success(request, told)
            return redirect("space")
    return render(request, "network/people_leave.html", {"lg": local_government, "form": form, "mine": representative, "is_last": is_last})


def left(representative: Representative, form: Form, by: User) -> str:
    if isinstance(form, GoodbyeForm):
        people.announce_leaving(representative, by=by, **form.cleaned_data)
        return _("The secretariat is told. You keep your role until your last day.")
    people.leave(representative, by=by)
    return _("You no longer speak for this local government. Thank you for your work.")


@signed_in
def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """A colleague asks the secretariat to become the owner of a file that has none."""
    local_government = seen_by(request.user, slug)
    representative = mine(request.user, local_government)
    form = AskToOwnForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            people.ask_ownership(representative, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Your request was sent. The secretariat answers by mail, usually within ten working days."))
            return to_people(local_government)
    return render(request, "network/people_ask.html", {"lg": local_government, "form": form})


@signed_in
@require_safe
def history(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who did what, when; for owners and the secretariat."""
    local_government = managed_by(request.user, slug)
    return render(
        request, "network/people_history.html", {"lg": local_government, **history_page(local_government, request.GET.get("page"))}
    )


def history_page(local_government: LocalGovernment, number: str | None) -> dict[str, Any]:
    """One page of the history, the latest first."""
    events = local_government.people_events.select_related("by", "representative__user", "invitation")
    page = Paginator(events, PER_PAGE).get_page(number)
    return {"page_obj": page, "events": [(event, list(facts_of(event))) for event in page]}
