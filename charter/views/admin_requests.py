"""People who ask to represent a local government, answered in the Wagtail admin."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from charter.admin_decisions import said
from charter.admin_forms import AnswerForm
from charter.doubts import domains_that_differ
from charter.views.admin import page_of
from charter.views.admin_decisions import CONFLICT
from core.admin_frame import for_secretariat, paginated
from core.typing_kept import keeps_typing, kept
from network.actions import answer_representation
from network.enums import RepresentativeRole, RepresentativeStatus
from network.models import Representative

ICON = "user"


@for_secretariat
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first."""
    listed = paginated(request, Representative.objects.waiting().select_related("user", "local_government").order_by("requested_at", "pk"))
    return page_of(request, "requests", _("Requests to represent"), ICON, [], **listed)


@keeps_typing
@for_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, and the answer to it."""
    asked = get_object_or_404(Representative.objects.select_related("user", "local_government"), pk=pk)
    if request.method != "POST":
        typed = kept(request)
        opened = typed is not None or asked.status == RepresentativeStatus.REQUESTED
        return ask(request, asked, AnswerForm(typed, initial=suggested(asked))) if opened else too_late(request)
    form = AnswerForm(request.POST, initial=suggested(asked))
    if not form.is_valid():
        messages.error(request, _("Nothing was done yet: something is missing in the form."))
        return ask(request, asked, form)
    grant = form.cleaned_data["answer"] == "grant"
    role, message = form.cleaned_data["role"], form.cleaned_data["message"]
    try:
        answer_representation(asked, by=request.user, grant=grant, role=role, message=message)  # type: ignore[arg-type]
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return ask(request, asked, form, CONFLICT)
    told = _("%(person)s now represents %(name)s.") if grant else _("The request of %(person)s to represent %(name)s is refused.")
    messages.success(request, said(told, person=asked.user, name=asked.local_government.display_name))
    return redirect("representation_requests")


def suggested(asked: Representative) -> dict[str, str]:
    """A file needs an owner; where it has one, somebody who prepares it with them."""
    owned = asked.local_government.representatives.owners().exists()
    return {"role": RepresentativeRole.DELEGATE if owned else RepresentativeRole.OWNER}


def ask(request: HttpRequest, asked: Representative, form: AnswerForm, status: int = 200) -> HttpResponse:
    """Who asks, what speaks for and against it, and the form."""
    title = _("Answer the request of %(person)s") % {"person": asked.user}
    crumbs = [(reverse("representation_requests"), _("Requests to represent"))]
    context = {
        "asked": asked,
        "form": form,
        "is_open": asked.status == RepresentativeStatus.REQUESTED,
        "speaking": asked.local_government.representatives.speaking().select_related("user").order_by("pk"),
        "domains": domains_that_differ(asked.user.email, asked.local_government.website),
    }
    return page_of(request, "answer", title, ICON, crumbs, status, **context)


def too_late(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("This request has already been answered."))
    return redirect("representation_requests")
