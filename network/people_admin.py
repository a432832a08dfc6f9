"""The secretariat's side of people, in the Wagtail admin: who speaks for whom, ending a role, finding an owner, answering notices."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from core import attempts
from core.admin_frame import Crumbs, for_secretariat, framed, paginated
from core.models import User
from core.typing_kept import keeps_typing, kept
from network import people
from network.models import LocalGovernment, OwnerNotice, Representative
from network.people_admin_forms import AnswerNoticeForm, AppointForm, ReasonForm
from network.people_desk import PILES, found_in, waiting
from network.people_page import PeoplePage
from network.people_views import history_page
from network.people_words import named

ICON = "group"
LONGEST_QUERY = 100


def page(request: HttpRequest, template: str, title: str, crumbs: Crumbs, status: int = 200, **context: Any) -> HttpResponse:
    return framed(request, f"network/admin/{template}.html", title=title, icon=ICON, crumbs=crumbs, status=status, **context)


def way(local_government: LocalGovernment | None = None) -> Crumbs:
    found = [(reverse("people_desk"), _("Representatives"))]
    return [*found, (address(local_government), local_government.display_name)] if local_government else found


def address(local_government: LocalGovernment) -> str:
    return reverse("people_detail", args=[local_government.slug])


def status_of(form: Any) -> int:
    """409 when the form was right and the state of things was not."""
    return HTTPStatus.CONFLICT if form.is_bound and form.errors and form.has_been_refused else HTTPStatus.OK


@for_secretariat
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Notices first; then files without an owner, end dates, everybody."""
    pile = PILES.get(request.GET.get("show", ""), PILES["notices"])
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    context: dict[str, Any] = {"pile": pile, "piles": PILES.values(), "query": query, "waiting": waiting(request)}
    return page(request, "people_desk", _("Representatives"), [], **context, **paginated(request, found_in(pile, query)))


@for_secretariat
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The people of one local government, today and before, and their history."""
    local_government = get_object_or_404(LocalGovernment, slug=slug)
    context = {
        "lg": local_government,
        "people": PeoplePage(local_government, request.user),
        "notices": local_government.owner_notices.standing().select_related("representative__user", "answered_by"),
        "asking": local_government.representatives.waiting().select_related("user").order_by("requested_at"),
        **history_page(local_government, request.GET.get("p")),
    }
    return page(request, "people_detail", local_government.display_name, way(), **context)


@keeps_typing
@for_secretariat
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End somebody's role, with a reason that they read."""
    local_government = get_object_or_404(LocalGovernment, slug=slug)
    row: Representative = get_object_or_404(local_government.representatives.speaking().select_related("user", "local_government"), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else kept(request))
    if request.method == "POST" and form.is_valid():
        try:
            people.end(row, by=user_of(request), words=form.cleaned_data["words"])
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The role has ended. The person and the owners are told by mail."))
            return redirect(address(local_government))
    title = _("End the role of %(person)s") % {"person": row.user}
    context = {"lg": local_government, "representative": row, "form": form, "is_last": PeoplePage(local_government, row.user).is_last_owner}
    return page(request, "people_end", title, way(local_government), status_of(form), **context)


@keeps_typing
@for_secretariat
def appoint(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a colleague the owner, or invite somebody to become it."""
    local_government = get_object_or_404(LocalGovernment, slug=slug)
    colleagues = local_government.representatives.speaking().filter(user__is_active=True).select_related("user", "local_government")
    form = AppointForm(request.POST if request.method == "POST" else kept(request), colleagues=list(colleagues.order_by("pk")))
    if request.method == "POST" and form.is_valid():
        try:
            told = appointed(request, local_government, form)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, told)
            return redirect(address(local_government))
    return page(request, "people_appoint", _("Find an owner"), way(local_government), status_of(form), lg=local_government, form=form)


def appointed(request: HttpRequest, local_government: LocalGovernment, form: AppointForm) -> str:
    """Do it, and say what happens now."""
    values = form.cleaned_data
    if form.colleague:
        people.appoint(form.colleague, by=user_of(request), words=values["words"])
        return _("%(person)s now owns the file. Everybody concerned is told by mail.") % {"person": named(form.colleague.user)}
    attempts.take("invitation_sent", request=request, key=f"{local_government.pk}")
    by, role = user_of(request), "owner"
    people.invite(local_government, by=by, email=values["email"], role=role, language=values["language"], words=values["words"])
    return _("The invitation is on its way. Until it is accepted nothing changes.")


@keeps_typing
@for_secretariat
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """What the secretariat was told, what can be done, and an answer."""
    told: OwnerNotice = get_object_or_404(OwnerNotice.objects.select_related("local_government", "representative__user"), pk=pk)
    form = AnswerNoticeForm(request.POST if request.method == "POST" else kept(request))
    if request.method == "POST" and form.is_valid():
        try:
            people.answer_notice(told, by=user_of(request), answer=form.cleaned_data["answer"])
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The answer is on its way. The notice has left the list."))
            return redirect("people_desk")
    local_government = told.local_government
    context = {"notice": told, "lg": local_government, "form": form, "is_open": not (told.answered_at or told.settled_at)}
    context["people"] = PeoplePage(local_government, request.user)
    return page(request, "owner_notice", told.get_kind_display(), way(local_government), status_of(form), **context)


def user_of(request: HttpRequest) -> User:
    """The decorator let nobody else through."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


urlpatterns: list[URLPattern] = [
    path("representatives/", desk, name="people_desk"),
    path("representatives/notices/<int:pk>/", notice, name="owner_notice"),
    path("representatives/of/<slug:slug>/", detail, name="people_detail"),
    path("representatives/of/<slug:slug>/owner/", appoint, name="people_appoint"),
    path("representatives/of/<slug:slug>/<int:pk>/end/", end, name="people_admin_end"),
]
