"""What a representative says of an adaptation, and an editor of a report."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from core.number_fields import WholeNumberField
from network.models import Adaptation, LocalGovernment
from network.models.experience_parts import YEARS
from network.people_admin_forms import DeskForm, words_field
from network.profile_forms import web_address
from network.telling.actions import Told

LONGEST_TOLD = 1500


def told_field(**kwargs: Any) -> CleanCharField:
    return CleanCharField(lines=True, max_length=LONGEST_TOLD, **kwargs)


class TellForm(forms.Form):
    """Who adapted it, since when, what they changed, with what result. Asks for nothing that is known already."""

    local_government = forms.ChoiceField(
        label=_("Which local government adapted it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the local government."), "invalid_choice": _("Choose the local government.")},
    )
    origin = forms.ChoiceField(
        label=_("From whom did you take it?"),
        required=False,
        error_messages={"invalid_choice": _("Choose a place of the list.")},
    )
    change = told_field(
        label=_("What did you change?"),
        help_text=_("In a few sentences. Never name a woman who was helped, nor say where a shelter is."),
        error_messages={"required": _("Write what you changed, or that you changed nothing.")},
    )
    result = told_field(label=_("With what result?"), help_text=_("As far as you know it, with the year."), required=False)
    year = WholeNumberField(label=_("Since which year?"), required=False, validators=YEARS)
    source = web_address(
        label=_("Where can this be read?"), help_text=_("The address of a page, if there is one."), required=False, max_length=500
    )

    def __init__(self, data: QueryDict | None = None, *, mine: list[LocalGovernment], origins: list[Adaptation], asked: str = "") -> None:
        self.mine = {str(one.pk): one for one in mine}
        self.origins = {str(one.pk): one for one in origins}
        initial = {"origin": asked} if asked in self.origins else {}
        if len(self.mine) == 1:
            initial["local_government"] = next(iter(self.mine))
        super().__init__(data, initial=initial)
        self.fields["local_government"].choices = [(key, one.display_name) for key, one in self.mine.items()]  # type: ignore[attr-defined]
        self.offer_origins()

    def offer_origins(self) -> None:
        if len(self.origins) < 2:
            del self.fields["origin"]
            return
        places = [(key, one.place) for key, one in self.origins.items()]
        self.fields["origin"].choices = [("", _("From where it began, or we do not know")), *places]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> LocalGovernment:
        return self.mine[self.cleaned_data["local_government"]]

    @property
    def told(self) -> Told:
        values = self.cleaned_data
        return Told(
            change=values["change"],
            result=values["result"] or "",
            year=values["year"],
            source=values["source"] or "",
            origin=self.origins.get(values.get("origin") or ""),
        )


class DeclineForm(DeskForm):
    reason = words_field(_("Why it is not taken up"), _("Whoever told it reads this, in the language in which you write it."))
