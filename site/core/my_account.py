"""One's own account: name and language, ways to sign in, sessions, a copy of one's data, closing it."""

import json
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import attempts, closing, passwords, personal_data, second_factor, sessions
from core.account_forms import DetailsForm, NewPasswordForm
from core.typing_kept import SignedInRequest, kept, signed_in

reads_or_posts = require_http_methods(["GET", "HEAD", "POST"])


def ways_in(request: SignedInRequest) -> dict[str, Any]:
    """How this account can be opened."""
    found = Authenticator.objects.filter(user=request.user).order_by("created_at", "pk")
    of_kind: dict[str, list[Authenticator]] = {}
    for authenticator in found:
        of_kind.setdefault(authenticator.type, []).append(authenticator)
    codes = of_kind.get(Authenticator.Type.RECOVERY_CODES, [])
    return {
        "app": next(iter(of_kind.get(Authenticator.Type.TOTP, [])), None),
        "passkeys": of_kind.get(Authenticator.Type.WEBAUTHN, []),
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else 0,
        "second_step_required": second_factor.is_required(request.user),
    }


@signed_in
@require_GET
def overview(request: SignedInRequest) -> HttpResponse:
    context = {"sessions": sessions.of(request.user), **ways_in(request)}
    context["new_address"] = EmailAddress.objects.get_new(request.user)
    return render(request, "account/overview.html", context)


@signed_in
@reads_or_posts
def details(request: SignedInRequest) -> HttpResponse:
    typed = request.POST if request.method == "POST" else kept(request)
    form = DetailsForm(typed, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("account")
    return render(request, "account/details.html", {"form": form})


@signed_in
@require_GET
def security(request: SignedInRequest) -> HttpResponse:
    return render(request, "account/security.html", ways_in(request))


@signed_in
@reads_or_posts
def password(request: SignedInRequest) -> HttpResponse:
    """Set, change or remove the password. Whoever forgot it signs in with a code and sets another."""
    if request.method != "POST":
        return render(request, "account/password.html", {"form": NewPasswordForm(user=request.user)})
    if "remove" in request.POST:
        passwords.remove(request)
        messages.success(request, _("Your password is removed. You sign in with a code or a passkey."))
        return redirect("mfa_index")
    form = NewPasswordForm(request.POST, user=request.user)
    if not form.is_valid():
        return render(request, "account/password.html", {"form": form})
    try:
        passwords.set_new(request, form.cleaned_data["password"])
    except attempts.TooMany as refusal:
        form.add_error(None, refusal)
        return render(request, "account/password.html", {"form": form})
    messages.success(request, _("Your password is set. Your other sessions have ended."))
    return redirect("mfa_index")


@signed_in
@reads_or_posts
def sessions_page(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        shown = {"sessions": sessions.of(request.user), "this_key": request.session.session_key}
        return render(request, "account/sessions.html", shown)
    if "others" in request.POST:
        sessions.end_all(request.user, but=request.session.session_key)
        messages.success(request, _("All other sessions have ended."))
    elif sessions.end(request.user, request.POST.get("session", "")):
        messages.success(request, _("This session has ended."))
    else:
        messages.warning(request, _("This session had ended already."))
    return redirect("account_sessions")


@signed_in
@require_GET
def data(request: SignedInRequest) -> HttpResponse:
    """Everything the portal keeps about this person, as a file."""
    text = json.dumps(personal_data.of(request.user), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@signed_in
@reads_or_posts
def close(request: SignedInRequest) -> HttpResponse:
    """What closing means, what stands in its way, and the button."""
    if request.method == "POST" and request.POST.get("sure"):
        try:
            closing.close(request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect("account_close")
        logout(request)
        messages.success(request, _("Your account is closed and its data erased."))
        return redirect("account_login")
    context = {"refusals": closing.refusals(request.user), "unsure": request.method == "POST"}
    return render(request, "account/close.html", context)
