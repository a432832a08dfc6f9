"""The pages of signing in: allauth's, with our limits, and what it lacks."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.account import views
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core import attempts, reauthentication, second_factor, sessions
from core.account_forms import PasswordSignInForm, PlainCodeForm
from core.typing_kept import SignedInRequest, signed_in

View = Callable[[HttpRequest], HttpResponse]

ENTRANCE = ("account_login", "account_request_login_code", "account_confirm_login_code")


def remembering(view: View) -> View:
    """Remember where a visitor was going, which allauth forgets when it sends them to another step, and say why they are there."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = view(request)
        if isinstance(response, HttpResponseRedirect) and response.url in {reverse(name) for name in ENTRANCE}:
            response["Location"] = passthrough_next_redirect_url(request, response.url, REDIRECT_FIELD_NAME)
            if "code" in request.POST and not len(messages.get_messages(request)):
                messages.warning(request, _("This code no longer works. Ask for a new one."))
        return response

    return handle


def limited(action: str) -> Callable[[View], View]:
    """A page whose forms may be sent only so often from one place."""

    def decorate(view: View) -> View:
        def handle(request: HttpRequest) -> HttpResponse:
            if request.method == "POST":
                try:
                    attempts.take(action, request=request)
                except attempts.TooMany as refusal:
                    return too_often(request, refusal)
            return view(request)

        return handle

    return decorate


def too_often(request: HttpRequest, refusal: attempts.TooMany) -> HttpResponse:
    """The page that says how long to wait."""
    answer = render(request, "429.html", {"status": 429, "refusal": refusal.messages[0]}, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(refusal.seconds)
    return answer


class CodeSent:
    """What the two pages for typing a code share: new codes are counted, and a code that was tried too often ends."""

    request: HttpRequest
    _process: Any

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        try:
            attempts.take("code_asked", request=self.request, key=self._process.state["email"])
        except attempts.TooMany as refusal:
            messages.warning(self.request, refusal.messages[0])
            return HttpResponseRedirect(self.request.get_full_path())
        answer: HttpResponse = super()._resend_form_valid(form)  # type: ignore[misc]
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        if not getattr(form, "tries_left", 1):
            self._process.state["failed_attempts"] = self._process.max_attempts
        answer: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        return answer


class SignInCodeView(CodeSent, views.ConfirmLoginCodeView):
    pass


class AddressCodeView(CodeSent, views.ConfirmEmailVerificationCodeView):
    pass


class AddressView(views.EmailView):
    """One address an account, which is only ever replaced."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().post(request, *args, **kwargs) if "action_add" in request.POST else redirect("account_email")
        return answer


class PasswordSignInView(views.LoginView):
    """The quiet second way in."""

    template_name = "account/login_password.html"

    def get_form_class(self) -> type[PasswordSignInForm]:
        return PasswordSignInForm


class PasskeySignInView(LoginWebAuthnView):
    def form_invalid(self, form: Any) -> HttpResponse:
        for error in form.errors.get("credential", []):
            messages.error(self.request, error)
        return HttpResponseRedirect(passthrough_next_redirect_url(self.request, reverse("account_login"), REDIRECT_FIELD_NAME))


class AppView(ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        second_step_taken(self.request, Authenticator.Type.TOTP)
        return answer


class PasskeyView(AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A new passkey asks for a finger, a face or a PIN, so that it opens the account alone."""
        context = super().get_context_data(**kwargs)
        return context | {"js_data": {"creation_options": begin_registration(self.request.user, True)}}

    def get_initial(self) -> dict[str, Any]:
        agent = self.request.headers.get("User-Agent", "")
        parts = (sessions.name_in(agent, sessions.BROWSERS), sessions.name_in(agent, sessions.SYSTEMS))
        return {"name": ", ".join(filter(None, parts)) or _("Passkey")}

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        second_step_taken(self.request, Authenticator.Type.WEBAUTHN)
        return answer


def second_step_taken(request: HttpRequest, kind: str) -> None:
    """Whoever has just set one up has shown it."""
    record_authentication(request, request.user, "mfa", type=kind, reauthenticated=True)


@signed_in
def reauthenticate_by_code(request: SignedInRequest) -> HttpResponse:
    """A code to the account's own address: for those who have neither password nor second step at hand."""
    if not reauthentication.by_code(request.user):
        return redirect(passthrough_next_redirect_url(request, reverse("mfa_reauthenticate"), REDIRECT_FIELD_NAME))
    code = reauthentication.waiting_code(request)
    form = PlainCodeForm(request.POST if request.method == "POST" and "code" in request.POST else None, code=code)
    if request.method == "POST" and "code" not in request.POST:
        return send_code(request)
    if form.is_bound and form.is_valid():
        reauthentication.conclude(request)
        onward = get_next_redirect_url(request) or reverse("account")
        return resume_request(request) or redirect(onward)
    others = [way for way in get_adapter(request).get_reauthentication_methods(request.user) if way["id"] != "code"]
    ways = [way | {"url": passthrough_next_redirect_url(request, way["url"], REDIRECT_FIELD_NAME)} for way in others]
    context = {"form": form, "sent": bool(code), "reauthentication_alternatives": ways}
    return render(request, "account/reauthenticate_code.html", context)


def send_code(request: SignedInRequest) -> HttpResponse:
    try:
        reauthentication.send_code(request)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    return redirect(request.get_full_path())


@signed_in
def second_factor_needed(request: SignedInRequest) -> HttpResponse:
    """Why the administration did not open, and the way in."""
    onward = get_next_redirect_url(request) or reverse("wagtailadmin_home")
    if not second_factor.is_required(request.user) or second_factor.was_taken(request):
        return redirect(onward)
    if not second_factor.has_one(request.user):
        return render(request, "account/second_factor_needed.html")
    name = "mfa_reauthenticate" if second_factor.has_app(request.user) else "mfa_reauthenticate_webauthn"
    return redirect(passthrough_next_redirect_url(request, reverse(name), REDIRECT_FIELD_NAME))
