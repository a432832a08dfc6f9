"""A representative's profile: what the public sees, what is proposed, a preview, withdrawing. Changing it: profile_edit_views."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.models import User
from core.typing_kept import SignedInRequest, signed_in
from network.duplicates import known_to
from network.models import LocalGovernment, ProfilePage
from network.permissions import can_edit_profile
from network.profile_actions import state_of, withdraw
from network.profile_desk import ProfileDesk
from network.profile_preview import ProposedProfile

CONFLICT = 409


def editable(user: User, slug: str) -> LocalGovernment:
    """A local government whose profile the user may change: 404 when they may not know it, 403 when it is not theirs to change."""
    local_government = known_to(user, LocalGovernment.objects.filter(slug=slug)).first()
    if local_government is None:
        raise Http404
    if not can_edit_profile(user, local_government):
        raise PermissionDenied
    return local_government


def to_profile(local_government: LocalGovernment) -> HttpResponseRedirect:
    return redirect("space:profile", local_government.slug)


@signed_in
@require_safe
def overview(request: SignedInRequest, slug: str) -> HttpResponse:
    """What stands, what is proposed, and the way to change each part."""
    desk = ProfileDesk(editable(request.user, slug))
    return render(request, "network/profile_desk.html", {"desk": desk, "lg": desk.local_government})


@signed_in
@require_safe
def preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """The public page as it would be if everything that is proposed were accepted."""
    local_government = editable(request.user, slug)
    page = ProfilePage.objects.filter(local_government=local_government).first()
    profile = ProposedProfile.of(local_government, ProfileDesk(local_government).now)
    return render(request, "network/profile_preview.html", {"page": page, "profile": profile, "lg": local_government})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_proposal(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask once more, then take back the proposal, or the one part of it that `part` names."""
    desk = ProfileDesk(editable(request.user, slug))
    wanted = (request.POST if request.method == "POST" else request.GET).get("part", "")
    parts = [one for one in desk.proposed if wanted in ("", one.part)]
    if desk.change is None or not parts:
        messages.warning(request, _("Nothing is proposed that could be withdrawn."))
        return to_profile(desk.local_government)
    context: dict[str, Any] = {"lg": desk.local_government, "desk": desk, "parts": parts, "part": wanted}
    if request.method == "POST":
        try:
            withdraw(desk.change, by=request.user, parts=[one.part for one in parts], seen=request.POST.get("seen", ""))
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return to_profile(desk.local_government)
        messages.success(request, _("Withdrawn. The public page stays as it is."))
        return to_profile(desk.local_government)
    return render(request, "network/profile_withdraw.html", context | {"seen": state_of(desk.change, desk.public)})


@signed_in
@require_safe
def picture_file(request: SignedInRequest, slug: str, public_id: Any) -> HttpResponseBase:
    """A picture that is not public, or not yet, for those who may change it."""
    return picture_answer(get_object_or_404(editable(request.user, slug).pictures, public_id=public_id))


def picture_answer(picture: Any) -> HttpResponseBase:
    """The private file: drawn by ourselves, so it may be shown."""
    try:
        content = picture.file.open("rb")
    except (ValueError, FileNotFoundError):
        raise Http404 from None
    response = FileResponse(content, filename="picture.jpg", content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    return response
