"""The steps of a file. Each can be left unfinished and taken up again as it was typed."""

import datetime
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter import actions
from charter.enums import Capacity, MandateKind, MandateState
from charter.models import Signature
from core.forms import CleanCharField, DayField
from core.languages import current
from core.models import User
from core.uploads import checked_pdf, shown_name

EARLIEST_DECISION = datetime.date(1990, 1, 1)  # an older one is a slip in the year
LONGEST_WAIT = timedelta(days=366)
LONGEST_KEPT = 20_000  # characters of one field that is not right yet


def one_of(choices: Any, missing: Any, **kwargs: Any) -> forms.ChoiceField:
    """A list to choose one from, all of it visible."""
    messages = {"required": missing, "invalid_choice": missing}
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=messages, **kwargs)


def pdf_field(**kwargs: Any) -> forms.FileField:
    """A PDF; whether it is one, and harmless, is for `checked` to say."""
    return forms.FileField(allow_empty_file=True, widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}), **kwargs)


def checked(upload: Any) -> tuple[bytes, str, str] | None:
    """Content, SHA-256 and shown name of an uploaded PDF; None when no file came. Raises ValidationError."""
    return (*checked_pdf(upload), shown_name(upload.name)) if upload else None


def as_typed(typed: dict[str, list[str]]) -> QueryDict:
    """What was kept of a step, as if it had just been sent."""
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data


class StepForm(forms.Form):
    """One step of a file: opens with what is saved, or with what was typed."""

    step: ClassVar[str]

    def __init__(self, data: QueryDict | None = None, files: Any = None, *, signature: Signature) -> None:
        self.signature = signature
        super().__init__(data, files, initial=self.saved())

    def saved(self) -> dict[str, Any]:
        """What the file already says of this step."""
        raise NotImplementedError

    def store(self, by: User) -> Signature:
        """Put the step in the file."""
        raise NotImplementedError

    def save(self, by: User) -> Signature:
        """Put the step in the file, unless it says so already: that would stop a link that was sent."""
        return self.store(by) if self.has_changed() or self.step in self.signature.typed else self.signature

    def keep(self, by: User) -> None:
        """Keep the step as it was typed, right or not; a step that nobody touched stays as it was."""
        if self.has_changed() or self.step in self.signature.typed:
            actions.keep_typed(self.signature, self.step, self.typed)
            self.signature.refresh_from_db(fields=["typed", "changed_at"])

    @property
    def typed(self) -> dict[str, list[str]]:
        data = self.data if isinstance(self.data, QueryDict) else QueryDict()
        return {
            name: [value.replace("\x00", "")[:LONGEST_KEPT] for value in data.getlist(name)[:1]] for name in self.fields if name in data
        }

    def pardon_empty(self) -> None:
        """Say nothing of what is still empty: the step was left to be finished later."""
        for name, errors in list(self.errors.as_data().items()):
            if all(error.code == "required" for error in errors):
                del self.errors[name]


