"""The forms of the second step: codes of an app in any digits, recovery codes, passkeys."""

import re
from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import attempts
from core.forms import CleanCharField, CodeField, in_plain_digits

LARGEST_CREDENTIAL = 20_000  # characters


class StepCodeField(CodeField):
    """Six digits from an app, or the eight of a recovery code, in any digits, with or without spaces."""

    def to_python(self, value: Any) -> str:
        code = in_plain_digits(value)
        if code and not re.fullmatch(r"[0-9]{6}|[0-9]{8}", code):
            raise ValidationError(_("The code of an app has six digits, a recovery code eight."), code="code")
        return code


class StepCode:
    """A second step typed: wrong ones are counted for the account and for the place."""

    user: Any

    def clean_code(self) -> str:
        attempt = attempts.take("second_factor_tried", request=context.request, key=str(self.user.pk))
        code: str = super().clean_code()  # type: ignore[misc]
        attempt.give_back()
        return code


class SecondStepForm(StepCode, AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = StepCodeField(label=_("Code of your app"), help_text=_("Six digits. Or one of your recovery codes."))


class SecondStepAgainForm(StepCode, ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = StepCodeField(label=_("Code of your app"), help_text=_("Six digits. Or one of your recovery codes."))


class AppForm(StepCode, ActivateTOTPForm):
    """The first code shows that the app has understood."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(
            label=_("Code that the app shows now"), error_messages={"digits": _("The code of an app has six digits.")}
        )


class CredentialField(forms.JSONField):
    """What the browser says about a passkey: an object, never large."""

    def __init__(self) -> None:
        lost = _("The passkey was not received. Please try again.")
        super().__init__(widget=forms.HiddenInput, error_messages={"required": lost, "invalid": lost})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > LARGEST_CREDENTIAL:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        found = super().to_python(value)
        if found is not None and not isinstance(found, dict):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


def read(step: Callable[[], Any]) -> Any:
    """A step of allauth's that trusts the browser. Whatever breaks inside is a passkey that is not right."""
    try:
        return step()
    except ValidationError:
        raise
    except Exception as error:
        raise ValidationError(_("The passkey was not received. Please try again."), code="invalid") from error


class PasskeyShown:
    """A passkey presented to the portal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()  # type: ignore[attr-defined]

    def clean_credential(self) -> Any:
        attempts.take("passkey_tried", request=context.request)
        return read(super().clean_credential)  # type: ignore[misc]


class PasskeyStepForm(PasskeyShown, AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(PasskeyShown, ReauthenticateWebAuthnForm):
    pass


class PasskeySignInForm(PasskeyShown, LoginWebAuthnForm):
    pass


def name_field() -> CleanCharField:
    return CleanCharField(
        label=_("Name of this passkey"), max_length=60, help_text=_("So that you recognise it later: “My phone”, “Key on my ring”.")
    )


class PasskeyForm(AddWebAuthnForm):
    """A new passkey, which opens the account alone: it asks for a finger, a face or a PIN itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"name": name_field(), "credential": CredentialField()}
        self.fields["name"].required = False

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        found: dict[str, Any] = read(super().clean)
        return found


class PasskeyNameForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = name_field()
