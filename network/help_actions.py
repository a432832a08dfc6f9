"""Checking help numbers: a person calls, and says so; whoever answers for a number is asked again every year."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.models import User
from network import emails
from network.models import HelpNumber
from network.permissions import can_check_numbers

CHECKED = "network.help_number_checked"  # in the admin's history


@transaction.atomic
def confirm_check(number: HelpNumber, *, by: User, called: str) -> HelpNumber:
    """Record that `by` called it today and that it answered. Whoever checks a number nobody answers for, answers for it.

    Raises ValidationError for who may not, and when `called` is not the number on record any more.
    """
    if not can_check_numbers(by):
        raise ValidationError(_("Only the secretariat and the editors can do this."))
    number = HelpNumber.objects.select_for_update(of=("self",)).select_related("owner").get(pk=number.pk)
    if number.number != called:
        raise ValidationError(_("The number has been changed since you opened this page. Please call the new one."), code="changed")
    number.checked_on, number.checked_by = timezone.localdate(), by
    if number.owner is None or not number.owner.is_active:
        number.owner = by
    number.save(update_fields=["checked_on", "checked_by", "owner"])
    log(instance=number, action=CHECKED, user=by)
    return number


def ask_owners() -> int:
    """Job: ask about every number whose check is nearly a year old, or that nobody answers for. Returns how many."""
    due = list(HelpNumber.objects.to_ask_about().select_related("owner"))
    for number in due:
        with transaction.atomic():
            emails.help_number_to_check(number)
    return len(due)
