"""Anyone checks a sealed document: by its code, by the name on it, by its file. Nothing of what they give is kept.

The forms have no token against forged requests: there is no session and no cookie here that a stranger's page could use,
and what they send changes nothing. What the answers tell is limited by core.attempts.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from http import HTTPStatus
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import attempts, seal_keys
from core.languages import current
from core.models import SealedDocument
from core.verify_forms import CodeForm, FileForm, HashForm, NameForm
from core.verifying import Answer, Shown, by_content, by_hash, find, is_named, read_code
from core.views import bad_request

View = Callable[[HttpRequest, str, SealedDocument], HttpResponse]


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where a code is typed or a file is given."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("verify:document", form.cleaned_data["code"])
    return start_page(request, form=form)


def start_page(request: HttpRequest, **context: Any) -> HttpResponse:
    return render(request, "core/verify_start.html", {"form": CodeForm(), "file_form": FileForm(), **context})


# --- By the code
def with_document(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Only for the code of a document. Whoever tries many that are none is stopped, for right ones too."""

    @wraps(view)
    @never_cache
    def wrapped(request: HttpRequest, code: str) -> HttpResponse:
        response = answered(view, request, code)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


def answered(view: View, request: HttpRequest, code: str) -> HttpResponse:
    known = read_code(code)
    if known is None:
        return unknown(request)
    if known != code:
        return redirect("verify:document", known)
    try:
        attempt = attempts.take("verify_code", request=request)
    except attempts.TooMany as refusal:
        return refused(request, refusal)
    document = find(known)
    if document is None:
        return unknown(request)
    attempt.give_back()
    return view(request, known, document)


def unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "core/verify_unknown.html", {"form": CodeForm()}, status=HTTPStatus.NOT_FOUND)


def refused(request: HttpRequest, refusal: attempts.TooMany) -> HttpResponse:
    """Costs next to nothing: whoever tries thousands must not slow down those who read."""
    response = HttpResponse(refusal_page(current(), refusal.messages[0]), status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(refusal.seconds)
    return response


@lru_cache(maxsize=64)
def refusal_page(_language: str, said: str) -> str:
    """The same for everybody. Its links to other languages lead to the start page."""
    request = HttpRequest()
    request.path = request.path_info = reverse("verify:start")
    return render_to_string("429.html", {"refusal": said}, request=request)


@require_safe
@with_document
def document(request: HttpRequest, code: str, document: SealedDocument) -> HttpResponse:
    """What a document attests, and what holds today."""
    return document_page(request, document, NameForm())


def document_page(request: HttpRequest, document: SealedDocument, form: NameForm, status: int = 200, **context: Any) -> HttpResponse:
    shown = {"shown": Shown.of(document), "form": form, "now": timezone.now(), "clean_query": ""}
    return render(request, "core/verify_document.html", shown | context, status=status)


# --- By the name on it
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@with_document
def name(request: HttpRequest, code: str, document: SealedDocument) -> HttpResponse:
    """Whether the name that was typed is the one on the paper. It stands in no address and in no answer."""
    if request.method != "POST":
        return redirect("verify:document", code)
    form = NameForm(request.POST)
    if not form.is_valid():
        return document_page(request, document, form)
    try:
        attempt = attempts.take("verify_name", request=request, key=code)
    except attempts.TooMany as refusal:
        form.add_error("name", refusal)
        return document_page(request, document, form, HTTPStatus.TOO_MANY_REQUESTS)
    matches = is_named(document, form.cleaned_data["name"])
    if matches:
        attempt.give_back()
    return document_page(request, document, NameForm(), compared="same" if matches else "other")


# --- By the file
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest) -> HttpResponse:
    """What a file is. It stays in memory for as long as the answer takes."""
    if request.method != "POST":
        return redirect("verify:start")
    try:
        attempt = attempts.take("verify_file", request=request)
    except attempts.TooMany as refusal:
        return refused(request, refusal)
    form = FileForm.read(request)
    if not form.is_valid():
        return start_page(request, file_form=form)
    answer = told(attempt, by_content(form.cleaned_data["file"].read()))
    return render(request, "core/verify_file.html", {"answer": answer, "now": timezone.now()})


@csrf_exempt
@never_cache
@require_POST
def by_fingerprint(request: HttpRequest) -> HttpResponse:
    """The same by the SHA-256 that verify.js computed: the file stays where it is. A piece of a page."""
    form = HashForm(request.POST)
    if not form.is_valid():
        return bad_request(request)
    try:
        attempt = attempts.take("verify_file", request=request)
    except attempts.TooMany as refusal:
        return render(request, "core/_verify_answer.html", {"refusal": refusal}, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer = told(attempt, by_hash(form.cleaned_data["sha256"]))
    return render(request, "core/_verify_answer.html", {"answer": answer, "now": timezone.now()})


def told(attempt: attempts.Attempt, answer: Answer) -> Answer:
    """Only files that we do not know count."""
    if answer.shown:
        attempt.give_back()
    return answer


# --- Without this portal
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """Every certificate that sealed documents of ours, for other programs."""
    pem = b"".join(certificate.public_bytes(Encoding.PEM) for certificate in seal_keys.certificates())
    return HttpResponse(
        pem, content_type="application/x-pem-file", headers={"Content-Disposition": 'attachment; filename="certificates.pem"'}
    )
