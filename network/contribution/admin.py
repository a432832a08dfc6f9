"""The editors' side of experiences in the Wagtail admin: what waits, and each page with its authority."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from core.admin_frame import framed, paginated
from core.permissions import is_secretariat
from core.typing_kept import keeps_typing, kept
from core.views import permission_denied
from network.contribution import acts
from network.contribution.desk import PILES, rows_of, waiting
from network.contribution.file_views import answer_with
from network.contribution.proposals import latest
from network.experiences import checking, signoff
from network.models import ExperiencePage, ProposalAttachment
from network.people_admin import status_of, user_of
from network.permissions import can_edit_experience

ICON = "doc-full-inverse"
View = Callable[..., HttpResponseBase]


def for_editors(view: View) -> View:
    """Only for those who may change pages. Wagtail would lead others back to its home page; they get a plain 403."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if can_edit_experience(user_of(request)) else permission_denied(request)

    return wrapped


def found(pk: int) -> ExperiencePage:
    return get_object_or_404(ExperiencePage.objects.select_related("local_government", "owner_account", "checked_by"), pk=pk)


@for_editors
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, by what is to be done."""
    pile = PILES.get(request.GET.get("show", ""), PILES["proposals"])
    context = {"pile": pile, "piles": PILES.values(), "waiting": waiting(request), **paginated(request, rows_of(pile))}
    return framed(request, "network/admin/experiences_desk.html", title=_("Experiences"), icon=ICON, crumbs=[], **context)


@for_editors
@require_safe
def authority(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything between the editors and the authority about one page."""
    return shown(request, found(pk))


@keeps_typing
@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One of the things an editor does there; what cannot be done is said with everything that was typed."""
    page, doing = found(pk), acts.ACTS[name]
    typed = request.POST if request.method == "POST" else kept(request)
    if typed is None:
        return redirect("experience_authority", pk)
    form = doing.form(typed, page)
    if request.method == "POST" and form.is_valid():
        try:
            doing.do(page, user_of(request), form)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, doing.done)
            return redirect("experience_authority", pk)
    return shown(request, page, status_of(form), **{name: form})


def shown(request: HttpRequest, page: ExperiencePage, status: int = 200, **bound: Any) -> HttpResponse:
    draft = latest(page)
    forms = {name: doing.form(None, draft) for name, doing in acts.ACTS.items()} | bound
    proposal = getattr(page, "proposal", None)
    context = {
        "page": page,
        "lg": draft.local_government,
        "draft": draft,
        "proposal": proposal,
        "notes": proposal.notes.select_related("by") if proposal else [],
        "attachments": proposal.attachments.all() if proposal else [],
        "forms": forms,
        "refused": next((form for form in bound.values() if form.non_field_errors()), None),
        "obstacle": signoff.obstacle(draft),
        "sign_offs": page.sign_offs.select_related("asked_by"),
        "may_waive": is_secretariat(user_of(request)) and signoff.needs_nobody(draft),
        "questions": page.check_questions.select_related("answered_by", "handled_by"),
        "confirmed": checking.last_confirmed(page),
        "asked_of": checking.answering_for(page),
    }
    crumbs = [(reverse("experiences_desk"), _("Experiences"))]
    title = draft.first_title or _("Without a title")
    return framed(request, "network/admin/experience_authority.html", title=title, icon=ICON, crumbs=crumbs, status=status, **context)


@for_editors
@require_safe
def attachment(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """A file that came with a proposal that was sent: the private one."""
    return answer_with(get_object_or_404(ProposalAttachment, public_id=public_id, proposal__sent_at__isnull=False))


@for_editors
@require_POST
def use(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put such a file into the page."""
    row = get_object_or_404(ProposalAttachment.objects.select_related("proposal__page"), public_id=public_id, proposal__page__isnull=False)
    return pressed(request, row.proposal.page_id, lambda: acts.use(row, by=user_of(request)), _("It stands at the end of the page’s body."))


@for_editors
@require_POST
def handled(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """What changed is in the page now."""
    row = get_object_or_404(found(pk).check_questions, pk=question)
    return pressed(request, pk, lambda: checking.handle(row, by=user_of(request)), _("Noted."))


def pressed(request: HttpRequest, pk: int | None, do: Callable[[], object], done: str) -> HttpResponse:
    try:
        do()
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, done)
    return redirect("experience_authority", pk)


urlpatterns: list[URLPattern] = [
    path("experiences/", desk, name="experiences_desk"),
    path("experiences/<int:pk>/", authority, name="experience_authority"),
    *(path(f"experiences/<int:pk>/{name}/", act, {"name": name}, name=f"experience_{name}") for name in acts.ACTS),
    path("experiences/<int:pk>/changes/<int:question>/", handled, name="experience_handled"),
    path("experiences/files/<uuid:public_id>/", attachment, name="experience_attachment"),
    path("experiences/files/<uuid:public_id>/use/", use, name="experience_attachment_use"),
]
