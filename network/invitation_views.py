"""An invitation, opened by the link in a mailbox or from one's desk. Opening it changes nothing."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core import attempts
from core.models import User
from core.typing_kept import SignedInRequest, signed_in
from core.views import too_many_requests
from network import people
from network.models import Invitation, Representative
from network.people_emails import inviter_of
from network.people_enums import InvitationState
from network.people_forms import AnswerInvitationForm

STATUS = {"unknown": HTTPStatus.NOT_FOUND, "address": HTTPStatus.FORBIDDEN, "stranger": HTTPStatus.OK}  # of pages that show no invitation


@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link sees that there is an invitation; what it says, only the account with the invited address."""
    try:
        attempts.take("invitation_opened", request=request, key=token)
    except attempts.TooMany:
        return too_many_requests(request)
    return shown(request, people.invitation_for(token))


@signed_in
def by_account(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same from one's desk; there is none for anybody else."""
    invitation = Invitation.objects.addressed_to(request.user).filter(pk=pk).select_related("local_government", "invited_by").first()
    return shown(request, invitation)


def shown(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    state = state_of(invitation, request)
    if invitation is None or state != "open":
        response = render(request, "network/invitation_closed.html", {"state": state}, status=STATUS.get(state, HTTPStatus.GONE))
    elif request.method == "POST":
        response = answered(request, invitation)
    else:
        response = page(request, invitation)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def state_of(invitation: Invitation | None, request: HttpRequest) -> str:
    """`open` to whom it was sent; else why it is not: `stranger`, `address`, `accepted`, `over`, `expired`, `unknown`."""
    if invitation is None:
        return "unknown"
    if invitation.state != InvitationState.SENT:
        mine = invitation.state == InvitationState.ACCEPTED and invitation.accepted_by_id == request.user.pk
        return "accepted" if mine and request.user.is_authenticated else "over"
    if invitation.is_expired:
        return "expired"
    return "open" if isinstance(request.user, User) and invitation.is_for(request.user) else unrecognised(request)


def unrecognised(request: HttpRequest) -> str:
    return "address" if request.user.is_authenticated else "stranger"


def page(request: HttpRequest, invitation: Invitation, refusal: str = "") -> HttpResponse:
    context = {
        "invitation": invitation,
        "lg": invitation.local_government,
        "inviter": inviter_of(invitation),
        "may": Representative(role=invitation.role).may,
        "refusal": refusal,
    }
    return render(request, "network/invitation.html", context, status=HTTPStatus.CONFLICT if refusal else HTTPStatus.OK)


def answered(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Accept or decline; whatever is not one of the two buttons shows the page again."""
    form = AnswerInvitationForm(request.POST)
    if not form.is_valid() or not isinstance(request.user, User):
        return page(request, invitation)
    accepts = form.cleaned_data["answer"] == "accept"
    try:
        (people.accept if accepts else people.decline)(invitation, by=request.user)
    except ValidationError as refusal:
        return page(request, invitation, refusal.messages[0])
    if accepts:
        name = invitation.local_government.display_name
        messages.success(request, _("You now speak for %(name)s.") % {"name": name})
    else:
        messages.success(request, _("You declined the invitation. Its owners are told."))
    return redirect("space")
