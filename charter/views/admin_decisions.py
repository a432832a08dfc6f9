"""Taking a decision on a file: what it will do, said first; then done once, whoever else is at it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from charter.admin_decisions import DECISIONS, Decision, named
from charter.admin_forms import DecisionForm
from charter.dossier import told_by_mail
from charter.models import Signature
from charter.views.admin import ICON, file_of, page_of, queue_crumb
from core.admin_frame import for_secretariat
from core.models import User
from core.typing_kept import keeps_typing, kept

CONFLICT = 409


@keeps_typing
@for_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, public_id: UUID, name: str) -> HttpResponse:
    """Say what a decision does and take it when it is confirmed."""
    decision, signature = DECISIONS.get(name), file_of(public_id)
    if decision is None:
        raise Http404
    if request.method != "POST":
        typed = kept(request)
        opened = typed is not None or decision.is_open_for(signature)
        return ask(request, signature, decision, decision.form(typed)) if opened else too_late(request, signature)
    form = decision.form(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was done yet: something is missing in the form."))
        return ask(request, signature, decision, form)
    try:
        carry_out(signature, decision, by=request.user, seen=request.POST.get("seen", ""), **form.cleaned_data)
    except ValidationError as refusal:
        return refused(request, signature, decision, form, refusal)
    return done(request, signature, decision)


@transaction.atomic
def carry_out(signature: Signature, decision: Decision, *, by: Any, seen: str, **typed: Any) -> None:
    """Take the decision on the file that the person has read: refused if it has changed since."""
    current = Signature.objects.select_for_update().get(pk=signature.pk)
    if decision.is_open_for(current) and seen != state_of(current):
        raise ValidationError(_("The file has changed since you opened it. Please read it again, then confirm."), code="stale")
    decision.run(current, by=by, **typed)


def state_of(signature: Signature) -> str:
    """What a form remembers of the file it was shown with."""
    return signature.changed_at.isoformat()


def refused(request: HttpRequest, signature: Signature, decision: Decision, form: DecisionForm, refusal: ValidationError) -> HttpResponse:
    """The same page with the reason and everything that was typed; a second click of the same person is no refusal."""
    signature = file_of(signature.public_id)
    if refusal.code != "stale" and was_theirs(signature, decision, request.user):
        return done(request, signature, decision)
    form.add_error(None, refusal)
    return ask(request, signature, decision, form, CONFLICT)


def was_theirs(signature: Signature, decision: Decision, user: Any) -> bool:
    """Whether the last thing that happened to the file is this very decision, by this very person."""
    last = signature.events.order_by("-sequence").first()
    return last is not None and last.kind in decision.events and isinstance(user, User) and last.payload.get("by") == user.digest()


def ask(
    request: HttpRequest, signature: Signature, decision: Decision, form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    name = signature.local_government.display_name
    crumbs = [queue_crumb(), (reverse("signature_detail", args=[signature.public_id]), name)]
    context = {
        "signature": signature,
        "decision": decision,
        "form": form,
        "seen": state_of(signature),
        "is_open": decision.is_open_for(signature),
        "consequences": list(decision.consequences(signature)),
        "told": told_by_mail(signature, decision),
    }
    return page_of(request, "decide", str(decision.label), ICON, crumbs, status, **context)


def too_late(request: HttpRequest, signature: Signature) -> HttpResponse:
    messages.error(request, _("This file has changed meanwhile: it is now “%(status)s”.") % {"status": signature.get_status_display()})
    return redirect("signature_detail", signature.public_id)


def done(request: HttpRequest, signature: Signature, decision: Decision) -> HttpResponse:
    back = messages.button(reverse("signature_queue"), _("Back to the list"))
    messages.success(request, named(str(decision.done), signature), buttons=[back])
    return redirect("signature_detail", signature.public_id)
