"""The secretariat's side of profiles, in the Wagtail admin: what is proposed, the answer, and taking an accepted change back."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from core.admin_frame import Crumbs, for_secretariat, framed, paginated
from core.typing_kept import keeps_typing, kept
from network.models import LocalGovernment, ProfileChange, ProfilePicture
from network.people_admin import status_of, user_of
from network.profile_actions import state_of
from network.profile_admin_forms import DecideForm, TakeBackForm
from network.profile_decisions import decide, restorable, take_back
from network.profile_emails import keepers
from network.profile_enums import ChangeStatus
from network.profile_parts import Values, read
from network.profile_queue import OF_ONE, PILES, found_in, waiting
from network.profile_views import picture_answer
from network.profile_words import PartChange, label, part_changes

ICON = "edit"
LONGEST_QUERY = 100


def page(request: HttpRequest, template: str, title: str, crumbs: Crumbs, status: int = 200, **context: Any) -> HttpResponse:
    return framed(request, f"network/admin/{template}.html", title=title, icon=ICON, crumbs=crumbs, status=status, **context)


def queue_crumb() -> tuple[str, str]:
    return reverse("profile_changes"), _("Profile changes")


def found(pk: int) -> ProfileChange:
    return get_object_or_404(ProfileChange.objects.select_related("local_government", "ended_by", "taken_back_by"), pk=pk)


@for_secretariat
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first; or every change of one local government."""
    of = LocalGovernment.objects.filter(slug=request.GET.get("of", "")).first()
    pile = OF_ONE if of else PILES.get(request.GET.get("show", ""), PILES["waiting"])
    query = "" if of else request.GET.get("q", "").strip()[:LONGEST_QUERY]
    context: dict[str, Any] = {"of": of, "pile": pile, "piles": PILES.values(), "query": query, "waiting": waiting(request)}
    return page(request, "profile_changes", _("Profile changes"), [], **context, **paginated(request, found_in(pile, query, of)))


@keeps_typing
@for_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What one change says, beside what stood before; the answer, while it waits for one."""
    shown = found(pk)
    public = read(shown.local_government)
    parts = part_changes(shown, public)
    if not shown.is_open and request.method != "POST":
        return detail(request, shown, public, parts, None)
    form = DecideForm(request.POST if request.method == "POST" else kept(request), parts=parts, seen=state_of(shown, public))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            decided = decide(shown, by=user_of(request), accept=values["accept"], reason=values["reason"], seen=values["seen"])
        except ValidationError as refusal:
            return refused(request, shown, form, refusal)
        done = (
            _("Accepted. It is public now.") if decided.status == ChangeStatus.ACCEPTED else _("Refused. The public page stays as it was.")
        )
        messages.success(request, done)
        return redirect("profile_changes")
    return detail(request, shown, public, parts, form)


def refused(request: HttpRequest, shown: ProfileChange, form: DecideForm, refusal: ValidationError) -> HttpResponse:
    """The page as things stand now, with the reason that was typed; confirming then means what it shows."""
    shown = found(shown.pk)
    public = read(shown.local_government)
    parts = part_changes(shown, public)
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["seen"] = state_of(shown, public)
    again = DecideForm(data, parts=parts, seen="")
    again.refuse(refusal)
    return detail(request, shown, public, parts, again)


def detail(request: HttpRequest, shown: ProfileChange, public: Values, parts: list[PartChange], form: DecideForm | None) -> HttpResponse:
    context = {
        "change": shown,
        "lg": shown.local_government,
        "parts": parts,
        "form": form,
        "contributions": [(row, [label(part) for part in row.fields]) for row in shown.contributions.select_related("by")],
        "told": keepers(shown),
        "can_take_back": shown.status == ChangeStatus.ACCEPTED and bool(restorable(shown, public)),
    }
    status = status_of(form) if form else HTTPStatus.OK
    return page(request, "profile_change", shown.local_government.display_name, [queue_crumb()], status, **context)


@keeps_typing
@for_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an accepted change back, having seen what that restores and what it leaves."""
    shown = found(pk)
    form = TakeBackForm(request.POST if request.method == "POST" else kept(request))
    if request.method == "POST" and form.is_valid():
        try:
            take_back(shown, by=user_of(request), reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.refuse(refusal)
            shown = found(pk)
        else:
            messages.success(request, _("Taken back. What stood before is public again."))
            return redirect("profile_change", pk)
    public = read(shown.local_government)
    again = restorable(shown, public) if shown.status == ChangeStatus.ACCEPTED else []
    parts = [one for one in part_changes(shown, public) if one.part in shown.accepted_parts]
    context = {
        "change": shown,
        "lg": shown.local_government,
        "form": form,
        "restored": [one for one in parts if one.part in again],
        "kept": [one for one in parts if one.part not in again],
        "told": keepers(shown),
    }
    crumbs = [queue_crumb(), (reverse("profile_change", args=[pk]), shown.local_government.display_name)]
    return page(request, "profile_take_back", _("Take the change back"), crumbs, status_of(form), **context)


@for_secretariat
@require_safe
def picture(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """A picture that is proposed, refused or public: the private file."""
    return picture_answer(get_object_or_404(ProfilePicture, public_id=public_id))


urlpatterns: list[URLPattern] = [
    path("profile-changes/", queue, name="profile_changes"),
    path("profile-changes/<int:pk>/", change, name="profile_change"),
    path("profile-changes/<int:pk>/take-back/", undo, name="profile_change_take_back"),
    path("profile-changes/pictures/<uuid:public_id>.jpg", picture, name="profile_change_picture"),
]