class MandateForm(StepForm):
    """The decision that allows the signature, or the day by which it will be taken."""

    step = "mandate"
    asked_when: ClassVar = dict.fromkeys(("date", "reference", "file"), MandateState.DECIDED) | {"until": MandateState.PENDING}
    good_file: tuple[bytes, str, str] | None = None
    state = one_of(MandateState.choices, _("Say whether the decision has been taken."), label=_("Has the decision been taken?"))
    kind = one_of(MandateKind.choices, _("Choose the kind of decision."), label=_("What kind of decision is it?"))
    date = DayField(label=_("Date of the decision"), error_messages={"required": _("Write the date of the decision.")})
    reference = CleanCharField(
        label=_("Reference of the decision"),
        help_text=_("Its number in your register of decisions, for example 2026-014."),
        max_length=100,
        required=False,
    )
    file = pdf_field(
        label=_("The decision, as a PDF"),
        help_text=_("A scan will do. Only the secretariat and your local government see it."),
        error_messages={"required": _("Add the decision as a PDF.")},
    )
    until = DayField(
        label=_("The decision is expected by"),
        help_text=_("At the latest one year from now. You send it when it is taken."),
        error_messages={"required": _("Write the day by which the decision is expected.")},
    )

    def __init__(self, data: QueryDict | None = None, files: Any = None, *, signature: Signature) -> None:
        super().__init__(data, files, signature=signature)
        self.fields["file"].required = not signature.mandate_file

    def saved(self) -> dict[str, Any]:
        file = self.signature
        return {
            "state": file.mandate_state,
            "kind": file.mandate_kind,
            "date": file.mandate_date,
            "reference": file.mandate_reference,
            "until": file.mandate_until,
        }

    def clean_file(self) -> tuple[bytes, str, str] | None:
        self.good_file = checked(self.cleaned_data.get("file"))
        return self.good_file

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name, state in self.asked_when.items():
            if values.get("state") != state:  # whatever stands in the other case does not matter
                self.errors.pop(name, None)
                values[name] = None
        refuse_odd_date(self, values)
        until, today = values.get("until"), timezone.localdate()
        if until and not today < until <= today + LONGEST_WAIT:
            self.add_error("until", _("This day must be in the future, at most one year from now."))
        if values.get("state") == MandateState.PENDING and values.get("kind") == MandateKind.DELEGATION:
            self.add_error("kind", _("A standing delegation exists already: say that the decision has been taken, and add it."))
        return values

    def store(self, by: User) -> Signature:
        values = self.cleaned_data
        return actions.save_mandate(
            self.signature,
            by=by,
            state=values["state"],
            kind=values["kind"],
            date=values["date"],
            reference=values["reference"] or "",
            until=values["until"],
            file=values["file"],
        )

    def keep(self, by: User) -> None:
        """A good file is kept although something else is wrong: nobody should have to choose it twice."""
        if self.good_file:
            self.signature = actions.keep_file(self.signature, by=by, file=self.good_file)
        super().keep(by)


def refuse_odd_date(form: forms.Form, values: dict[str, Any]) -> None:
    """A decision lies in the past, and not in another century."""
    date = values.get("date")
    if date and date > timezone.localdate():
        form.add_error("date", _("This date is in the future. A decision that is still to be taken is pending."))
    elif date and date < EARLIEST_DECISION:
        form.add_error("date", _("Check the year of the decision."))


class TextForm(StepForm):
    """The language, hence the exact text, that will be signed: the one that is shown with the form."""

    step = "text"
    language = forms.ChoiceField(
        label=_("Language of the text"),
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose the language in which the charter will be signed.")),
    )

    def __init__(self, data: QueryDict | None = None, files: Any = None, *, signature: Signature) -> None:
        super().__init__(data, files, signature=signature)
        field = self.fields["language"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(text.language, text.get_language_display()) for text in signature.version.texts.all()]

    def saved(self) -> dict[str, Any]:
        return {"language": self.signature.text.language if self.signature.text else ""}

    def store(self, by: User) -> Signature:
        return actions.save_text(self.signature, by=by, language=self.cleaned_data["language"])


class SignatoryForm(StepForm):
    """Who will sign."""

    step = "signatory"
    name = CleanCharField(
        label=_("Full name"),
        help_text=_("As it will stand in the public register."),
        max_length=150,
        error_messages={"required": _("Write the full name of the signatory.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    function = CleanCharField(
        label=_("Position"),
        help_text=_("In the language of the local government, for example “Mayor” or “Governor”."),
        max_length=150,
        error_messages={"required": _("Write the position of the signatory.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    capacity = one_of(Capacity.choices, _("Choose in what capacity the signatory signs."), label=_("Signing as"))
    email = forms.EmailField(
        label=_("The signatory’s own email address"),
        help_text=_("We send the link and the code there, and nowhere else. It is never published."),
        max_length=254,
        error_messages={
            "required": _("Write the signatory’s own email address."),
            "invalid": _("This address is not complete. It looks like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    language = forms.ChoiceField(
        label=_("Language in which we write to the signatory"),
        choices=settings.LANGUAGES,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a language.")),
    )

    def saved(self) -> dict[str, Any]:
        person = self.signature.person
        names = ("name", "function", "capacity", "email", "language")
        return {name: getattr(person, name) for name in names} if person else {"language": current()}

    def store(self, by: User) -> Signature:
        return actions.save_signatory(self.signature, by=by, **self.cleaned_data)


STEP_FORMS: dict[str, type[StepForm]] = {form.step: form for form in (MandateForm, TextForm, SignatoryForm)}
