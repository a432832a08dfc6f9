"""The addresses of accounts: allauth's, those it lacks, and one's own account."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp.views import deactivate_totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from core import account_views as ours
from core import my_account
from core.account_views import limited, remembering
from core.reauthentication import fresh

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_security = RedirectView.as_view(pattern_name="mfa_index")

entrance: list[URLPattern] = [
    path("login/", limited("sign_in")(remembering(views.login)), name="account_login"),
    path("login/code/", to_sign_in, name="account_request_login_code"),
    path("login/code/confirm/", remembering(ours.SignInCodeView.as_view()), name="account_confirm_login_code"),
    path("login/password/", limited("sign_in")(ours.PasswordSignInView.as_view()), name="account_login_password"),
    path("login/passkey/", never_cache(ours.PasskeySignInView.as_view()), name="mfa_login_webauthn"),
    path("login/second-step/", remembering(mfa.authenticate), name="mfa_authenticate"),
    path("signup/", to_sign_in, name="account_signup"),
    path("logout/", never_cache(views.logout), name="account_logout"),
    path("inactive/", never_cache(views.account_inactive), name="account_inactive"),
]
again: list[URLPattern] = [
    path("again/password/", never_cache(views.reauthenticate), name="account_reauthenticate"),
    path("again/code/", ours.reauthenticate_by_code, name="account_reauthenticate_code"),
    path("again/app/", never_cache(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("again/passkey/", never_cache(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
]
account: list[URLPattern] = [
    path("", my_account.overview, name="account"),
    path("details/", my_account.details, name="account_details"),
    path("email/", never_cache(fresh(ours.AddressView.as_view())), name="account_email"),
    path("confirm-email/", never_cache(ours.AddressCodeView.as_view()), name="account_email_verification_sent"),
    path("sessions/", my_account.sessions_page, name="account_sessions"),
    path("data/", fresh(my_account.data), name="account_data"),
    path("close/", fresh(my_account.close), name="account_close"),
]
security: list[URLPattern] = [
    path("security/", my_account.security, name="mfa_index"),
    path("security/needed/", ours.second_factor_needed, name="second_factor_needed"),
    path("security/password/", fresh(my_account.password), name="account_password"),
    path("security/app/", never_cache(fresh(ours.AppView.as_view())), name="mfa_activate_totp"),
    path("security/app/remove/", never_cache(deactivate_totp), name="mfa_deactivate_totp"),
    path("security/passkeys/", to_security, name="mfa_list_webauthn"),
    path("security/passkeys/add/", never_cache(fresh(ours.PasskeyView.as_view())), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/", never_cache(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", never_cache(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("security/recovery-codes/", never_cache(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("security/recovery-codes/new/", never_cache(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("security/recovery-codes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
urlpatterns: list[URLPattern] = [*entrance, *again, *account, *security]
