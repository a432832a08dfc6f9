"""The form in which a representative says: we adapted this."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.typing_kept import SignedInRequest, kept, signed_in
from network.experiences.finding import published
from network.models import Adaptation, ExperiencePage, LocalGovernment, Measure
from network.permissions import can_tell_for
from network.telling.actions import tell
from network.telling.forms import TellForm

METHODS = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(METHODS)
def of_measure(request: SignedInRequest, slug: str) -> HttpResponse:
    measure = Measure.objects.filter(slug=slug).first()
    if measure is None:
        raise Http404
    return telling(request, measure, list(measure.adaptations.select_related("local_government")))


@signed_in
@require_http_methods(METHODS)
def of_experience(request: SignedInRequest, slug: str) -> HttpResponse:
    """An experience that belongs to a lineage leads to the form of its measure."""
    page = published().select_related("local_government").filter(slug=slug).first()
    if page is None:
        raise Http404
    known = Adaptation.objects.filter(experience=page).select_related("measure").order_by("pk").first()
    if known:
        response = redirect("observatory:measure_adapted", known.measure.slug)
        response["Location"] += f"?from={known.pk}"
        return response
    return telling(request, page, [])


def telling(request: SignedInRequest, subject: Measure | ExperiencePage, origins: list[Adaptation]) -> HttpResponse:
    mine = can_tell_for(request.user)
    form = TellForm(
        request.POST if request.method == "POST" else kept(request), mine=mine, origins=origins, asked=request.GET.get("from", "")
    )
    if mine and request.method == "POST" and form.is_valid():
        try:
            tell(subject, by=request.user, local_government=form.chosen, told=form.told)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Thank you. The editors read it; you get a mail when it stands in the lineage."))
            return redirect("space")
    return render(request, "network/adaptation_tell.html", context_of(subject, form, mine), status=200 if mine else 403)


def context_of(subject: Measure | ExperiencePage, form: TellForm, mine: list[LocalGovernment]) -> dict[str, object]:
    of = {"measure": subject} if isinstance(subject, Measure) else {"experience": subject}
    return {**of, "form": form, "mine": mine}
