"""The steps of a proposal: how far each is, and where to go next."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.contribution.form_base import ProposalForm, as_sent
from network.contribution.forms import ActionForm, MeansForm, WhatForm
from network.contribution.results_form import ResultsForm
from network.models import ExperienceProposal

FORMS: dict[str, type[ProposalForm]] = {form.step: form for form in (WhatForm, ActionForm, ResultsForm, MeansForm)}
LABELS: dict[str, Promise] = {
    "what": _("What and where"),
    "action": _("What was done"),
    "results": _("Results"),
    "means": _("Means and sources"),
    "files": pgettext_lazy("a step", "Files"),
    "preview": _("Look and send"),
}
QUESTIONS: dict[str, Promise] = {
    "what": _("What is it, and where?"),
    "action": _("What was the problem, and what was done?"),
    "results": _("What came of it?"),
    "means": _("With whom, at what cost, and what would another territory need?"),
}


@dataclass(frozen=True)
class Step:
    name: str
    label: Promise
    url: str
    is_done: bool
    is_current: bool

    @property
    def number(self) -> int:
        return list(LABELS).index(self.name) + 1


def bound(proposal: ExperienceProposal, name: str) -> ProposalForm:
    """A step as it was typed, to be judged."""
    return FORMS[name](as_sent(proposal.answers.get(name, {})), proposal=proposal)


def unfinished(proposal: ExperienceProposal) -> list[str]:
    """The steps in which something that is asked is missing or not right."""
    found = [name for name in FORMS if not bound(proposal, name).is_valid()]
    if any(not attachment.is_described for attachment in proposal.attachments.all()):
        found.append("files")
    return found


def values_of(proposal: ExperienceProposal) -> dict[str, Any]:
    """Everything that is right so far, by field of the page."""
    return {name: value for step in FORMS for name, value in bound(proposal, step).values().items()}


def address(proposal: ExperienceProposal, name: str) -> str:
    slug = proposal.local_government.slug
    if name in FORMS:
        return reverse("space:proposal_step", args=[slug, proposal.public_id, name])
    return reverse(f"space:proposal_{name}", args=[slug, proposal.public_id])


def steps(proposal: ExperienceProposal, current: str = "") -> list[Step]:
    """All steps, for somebody who stands at `current`. A step that nobody has opened is not done, even when nothing in it is asked."""
    missing = unfinished(proposal)
    touched = {name for name in FORMS if name in proposal.answers} | ({"files"} if proposal.attachments.all() else set())
    return [
        Step(name, label, address(proposal, name), name in touched and name not in missing, name == current)
        for name, label in LABELS.items()
    ]


def after(name: str) -> str:
    """The step that follows."""
    names = list(LABELS)
    return names[min(names.index(name) + 1, len(names) - 1)]
