"""The secretariat's queue and files, in the Wagtail admin."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from charter.desk import PILES, Pile, Row, count_piles, desk_of, files, rows
from charter.dossier import Dossier
from charter.models import Signature
from charter.permissions import can_read_file
from core.admin_frame import Crumbs, for_secretariat, framed, paginated
from core.uploads import shown_name
from core.views import permission_denied

ICON = "clipboard-list"
MOST_BESIDE = 20  # of each kind of decision, shown beside the files that wait
LONGEST_QUERY = 100


def page_of(request: HttpRequest, template: str, title: str, icon: str, crumbs: Crumbs, status: int = 200, **context: Any) -> HttpResponse:
    """A page of this application in Wagtail's frame."""
    return framed(request, f"charter/admin/{template}.html", title=title, icon=icon, crumbs=crumbs, status=status, **context)


def queue_crumb() -> tuple[str, str]:
    return reverse("signature_queue"), _("Signatures")


@for_secretariat
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The files by what is to be done with them, those that wait first."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    pile = PILES.get(request.GET.get("state", ""), PILES["waiting"])
    listed = paginated(request, files(pile, query))
    counts = count_piles(files(query=query)) if query else read_counts(request)
    context: dict[str, Any] = {
        "tabs": [(one, counts[one.name]) for one in PILES.values()],
        "pile": pile,
        "query": query,
        "rows": rows(listed["page_obj"]),
        "shows_doubts": pile.name == "waiting",
        "beside": [] if query or pile.name != "waiting" else decisions_beside(counts),
        "most_beside": MOST_BESIDE,
    }
    return page_of(request, "queue", _("Signatures"), ICON, [], **context, **listed)


def read_counts(request: HttpRequest) -> dict[str, int]:
    desk = desk_of(request)
    return desk.counts if desk else {}


def decisions_beside(counts: dict[str, int]) -> list[tuple[Pile, list[Row]]]:
    """Decisions that came for pending mandates, and those that should have or soon will."""
    return [(PILES[name], rows(files(PILES[name])[:MOST_BESIDE])) for name in ("decisions", "due") if counts[name]]


def file_of(public_id: UUID) -> Signature:
    related = ("local_government", "version", "text", "signatory", "prepared_by", "decided_by")
    return get_object_or_404(Signature.objects.select_related(*related), public_id=public_id)


@for_secretariat
@require_safe
def detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The whole file, and what can be decided on it."""
    signature = file_of(public_id)
    name = signature.local_government.display_name
    return page_of(request, "detail", name, ICON, [queue_crumb()], signature=signature, file=Dossier(signature))


@for_secretariat
@require_safe
def mandate_file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The PDF of the decision, to be saved: it is a visitor's file and never shown inside the portal."""
    signature = file_of(public_id)
    if not can_read_file(request.user, signature):
        return permission_denied(request)
    try:
        content = signature.mandate_file.open("rb")
    except (ValueError, FileNotFoundError):
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=shown_name(signature.mandate_file_name), content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response
