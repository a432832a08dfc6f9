"""A form for some parts of a profile: it remembers what it was opened with, and asks which of two texts stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.profile_parts import Value, Values, columns_of, digest, digests, plain
from network.profile_words import PartChange, label

MINE, OTHERS = "mine", "others"
LONGEST_REMEMBERED = 5000


@dataclass(frozen=True)
class Group:
    """The fields of one part, and what somebody else wrote there meanwhile, if a choice is asked."""

    part: str
    fields: list[forms.BoundField]
    choice: forms.BoundField | None
    others: PartChange
    who: str

    @property
    def label(self) -> str:
        return label(self.part)


def choice_name(part: str) -> str:
    return f"choice-{part.replace(':', '-')}"


def choice_field(part: str) -> forms.ChoiceField:
    """Which of the two stands. Said of the part, since several may be asked at once."""
    choices = [(MINE, gettext_lazy("Mine, as typed here")), (OTHERS, gettext_lazy("The one that stands now; what I typed is dropped"))]
    missing = gettext_lazy("Choose which one stands.")
    messages = {"required": missing, "invalid_choice": missing}
    name = _("Which one stands? %(part)s") % {"part": label(part)}
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=messages, label=name)


def remembered(fingerprints: Mapping[str, str]) -> str:
    return " ".join(f"{part}={fingerprint}" for part, fingerprint in fingerprints.items())


class PartsForm(forms.Form):
    """Fields named after columns. `now` is what stands, with what is proposed; `who` says who wrote a part last."""

    began = forms.CharField(widget=forms.HiddenInput, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)  # the parts for which a choice is asked

    def __init__(
        self, data: QueryDict | None = None, files: Any = None, *, parts: tuple[str, ...], now: Values, who: Callable[[str], str]
    ) -> None:
        self.parts, self.now, self.who = parts, now, who
        saved = {name: value for part in parts for name, value in (now.get(part) or {}).items()}
        super().__init__(data, files, initial=saved | {"began": remembered(digests(now, parts))})
        for part in self.parts_asked:
            self.fields[choice_name(part)] = choice_field(part)

    @property
    def began_with(self) -> dict[str, str]:
        """The fingerprints of what the form showed first; what was tampered with fits nothing."""
        pairs = (item.partition("=") for item in str(self["began"].value() or "")[:LONGEST_REMEMBERED].split())
        return {part: fingerprint for part, _sign, fingerprint in pairs if part in self.parts}

    @property
    def parts_asked(self) -> list[str]:
        named = str(self.data.get("asked", ""))[:LONGEST_REMEMBERED].split()
        return [part for part in self.parts if part in named]

    def typed(self) -> Values:
        """What was typed, less what the person leaves as somebody else wrote it. Of a form that is valid."""
        return {part: self.value_of(part) for part in self.parts if self.cleaned_data.get(choice_name(part)) != OTHERS}

    def value_of(self, part: str) -> Value:
        return {name: plain(name, self.cleaned_data.get(name)) for name in columns_of(part)}

    def was_touched(self, part: str) -> bool:
        """Whether what was typed differs from what the form showed first."""
        return digest(self.value_of(part)) != self.began_with.get(part)

    @property
    def groups(self) -> list[Group]:
        """The fields part by part, in order, each beside what somebody else wrote."""
        asked = self.parts_asked
        return [
            Group(
                part,
                [self[name] for name in columns_of(part) if name in self.fields],
                self[choice_name(part)] if part in asked else None,
                PartChange(part, None, self.now.get(part), None),
                self.who(part) if part in asked else "",
            )
            for part in self.parts
        ]


def asking(form: PartsForm, conflict: ValidationError, clashing: Values, **again: Any) -> PartsForm:
    """The same form with everything typed, which now begins with what stands and asks which of both is to stand."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["asked"] = " ".join(clashing)
    data["began"] = remembered(form.began_with | digests(clashing, clashing))
    for part in clashing:
        data.pop(choice_name(part), None)
    found = type(form)(data, **again)
    found.add_error(None, conflict)
    return found
