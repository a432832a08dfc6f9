"""The steps in which a local government tells its experience. Little is asked; everything else makes it more useful."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalManyToManyField

from network.contribution.form_base import FigureField, ProposalForm, text_of, year_field
from network.experience_enums import CostBand, ExperienceStatus, Scale, TransferStatus, Vocabulary
from network.models import ExperiencePage, Term
from network.models.experiences import TERMS

LONGEST = 6000
MOST_LINES = 30
NOT_SAID = ("", gettext_lazy("Not said"))


def one_of(choices: Any, label: Any, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[NOT_SAID, *(pair for pair in choices if pair[0])], label=label, required=False, **kwargs)


def several(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


def prose(label: Promise, help_text: Promise | str = "", lines: int = 6, **kwargs: Any) -> forms.CharField:
    kwargs.setdefault("required", False)
    return text_of(label=label, help_text=help_text, lines=lines, max_length=LONGEST, **kwargs)


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.split("\n") if line.strip()]


class WhatForm(ProposalForm):
    """What it is, where, since when, for whom."""

    step = "what"
    texts = ("title", "intro", "place")
    title = text_of(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("What it is, in a few words: “An alert phone for women in great danger”."),
        max_length=150,
        error_messages={"required": gettext_lazy("Give it a title.")},
    )
    intro = prose(
        gettext_lazy("Summary"),
        gettext_lazy("Two to five sentences: who did what, for whom, with what result. Never the story of one woman."),
        required=True,
        error_messages={"required": gettext_lazy("Write a summary of two to five sentences.")},
    )
    place = text_of(
        label=gettext_lazy("Place"),
        help_text=gettext_lazy("The town or the area. Never the address of a shelter."),
        max_length=150,
        required=False,
    )
    start_year = year_field(label=gettext_lazy("Since which year?"))
    end_year = year_field(label=gettext_lazy("Until which year?"), help_text=gettext_lazy("Empty if it goes on."))
    status = one_of(ExperienceStatus.choices, gettext_lazy("How does it stand?"))
    scale = one_of(Scale.choices, gettext_lazy("How large is the area?"))
    kinds_of_measure = several(gettext_lazy("Kind of measure"))
    forms_of_violence = several(gettext_lazy("Forms of violence"))
    publics = several(gettext_lazy("For whom"))
    policy_areas = several(gettext_lazy("Policy area"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found: dict[str, list[tuple[str, str]]] = {value: [] for value in Vocabulary.values}
        for term in Term.objects.all():
            found[term.vocabulary].append((term.code, term.display_name))
        for name in TERMS:
            self.fields[name].choices = found[vocabulary_of(name)]  # type: ignore[attr-defined]  # they are choices

    @property
    def terms(self) -> list[forms.BoundField]:
        """The lists by whose words it is found."""
        return [self[name] for name in ("kinds_of_measure", "forms_of_violence", "publics", "policy_areas")]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("start_year"), values.get("end_year")
        if start and end and end < start:
            self.add_error("end_year", _("It cannot end before it began."))
        return values


def vocabulary_of(name: str) -> str:
    """The vocabulary that a field of the page takes its terms from."""
    field = ExperiencePage._meta.get_field(name)
    limited = field.get_limit_choices_to() if isinstance(field, ParentalManyToManyField) else {}
    return str(limited["vocabulary"])


class ActionForm(ProposalForm):
    """The problem, what was done about it, and how."""

    step = "action"
    texts = ("problem", "action", "steps", "legal_basis", "governance")
    problem = prose(gettext_lazy("What was the problem?"), gettext_lazy("What you saw, and for whom it was a problem."))
    action = prose(
        gettext_lazy("What was done?"),
        gettext_lazy("So that a colleague elsewhere understands how it works. An empty line begins a new paragraph."),
        10,
        required=True,
        error_messages={"required": gettext_lazy("Tell what was done.")},
    )
    steps = prose(gettext_lazy("Step by step"), gettext_lazy("One step a line, in the order in which you would do it again."))
    legal_basis = prose(gettext_lazy("Is there a law or a decision behind it?"), lines=3)
    governance = prose(gettext_lazy("Who decides, and who does what?"), lines=4)

    def clean_steps(self) -> list[str]:
        return short_lines(self.cleaned_data["steps"], 150)


class MeansForm(ProposalForm):
    """With whom, at what cost, what was difficult, what another territory would need, and where it can be read."""

    step = "means"
    texts = ("partners", "costs", "difficulties", "conditions")
    partners = prose(gettext_lazy("Partners"), gettext_lazy("One a line: services, associations, police, courts, hospitals."), 4)
    cost_band = one_of(CostBand.choices, gettext_lazy("What does it cost in a year?"))
    staff = FigureField(label=gettext_lazy("How many full-time posts?"), required=False)
    costs = prose(gettext_lazy("More about its cost and who pays"), lines=3)
    difficulties = prose(gettext_lazy("What was difficult?"), gettext_lazy("What you would do otherwise helps others most."))
    conditions = prose(gettext_lazy("What does another territory need to do the same?"))
    sources = prose(
        gettext_lazy("Where can one read about it?"), gettext_lazy("One web address a line: your site, a report, the press."), 4
    )
    transfer_status = one_of(TransferStatus.choices, gettext_lazy("Would you share it with another territory?"))
    contact_email = forms.EmailField(
        label=gettext_lazy("Who answers questions about it?"),
        help_text=gettext_lazy("The email address of a service. It is never shown: readers write through a form."),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("This address is not complete. It looks like name@example.org.")},
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sources"].widget.attrs["dir"] = "ltr"

    def clean_partners(self) -> list[str]:
        return short_lines(self.cleaned_data["partners"], 200)

    def clean_staff(self) -> Any:
        staff = self.cleaned_data["staff"]
        if staff is not None and (staff >= 100_000 or staff != round(staff, 1)):
            raise forms.ValidationError(_("Write the posts with one decimal at most, for example 2.5."), code="staff")
        return staff

    def clean_sources(self) -> list[str]:
        found = [line if "://" in line else f"https://{line}" for line in short_lines(self.cleaned_data["sources"], 500)]
        for line in found:
            try:
                URLValidator(schemes=["http", "https"])(line)
            except (forms.ValidationError, ValueError):
                raise forms.ValidationError(_("This is no web address: %(line)s"), params={"line": line[:100]}, code="address") from None
            if "@" in urlsplit(line).netloc:
                raise forms.ValidationError(_("An address with a name or password in it is not taken."), code="name")
        return list(dict.fromkeys(found))


def short_lines(text: str, longest: int) -> list[str]:
    """One thing a line, not too many, each short."""
    found = lines_of(text)
    if len(found) > MOST_LINES:
        raise forms.ValidationError(_("There are too many lines: %(most)s at most."), params={"most": MOST_LINES}, code="too_many")
    if too_long := [line for line in found if len(line) > longest]:
        raise forms.ValidationError(
            _("This line is too long (%(most)s characters at most): %(line)s…"),
            params={"most": longest, "line": too_long[0][:60]},
            code="long",
        )
    return found
