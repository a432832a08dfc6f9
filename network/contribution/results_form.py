"""What came of it: one claim after the other, each with its figure, year, source and how sure it is."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import direction
from network.contribution.form_base import FigureField, ProposalForm, plain, text_of, year_field
from network.experience_enums import EVIDENCE_EXPLAINED, EvidenceLevel
from network.profile_forms import web_address

MOST = 6
LONGEST = 600


@dataclass(frozen=True)
class Row:
    number: int
    fields: list[forms.BoundField]


def fields_of_a_row() -> dict[str, forms.Field]:
    """Named as on the page."""
    evidence = [(level.value, f"{level.label}: {EVIDENCE_EXPLAINED[level]}") for level in EvidenceLevel]
    return {
        "text": text_of(label=gettext_lazy("What came of it"), lines=3, required=False, max_length=LONGEST),
        "figure": FigureField(label=gettext_lazy("The figure, if there is one"), required=False),
        "counts_people": forms.BooleanField(label=gettext_lazy("This figure counts people"), required=False),
        "year": year_field(label=gettext_lazy("Year of the figure")),
        "source": web_address(label=gettext_lazy("Where one can read it"), required=False, max_length=500),
        "evidence": forms.ChoiceField(label=gettext_lazy("How sure is it?"), choices=evidence, required=False, widget=forms.RadioSelect),
    }


NAMES = ("text", "figure", "counts_people", "year", "source", "evidence")
SAYING = ("text", "figure", "year", "source")  # a row in which none of these is filled says nothing


class ResultsForm(ProposalForm):
    """As many rows as were filled, and one more."""

    step = "results"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        filled = [number for number in range(MOST) if any(str(self.data.get(f"{name}_{number}", "")).strip() for name in SAYING)]
        self.numbers = range(min(MOST, max(filled, default=-1) + 2))
        for number in self.numbers:
            for name, field in fields_of_a_row().items():
                self.fields[f"{name}_{number}"] = field
            attrs = {"lang": self.proposal.language, "dir": direction(self.proposal.language)}
            self.fields[f"text_{number}"].widget.attrs |= attrs

    @property
    def rows(self) -> list[Row]:
        return [Row(number + 1, [self[f"{name}_{number}"] for name in NAMES]) for number in self.numbers]

    @property
    def can_grow(self) -> bool:
        return len(self.numbers) < MOST

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for number in self.numbers:
            row = {name: values.get(f"{name}_{number}") for name in NAMES}
            if any(row[name] not in (None, "") for name in SAYING) and not row["text"] and f"text_{number}" not in self.errors:
                self.add_error(f"text_{number}", _("Say in a sentence what the figure or the source is about."))
            if row["counts_people"] and row["figure"] is not None and 0 < row["figure"] < 5:
                small = _("Fewer than 5 people could be recognised. Write “fewer than 5” in the sentence and leave the figure empty.")
                self.add_error(f"figure_{number}", small)
        return values

    def values(self) -> dict[str, Any]:
        self.full_clean()
        rows = [{name: self.cleaned_data.get(f"{name}_{number}") for name in NAMES} for number in self.numbers]
        return {"results": [whole(row) for row in rows if row["text"]]}


def whole(row: dict[str, Any]) -> dict[str, Any]:
    row["evidence"] = row["evidence"] or EvidenceLevel.DESCRIBED.value
    row["counts_people"] = bool(row["counts_people"])
    row["source"] = row["source"] or ""
    return {name: plain(value) for name, value in row.items()}
