"""Which local government signs: finding it, adding it, asking to represent it, opening its file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from charter import actions
from charter.finding import find, represented_by, standing_of
from charter.forms.finding import AddForm, AskForm, FindForm
from charter.models import CharterVersion, Signature
from charter.steps import next_address
from charter.views.files import sent
from core.models import User
from core.typing_kept import SignedInRequest, signed_in
from network.actions import add_local_government, request_representation
from network.duplicates import known_to
from network.models import LocalGovernment
from network.permissions import can_prepare_file


def known(user: User, slug: str) -> LocalGovernment:
    """A local government that the user may know of; 404 for any other."""
    local_government = known_to(user, LocalGovernment.objects.filter(slug=slug)).first()
    if local_government is None:
        raise Http404
    return local_government


@signed_in
@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    """A box for a name, those that have it, and what can be done with each."""
    form = FindForm(request.GET if "q" in request.GET else None)
    query = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    context = {
        "form": form,
        "query": query,
        "findings": find(request.user, query) if query else None,
        "mine": represented_by(request.user),
        "version": CharterVersion.objects.in_force(),
    }
    return render(request, "charter/sign_find.html", context)


@signed_in
def add(request: SignedInRequest) -> HttpResponse:
    """Add a local government that is not in the list, and open its file."""
    form = AddForm(sent(request), user=request.user, name=request.GET.get("name", "")[:200])
    if request.method == "POST" and form.is_valid():
        try:
            signature = added(form, request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            return redirect(next_address(signature))
    duplicates = standing_of(request.user, form.duplicates) if form.is_bound else []
    return render(request, "charter/sign_add.html", {"form": form, "duplicates": duplicates})


@transaction.atomic
def added(form: AddForm, user: User) -> Signature:
    """The new record and its file: both, or none when there is nothing to sign."""
    values = form.cleaned_data
    local_government = add_local_government(
        by=user,
        name=values["name"],
        name_local_language=values["tongue"],
        level=values["level"],
        country=values["country"],
        website=values["website"],
    )
    return actions.start(local_government, by=user)


@signed_in
def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask the secretariat to be recognised as a representative."""
    local_government = known(request.user, slug)
    standing = standing_of(request.user, [local_government])[0]
    form = AskForm(sent(request))
    if request.method == "POST" and standing.can_ask and form.is_valid():
        try:
            request_representation(local_government, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Your request was sent. The secretariat answers by mail, usually within ten working days."))
            return redirect("space")
    return render(request, "charter/sign_ask.html", {"form": form, "standing": standing})


@signed_in
def begin(request: SignedInRequest, slug: str) -> HttpResponse:
    """Open the file of a local government for which the user prepares it, or the one that is there."""
    local_government = known(request.user, slug)
    if not can_prepare_file(request.user, local_government):
        raise Http404
    if request.method != "POST":
        return redirect("charter:sign_find")
    try:
        signature = actions.start(local_government, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("charter:sign_find")
    return redirect(next_address(signature) if signature.is_open else signature.get_file_url())
