"""The addresses of experiences that are no pages: the feed, side by side, on paper, and the form that writes to those who did it."""

import logging
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core import attempts
from core.typesetting import TypesettingError
from network.experiences.addressees import Addressees, addressees
from network.experiences.comparison import Comparison
from network.experiences.contact import write
from network.experiences.feed import as_atom
from network.experiences.finding import published, published_list, published_page
from network.experiences.forms import ContactForm
from network.experiences.listing import Listing
from network.experiences.paper import file_name, paper_of
from network.models import ExperiencePage, Term

logger = logging.getLogger("portal.experiences")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What was published or changed last, with the filters of the list."""
    published_list()
    listing = Listing(published(), Term.objects.all(), request.GET)
    return HttpResponse(as_atom(listing), content_type="application/atom+xml; charset=utf-8")


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """`?with=…&with=…`: two or three experiences; with fewer or more, how to choose them. Unknown ones are left out."""
    comparison = Comparison(published(), request.GET.getlist("with"))
    return render(request, "network/experience_compare.html", {"comparison": comparison, "clean_query": comparison.query})


# --- On paper
@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The page as a PDF, in the reader's language."""
    page = published_page(slug)
    try:
        content = paper_of(page)
    except TypesettingError:
        logger.exception("An experience could not be typeset: %s", page.pk)
        return render(request, "network/experience_no_paper.html", {"experience": page}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(page)}"'
    response["X-Robots-Tag"] = "noindex"
    return response


# --- To those who did it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    page = published_page(slug)
    found = addressees(page)
    if not found:
        raise Http404
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return contact_page(request, page, form, found)
    try:
        attempts.take("experience_contact", request=request, key=form.cleaned_data["email"])
        write(page, **form.cleaned_data)
    except attempts.TooMany as refusal:
        form.add_error(None, refusal)
        return contact_page(request, page, form, found, HTTPStatus.TOO_MANY_REQUESTS)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return contact_page(request, page, form, found, HTTPStatus.CONFLICT)
    return redirect("experiences:contact_sent", slug)


def contact_page(
    request: HttpRequest, page: ExperiencePage, form: ContactForm, found: Addressees, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {"experience": page, "form": form, "kind": found.kind, "clean_query": ""}
    return render(request, "network/experience_contact.html", context, status=status)


@require_safe
def contact_sent(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "network/experience_contact_sent.html", {"experience": published_page(slug), "clean_query": ""})
