"""What representatives tell of adaptations, in the Wagtail admin: those that wait, and the editors' answer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from core.admin_frame import CountedMenuItem, framed, paginated
from core.typing_kept import keeps_typing, kept
from core.views import permission_denied
from network.adaptation_enums import ReportStatus
from network.models import AdaptationReport
from network.people_admin import status_of, user_of
from network.permissions import Visitor, can_confirm_adaptations
from network.telling.actions import confirm, decline
from network.telling.forms import DeclineForm

ICON = "site"
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Pile:
    name: str
    label: Promise


PILES = {
    pile.name: pile
    for pile in (
        Pile(ReportStatus.WAITING.value, gettext_lazy("Waiting for an answer")),
        Pile(ReportStatus.CONFIRMED.value, pgettext_lazy("adaptations told", "Confirmed")),
        Pile(ReportStatus.DECLINED.value, pgettext_lazy("adaptations told", "Not taken up")),
    )
}


def for_editors(view: View) -> View:
    """Only for those who may answer. Wagtail would lead others back to its home page; they get a plain 403."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if is_for_editors(request) else permission_denied(request)

    return wrapped


def is_for_editors(request: HttpRequest) -> bool:
    user: Visitor = request.user
    return can_confirm_adaptations(user)


def waiting(request: HttpRequest) -> int:
    """How many wait. Read once per request."""
    if not hasattr(request, "adaptations_waiting"):
        request.adaptations_waiting = AdaptationReport.objects.waiting().count()  # type: ignore[attr-defined]
    return request.adaptations_waiting  # type: ignore[attr-defined]


class AdaptationsMenuItem(CountedMenuItem):
    """For the editors too."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_for_editors(request)


@for_editors
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first; the answered ones under their tabs, the latest first."""
    pile = PILES.get(request.GET.get("show", ""), PILES[ReportStatus.WAITING])
    order = ("told_at", "pk") if pile.name == ReportStatus.WAITING else ("-answered_at", "-pk")
    found = AdaptationReport.objects.filter(status=pile.name).select_related("local_government", "measure", "experience", "told_by")
    context: dict[str, Any] = {"pile": pile, "piles": PILES.values(), "waiting": waiting(request)}
    title = _("Adaptations to confirm")
    return framed(
        request,
        "network/admin/adaptation_reports.html",
        title=title,
        icon=ICON,
        crumbs=[],
        **context,
        **paginated(request, found.order_by(*order)),
    )


@keeps_typing
@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What was told, and the two answers."""
    related = ("local_government", "measure", "experience", "origin__local_government", "told_by", "answered_by", "adaptation")
    report = get_object_or_404(AdaptationReport.objects.select_related(*related), pk=pk)
    form = answered(request, report) if request.method == "POST" else DeclineForm(kept(request))
    if form is None:
        return redirect("adaptation_reports")
    return framed(
        request,
        "network/admin/adaptation_report.html",
        title=report.local_government.display_name,
        icon=ICON,
        crumbs=[(reverse("adaptation_reports"), _("Adaptations to confirm"))],
        status=status_of(form),
        report=report,
        form=form,
    )


def answered(request: HttpRequest, report: AdaptationReport) -> DeclineForm | None:
    """Confirm or decline, by the button; the form with what stands against it when that could not be done."""
    declines, form = "decline" in request.POST, DeclineForm(request.POST)
    if declines and not form.is_valid():
        return form
    try:
        if declines:
            decline(report, by=user_of(request), reason=form.cleaned_data["reason"])
        else:
            confirm(report, by=user_of(request))
    except ValidationError as refusal:
        form.errors.clear()  # a reason is asked of who declines only
        form.refuse(refusal)
        report.refresh_from_db()
        return form
    messages.success(
        request, _("Left out. Whoever told it gets your reason.") if declines else _("Confirmed. It stands in the lineage now.")
    )
    return None


urlpatterns: list[URLPattern] = [
    path("adaptations/", queue, name="adaptation_reports"),
    path("adaptations/<int:pk>/", answer, name="adaptation_report"),
]
