"""The forms of accounts: one address, one code, no password."""

from typing import Any

from allauth.account.forms import AddEmailForm, ConfirmEmailVerificationCodeForm, ConfirmLoginCodeForm, LoginForm
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from core.accounts import account_for
from core.forms import CodeField
from core.models import User


class AddressField(forms.EmailField):
    """An e-mail address, always from left to right, stored in small letters."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"})
        super().__init__(label=_("Email address"), widget=widget, max_length=254, **kwargs)

    def clean(self, value: Any) -> str:
        return super().clean(value).lower()


class SignInForm(LoginForm):
    """One page for all: an address that is new here gets its account with its first code, so nobody learns which ones exist."""

    user: User | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField(help_text=_("Your own, at work. We send a code there; no password is needed."))

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        self.user = self.user or account_for(self.cleaned_data["login"])
        return super().login(request, redirect_url)


class TypedCode:
    """A code as people type it: in any digits, with spaces, compared with the one sent."""

    def take_code_field(self) -> None:
        self.fields["code"] = CodeField(label=_("Code received by email"), help_text=_("Six digits. It works for 15 minutes."))  # type: ignore[attr-defined]


class SignInCodeForm(TypedCode, ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.take_code_field()


class AddressCodeForm(TypedCode, ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.take_code_field()


class ChangeAddressForm(AddEmailForm):
    """Another address for the same account; it changes when the code sent there has been typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField()
        self.fields["email"].label = _("New email address")
