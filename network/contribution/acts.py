"""What an editor does with a page and its authority: each with its form, its action and the word when it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import User
from network.contribution import editorial
from network.contribution.admin_forms import ActForm, AskForm, DeclineForm, PressForm, SignOffForm, WaiveForm
from network.contribution.editorial import use
from network.experiences import checking, signoff
from network.models import ExperiencePage, ExperienceProposal

__all__ = ["ACTS", "Act", "use"]


@dataclass(frozen=True)
class Act:
    form: Callable[[Any, ExperiencePage], ActForm]
    do: Callable[[ExperiencePage, User, Any], object]
    done: Promise


def proposal_of(page: ExperiencePage) -> ExperienceProposal:
    found = ExperienceProposal.objects.filter(page=page).first()
    if found is None:
        raise ValidationError(_("Nobody proposed this page: there is nobody to write to."), code="no_proposal")
    return found


ACTS = {
    "ask": Act(
        lambda data, page: AskForm(data, prefix="ask"),
        lambda page, by, form: editorial.ask(proposal_of(page), by=by, text=form.cleaned_data["text"]),
        gettext_lazy("The question is on its way to the local government."),
    ),
    "decline": Act(
        lambda data, page: DeclineForm(data, prefix="decline"),
        lambda page, by, form: editorial.decline(proposal_of(page), by=by, reason=form.cleaned_data["reason"]),
        gettext_lazy("Not taken up. The local government is told why."),
    ),
    "sign_off": Act(
        lambda data, page: SignOffForm(data, page=page, prefix="sign_off"),
        lambda page, by, form: signoff.ask(page, by=by, **form.chosen),
        gettext_lazy("The link is on its way. You get a mail with the answer."),
    ),
    "waive": Act(
        lambda data, page: WaiveForm(data, prefix="waive"),
        lambda page, by, form: signoff.waive(page, by=by, reason=form.cleaned_data["reason"]),
        gettext_lazy("Noted. It may be published without an agreement."),
    ),
    "checked": Act(
        lambda data, page: PressForm(data),
        lambda page, by, form: checking.confirm(page, by=by),
        gettext_lazy("Checked today."),
    ),
}
