"""The editors' list of PDFs: which were read for the search, which could not be and why, and the button to try again."""

from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from core.admin_frame import View, framed, paginated
from core.models import User
from core.views import permission_denied
from network.library.texts import try_again
from network.library_enums import TextState
from network.models import DocumentText
from network.permissions import can_have_pdfs_read

ICON = "doc-full"


@dataclass(frozen=True)
class Pile:
    name: str
    label: str | Promise
    which: Q


PILES = {
    pile.name: pile
    for pile in (
        Pile("failed", gettext_lazy("Could not be read"), Q(state=TextState.FAILED)),
        Pile("empty", gettext_lazy("Hold pictures only"), Q(state=TextState.EMPTY)),
        Pile("waiting", gettext_lazy("To be read"), Q(state=TextState.WAITING)),
        Pile("read", gettext_lazy("Read"), Q(state=TextState.READ)),
    )
}


def for_readers(view: View) -> View:
    """Only for those who look after the documents; others of the admin get a plain 403."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return view(request, *args, **kwargs) if can_have_pdfs_read(request.user) else permission_denied(request)

    return wrapped


@for_readers
@require_safe
def pdf_texts(request: HttpRequest) -> HttpResponse:
    """One pile after the other; what could not be read comes first."""
    pile = PILES.get(request.GET.get("show", ""), PILES["failed"])
    found = DocumentText.objects.filter(pile.which).select_related("document").defer("text", "folded")
    context = {"pile": pile, "piles": PILES.values(), **paginated(request, found)}
    return framed(request, "network/admin/pdf_texts.html", title=_("Texts of PDFs"), icon=ICON, crumbs=[], **context)


@for_readers
@require_POST
def pdf_text_again(request: HttpRequest, pk: int) -> HttpResponse:
    text = get_object_or_404(DocumentText.objects.defer("text", "folded"), pk=pk)
    user = request.user
    if not isinstance(user, User):
        return permission_denied(request)
    try:
        try_again(text, by=user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("“%(title)s” is read again within a minute.") % {"title": text.document.title})
    return redirect("pdf_texts")


class TextsMenuItem(MenuItem):
    """Among Wagtail's reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_have_pdfs_read(request.user)


def menu_item() -> MenuItem:
    return TextsMenuItem(gettext_lazy("Texts of PDFs"), reverse("pdf_texts"), name="pdf-texts", icon_name=ICON, order=900)


urlpatterns: list[URLPattern] = [
    path("pdf-texts/", pdf_texts, name="pdf_texts"),
    path("pdf-texts/<int:pk>/again/", pdf_text_again, name="pdf_text_again"),
]
