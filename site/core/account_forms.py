"""The forms of accounts: one address, one code; a password for those who set one."""

from typing import Any

from allauth.account.forms import AddEmailForm, ConfirmEmailVerificationCodeForm, ConfirmLoginCodeForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from core import attempts
from core.accounts import account_for
from core.forms import CleanCharField, CodeField
from core.models import User

LONGEST_PASSWORD = 300  # hashing more would only cost time


class AddressField(forms.EmailField):
    """An e-mail address, always from left to right, stored in small letters."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"})
        super().__init__(label=_("Email address"), widget=widget, max_length=254, **kwargs)

    def clean(self, value: Any) -> str:
        return super().clean(value).lower()


class PasswordField(forms.CharField):
    """A password, as typed: spaces count, nothing is cut off."""

    def __init__(self, *, new: bool = False, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password", "dir": "ltr"})
        super().__init__(strip=False, max_length=LONGEST_PASSWORD, widget=widget, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without `maxlength`: a browser would cut what is pasted, without saying so."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class SignInForm(LoginForm):
    """One page for all: an address that is new here gets its account with its first code, so nobody learns which ones exist."""

    user: User | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField(help_text=_("Your own, at work. We send a code there; no password is needed."))

    def clean_login(self) -> str:
        address = super().clean_login()
        attempts.take("code_asked", request=context.request, key=address)
        return address

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        self.user = self.user or account_for(self.cleaned_data["login"])
        return super().login(request, redirect_url)


class PasswordSignInForm(LoginForm):
    """The quiet second way in. Says the same for a wrong password, an account without one, and an address without account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"login": AddressField(), "password": PasswordField(label=_("Password"))}


class TypedCode:
    """A code as people type it: in any digits, with spaces, compared with the one sent. Each try at one code is counted."""

    expected_code: str
    tries_left: int = 1

    def take_code_field(self) -> None:
        self.fields["code"] = CodeField(label=_("Code received by email"), help_text=_("Six digits. It works for 15 minutes."))  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        request = context.request
        try:
            attempt = attempts.take("code_typed", request=request, key=f"{request.session.session_key} {self.expected_code}")
        except attempts.TooMany:
            self.tries_left = 0
            raise
        self.tries_left = attempt.left
        code: str = super().clean_code()  # type: ignore[misc]
        attempt.give_back()
        return code


class SignInCodeForm(TypedCode, ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.take_code_field()


class AddressCodeForm(TypedCode, ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.take_code_field()


class PlainCodeForm(TypedCode, ConfirmLoginCodeForm):
    """The code that shows that the person at the keyboard is still the one who signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.take_code_field()

    def clean_code(self) -> str:
        code = super().clean_code()
        if not self.expected_code or not compare_user_code(actual=code, expected=self.expected_code):
            raise ValidationError(_("This code no longer works. Ask for a new one."), code="incorrect_code")
        return code


class ChangeAddressForm(AddEmailForm):
    """Another address for the same account; it changes when the code sent there has been typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField()
        self.fields["email"].label = _("New email address")

    def clean_email(self) -> str:
        address: str = super().clean_email()
        attempts.take("account_changed", key=str(self.user.pk))
        attempts.take("code_asked", request=context.request, key=address)
        return address


class PasswordAgainForm(ReauthenticateForm):
    """The password, to show that the person at the keyboard is still the one who signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = PasswordField(label=_("Password"))


class NewPasswordForm(forms.Form):
    """A password, typed twice. The rules are Django's, in settings.AUTH_PASSWORD_VALIDATORS."""

    password = PasswordField(new=True, label=_("New password"))
    again = PasswordField(new=True, label=_("The same password again"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = _("At least 12 characters. Several words in a row are easy to keep in mind and hard to guess.")

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("The two are not the same. Type both again."), code="different")
        return again


class DetailsForm(forms.ModelForm[User]):
    """The name that others see, and the language of our mails."""

    first_name = CleanCharField(label=_("First name"), max_length=150, required=False)
    last_name = CleanCharField(label=_("Last name"), max_length=150, required=False)

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in (("first_name", "given-name"), ("last_name", "family-name")):
            self.fields[name].widget.attrs.update(autocomplete=kind, dir="auto")
        self.fields["language"] = forms.ChoiceField(label=_("We write to you in"), choices=settings.LANGUAGES)
