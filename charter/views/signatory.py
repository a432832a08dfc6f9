"""The signatory's page: opened by a link in their own mailbox, without an account. Opening it changes nothing."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from charter import actions
from charter.enums import Side
from charter.forms.signing import RemarkForm, SignForm
from charter.masking import masked
from charter.models import SigningLink
from charter.reading import Reading
from core import attempts

View = Callable[[HttpRequest, str, SigningLink], HttpResponse]
MOST_TICKS = 20


def with_link(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Only for a link that can still be used; any other gets a page that says what became of it."""

    @never_cache
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        link = actions.link_for(token)
        state = state_of(link)
        response = view(request, token, link) if link and state == "open" else closed(request, link, state)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


def state_of(link: SigningLink | None) -> str:
    """Whether a link is `open`, or why it can no longer be used."""
    if link is None:
        return "unknown"
    if link.used_at:
        return "signed"
    if link.cancelled_at:
        remarks = link.signature.notes.filter(side=Side.SIGNATORY, at__gte=link.created_at, at__lte=link.cancelled_at)
        return "sent_back" if remarks.exists() else "cancelled"
    if not link.is_active:
        return "expired"
    return "open" if link.signature.is_open else "cancelled"


def closed(request: HttpRequest, link: SigningLink | None, state: str) -> HttpResponse:
    status = {"unknown": HTTPStatus.NOT_FOUND, "cancelled": HTTPStatus.GONE, "expired": HTTPStatus.GONE}.get(state, HTTPStatus.OK)
    context = {"state": state, "link": link, "signature": link.signature if link else None}
    return render(request, "charter/signing_closed.html", context, status=status)


@with_link
def signing(request: HttpRequest, token: str, link: SigningLink) -> HttpResponse:
    """What is signed, by whom and for whom; the declarations; the code; the button that signs."""
    ticks = f"ticked {link.pk}"
    form = SignForm(request.POST if request.method == "POST" else None, signature=link.signature, ticked=request.session.get(ticks, ()))
    if request.method == "POST" and form.is_valid():
        try:
            attempts.take("signing_code_typed", request=request)
            actions.sign(link, code=form.cleaned_data["code"], declared=form.cleaned_data["declared"])
        except attempts.TooMany as refusal:
            form.add_error("code", refusal)
        except ValidationError as refusal:
            if refusal.code not in ("code", "declared"):  # signed, changed or withdrawn meanwhile: the page says so
                return redirect("charter:signing", token)
            form.add_error(refusal.code, refusal)
            link.refresh_from_db(fields=["tries", "code_hash"])
        else:
            request.session.pop(ticks, None)
            return redirect("charter:signing", token)
    if form.errors and not link.has_live_code:
        form.code_is_over()
    return render(request, "charter/signing.html", signing_context(token, link, form))


def signing_context(token: str, link: SigningLink, form: SignForm) -> dict[str, Any]:
    signature = link.signature
    prefetch_related_objects([signature.version], "texts", "articles")
    return {
        "form": form,
        "token": token,
        "link": link,
        "signature": signature,
        "person": signature.signatory,
        "address": masked(signature.signatory.email),
        "reading": Reading.of(signature.version, signature.text.language if signature.text else ""),
    }


@with_link
def signing_code(request: HttpRequest, token: str, link: SigningLink) -> HttpResponse:
    """Send the code; what was ticked stays ticked."""
    page = redirect("charter:signing", token)
    if request.method != "POST":
        return page
    request.session[f"ticked {link.pk}"] = [code[:50] for code in request.POST.getlist("declared")[:MOST_TICKS]]
    try:
        attempts.take("signing_code_asked", request=request)
        actions.send_code(link)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return page
    messages.success(
        request,
        _("A code was sent to %(address)s. It arrives within a minute or two.") % {"address": masked(link.signature.signatory.email)},
    )
    page["Location"] += "#sign"
    return page


@with_link
def signing_remark(request: HttpRequest, token: str, link: SigningLink) -> HttpResponse:
    """Send the file back to the person who prepared it."""
    form = RemarkForm(request.POST if request.method == "POST" else None, initial={"why": request.GET.get("why", "")})
    if request.method == "POST" and form.is_valid():
        preparer = link.signature.prepared_by
        try:
            actions.send_back(link, remark=form.in_words(preparer.language if preparer else link.signature.signatory.language))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("charter:signing", token)
    return render(request, "charter/signing_remark.html", {"form": form, "token": token, "signature": link.signature})
