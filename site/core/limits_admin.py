"""The limits of attempts in the admin: one page for all, each within its bounds, each change in the log."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import log

from core import limits
from core.admin_frame import for_secretariat, framed
from core.attempts import in_force, in_words
from core.limits import BY_NAME, Limit
from core.models import AttemptLimit, User
from core.permissions import is_secretariat

CHANGED = "core.change_attempt_limit"
TITLE = gettext_lazy("Limits of attempts")


class LimitsForm(forms.Form):
    """Two fields a limit: how often, and in how much time."""

    def __init__(self, *args: Any, standing: dict[str, AttemptLimit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for limit in limits.ALL:
            most, seconds = in_force(limit, standing.get(limit.name))
            self.fields[f"{limit.name}-most"] = most_field(limit, most)
            self.fields[f"{limit.name}-seconds"] = seconds_field(limit, seconds)

    def chosen(self, limit: Limit) -> tuple[int, int]:
        return self.cleaned_data[f"{limit.name}-most"], int(self.cleaned_data[f"{limit.name}-seconds"])


def most_field(limit: Limit, now: int) -> forms.IntegerField:
    bounds = {"least": limit.least_most, "greatest": limit.greatest_most}
    said = _("Between %(least)d and %(greatest)d.") % bounds
    widget = forms.NumberInput(attrs={"aria-label": f"{limit.label}: {_('How often')}", "title": said})
    return forms.IntegerField(
        min_value=limit.least_most,
        max_value=limit.greatest_most,
        initial=now,
        widget=widget,
        error_messages={"min_value": said, "max_value": said, "invalid": said, "required": said},
    )


def seconds_field(limit: Limit, now: int) -> forms.ChoiceField:
    choices = [(seconds, in_words(seconds)) for seconds in sorted({*limit.periods, now})]
    widget = forms.Select(attrs={"aria-label": f"{limit.label}: {_('In how much time')}"})
    return forms.ChoiceField(choices=choices, initial=now, widget=widget)


@dataclass
class Row:
    """One line of the page."""

    limit: Limit
    most: forms.BoundField
    seconds: forms.BoundField
    changed: AttemptLimit | None

    @property
    def start(self) -> str:
        return times(self.limit.most, self.limit.seconds)


def times(most: int, seconds: int) -> str:
    said = ngettext("%(count)d time in %(period)s", "%(count)d times in %(period)s", most)
    return said % {"count": most, "period": in_words(seconds)}


@transaction.atomic
def change(limit: Limit, most: int, seconds: int, *, by: User) -> bool:
    """Set a limit; what the portal starts with needs no row. False when it was so already."""
    row = AttemptLimit.objects.select_for_update().filter(name=limit.name).first()
    before = in_force(limit, row)
    if (most, seconds) == before:
        return False
    row, _made = AttemptLimit.objects.update_or_create(
        name=limit.name, defaults={"most": most, "seconds": seconds, "changed_at": timezone.now(), "changed_by": by}
    )
    log(instance=row, action=CHANGED, user=by, data={"before": times(*before), "after": times(most, seconds)}, title=str(limit.label))
    if (most, seconds) == (limit.most, limit.seconds):
        row.delete()
    return True


@for_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    standing = {row.name: row for row in AttemptLimit.objects.select_related("changed_by")}
    form = LimitsForm(request.POST if request.method == "POST" else None, standing=standing)
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        changed = [limit for limit in BY_NAME.values() if change(limit, *form.chosen(limit), by=by)]
        messages.success(request, told(len(changed)))
        return redirect("attempt_limits")
    if form.is_bound:
        messages.error(request, _("Nothing was saved. Please look at the numbers marked in red."))
    rows = [Row(limit, form[f"{limit.name}-most"], form[f"{limit.name}-seconds"], standing.get(limit.name)) for limit in limits.ALL]
    return framed(request, "core/admin/limits.html", title=str(TITLE), icon="lock", crumbs=[], form=form, rows=rows)


def told(changed: int) -> str:
    if not changed:
        return _("Nothing was changed.")
    return ngettext(
        "%(count)d limit is changed, at once and for everybody.", "%(count)d limits are changed, at once and for everybody.", changed
    ) % {"count": changed}


class LimitsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_secretariat(request.user)


def menu_item() -> MenuItem:
    return LimitsMenuItem(TITLE, reverse("attempt_limits"), name="attempt-limits", icon_name="lock", order=800)
