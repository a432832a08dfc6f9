"""The addresses of accounts: those of allauth that a portal without passwords needs, under their own names."""

from collections.abc import Callable

from allauth.account import views
from allauth.account.utils import passthrough_next_redirect_url
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.generic import RedirectView

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


to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("login/", remembering(views.login), name="account_login"),
    path("login/code/", to_sign_in, name="account_request_login_code"),
    path("login/code/confirm/", remembering(views.confirm_login_code), name="account_confirm_login_code"),
    path("signup/", to_sign_in, name="account_signup"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("email/", views.email, name="account_email"),
    path("confirm-email/", views.email_verification_sent, name="account_email_verification_sent"),
]
