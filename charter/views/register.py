"""The public register: the list, each entry, and the same as files."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from charter import feeds
from charter.entries import Entry
from charter.models import Signature
from charter.register import Filters, Register
from network.models import ProfilePage


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Everything ever accepted, filtered and counted."""
    asked = Register(Filters.read(request.GET), request.GET.get("page", "1"))
    return render(request, "charter/register_list.html", {"register": asked, "clean_query": asked.query})


@require_safe
def register_entry(request: HttpRequest, reference: str) -> HttpResponse:
    """One signature: who, by what decision, what became of it, and how anybody can check."""
    pages = ProfilePage.objects.readable().filter(local_government=OuterRef("local_government"))
    related = ("local_government", "version", "text", "signatory")
    known = Signature.objects.in_register().select_related(*related).annotate(has_profile=Exists(pages))
    signature = known.filter(reference__iexact=reference).first() if len(reference) <= 30 else None
    if signature is None:
        raise Http404
    if signature.reference != reference:
        return redirect(signature, permanent=True)
    return render(request, "charter/register_entry.html", {"entry": Entry(signature)})


@require_safe
def register_csv(request: HttpRequest) -> HttpResponseBase:
    return file(request, "csv", feeds.as_csv, "text/csv", name="register.csv")


@require_safe
def register_json(request: HttpRequest) -> HttpResponseBase:
    return file(request, "json", feeds.as_json, "application/json")


@require_safe
def register_atom(request: HttpRequest) -> HttpResponseBase:
    return file(request, "atom", feeds.as_atom, "application/atom+xml")


def file(request: HttpRequest, kind: str, make: Callable[[Filters], str], content_type: str, name: str = "") -> HttpResponseBase:
    """The register in another form; not even made for who has it already."""
    filters = Filters.read(request.GET)
    etag = feeds.etag(filters, kind)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(make(filters), content_type=f"{content_type}; charset=utf-8")
        if name:
            response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = etag
    return response
