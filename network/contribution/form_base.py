"""One step of a proposed experience: it opens as it was typed, and is kept as it is typed, right or not."""

import hashlib
import json
import re
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from core.languages import direction
from core.number_fields import BETWEEN_THOUSANDS, WHOLE, WholeNumberField, digits, number_input
from network.models import ExperienceProposal

LONGEST_KEPT = 20_000  # characters of one field
MOST_KEPT = 60  # values of one field
Typed = dict[str, list[str]]


def fingerprint(typed: Typed) -> str:
    """What a form remembers of the step that it was shown with."""
    return hashlib.sha256(json.dumps(typed, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def as_sent(typed: Typed) -> QueryDict:
    """What was kept of a step, as if it had just been sent."""
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data


class ProposalForm(forms.Form):
    """The fields of a step are named after those of the page; texts are in the proposal's language."""

    step: ClassVar[str]
    texts: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: QueryDict | None = None, files: Any = None, *, proposal: ExperienceProposal) -> None:
        self.proposal = proposal
        super().__init__(data, files)
        for name in self.texts:
            self.fields[name].widget.attrs |= {"lang": proposal.language, "dir": direction(proposal.language)}

    @classmethod
    def opened(cls, proposal: ExperienceProposal) -> "ProposalForm":
        """The step as it was typed, without a word about what is still empty."""
        kept = proposal.answers.get(cls.step)
        form = cls(as_sent(kept) if kept else None, proposal=proposal)
        form.pardon_empty()
        return form

    def pardon_empty(self) -> None:
        for name, errors in list(self.errors.as_data().items()):
            if all(error.code == "required" for error in errors):
                del self.errors[name]

    @property
    def typed(self) -> Typed:
        data = self.data if isinstance(self.data, QueryDict) else QueryDict()
        found = {name: [text.replace("\x00", "")[:LONGEST_KEPT] for text in data.getlist(name)[:MOST_KEPT]] for name in self.fields}
        return {name: values for name, values in found.items() if any(values)}

    @property
    def seen(self) -> str:
        """The fingerprint that the form was shown with, or of what is kept when it is shown now."""
        return str(self.data.get("seen", ""))[:16] or fingerprint(self.proposal.answers.get(self.step, {}))

    def values(self) -> dict[str, Any]:
        """What of the step is right, as the page wants it."""
        self.full_clean()
        return {name: plain(value) for name, value in self.cleaned_data.items()}


def plain(value: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(value, Decimal):
        return number_text(value)
    return list(value) if isinstance(value, tuple | set) else value


def number_text(value: Decimal) -> str:
    """The same number always as the same text: 12, 12.5."""
    return format(value.normalize(), "f")


def text_of(*, lines: int = 0, **kwargs: Any) -> CleanCharField:
    """A text; of several lines when `lines` says how high its box is."""
    if lines:
        return CleanCharField(lines=True, widget=forms.Textarea(attrs={"rows": lines}), **kwargs)
    return CleanCharField(widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)


def year_field(**kwargs: Any) -> WholeNumberField:
    return WholeNumberField(min_value=1900, max_value=2100, required=False, **kwargs)


class FigureField(forms.DecimalField):
    """A number with two decimals at most, in any digits: 12500, 12 500, 12,5."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"invalid": _("Write a number in digits, for example 1250 or 12.5.")}
        super().__init__(widget=number_input("decimal"), max_digits=16, decimal_places=2, min_value=0, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs derive decimals from whole numbers
        typed = digits(value)[:40]
        if not typed:
            return None
        if WHOLE.fullmatch(typed):
            typed = re.sub(BETWEEN_THOUSANDS, "", typed)
        typed = re.sub(r"[\s\u202f]", "", re.sub("[,٫]", ".", typed))
        if not re.fullmatch(r"\d{1,16}(\.\d{1,2})?", typed):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(typed)
