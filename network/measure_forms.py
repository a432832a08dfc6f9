"""The editor's form of a measure: one place where it began, the others each from one of the same lineage, in no ring."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel

RELATION = "adaptations"


class AdaptationForm(WagtailAdminModelForm):
    """Offers as origin only what belongs to the same measure."""

    def __init__(self, *args: Any, measure: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "origin" in self.fields:
            known = self.fields["origin"].queryset.filter(measure=measure).select_related("local_government", "measure")
            self.fields["origin"].queryset = known.exclude(pk=self.instance.pk)
            self.fields["origin"].label_from_instance = lambda adaptation: adaptation.place
            self.fields["origin"].empty_label = _("From nobody: it began here")


class LineagePanel(InlinePanel):
    """The places of a measure, edited in the form above."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = AdaptationForm
        return options


class MeasureForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if RELATION in self.formsets:
            self.formsets[RELATION].form_kwargs["measure"] = self.instance if self.instance.pk else None

    def is_valid(self) -> bool:
        return super().is_valid() and self.lineage_is_a_tree()

    @property
    def rows(self) -> list[Any]:
        """The places that stay."""
        formset = self.formsets.get(RELATION)
        return (
            [form for form in formset.forms if form not in formset.deleted_forms and (form.instance.pk or form.has_changed())]
            if formset
            else []
        )

    def lineage_is_a_tree(self) -> bool:
        """Said at the top of the form, since it is about several places together."""
        rows = self.rows
        origins = {form.instance.pk: origin_of(form) for form in rows if form.instance.pk}
        if len([form for form in rows if origin_of(form) is None]) > 1:
            self.add_error(None, _("Only one place can be where it began. Save that one first; then say what each other was adapted from."))
        elif any(origin_of(form) not in {None, *origins} for form in rows):
            self.add_error(None, _("A place from which others were adapted cannot be removed. Say first what they were adapted from."))
        elif in_a_ring(origins):
            self.add_error(None, _("These places were adapted from each other in a ring. One of them must come from another place."))
        return not self.errors

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        """Whoever stops being where it began does so first: there is only one at any time."""
        model = self._meta.model._meta.get_field(RELATION).related_model
        for form in self.rows:
            if form.instance.pk and form.initial.get("origin") is None and (origin := origin_of(form)):
                model.objects.filter(pk=form.instance.pk).update(origin=origin)
        return super().save(commit)


def origin_of(form: Any) -> int | None:
    origin = form.cleaned_data.get("origin")
    return origin.pk if origin else None


def in_a_ring(origins: dict[int, int | None]) -> bool:
    """Whether somebody comes, through others, from themselves."""
    for start in origins:
        seen, place = {start}, origins[start]
        while place is not None:
            if place in seen:
                return True
            seen.add(place)
            place = origins.get(place)
    return False
