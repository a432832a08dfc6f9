"""What the programme's page shows beside its own words: the pilot territories, the pages below, calls that are open."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from core.models import BasePage
from network.duties import Board
from portal.call_enums import CallState
from portal.calls import ShownCall

if TYPE_CHECKING:
    from portal.models import ProgrammePage, ProgrammePartner


def programme_context(page: "ProgrammePage") -> dict[str, Any]:
    """In four queries."""
    readable = BasePage.objects.descendant_of(page).readable().unrestricted()
    found = list(readable.select_related("callpage", "callspage").defer_streamfields().order_by("path"))
    below = [one for one in found if one.depth == page.depth + 1]
    return {"board": Board(), "partners": partners_of(page), "below": below, "open_calls": open_calls(found)}


def partners_of(page: "ProgrammePage") -> "list[ProgrammePartner]":
    """With the profile of each local government that has one; those that are out of the directory are left out."""
    partners = page.partners.select_related("local_government__page")
    return [one for one in partners if one.local_government is None or one.local_government.is_listed]


def open_calls(found: list[Any]) -> list[ShownCall]:
    """Of the pages below: those calls, under a list that may be read, that can be answered today."""
    today = timezone.localdate()
    lists = [one.path for one in found if hasattr(one, "callspage")]
    calls = [one.callpage for one in found if hasattr(one, "callpage") and one.path.startswith(tuple(lists))]
    return [shown for call in calls if (shown := ShownCall(call, call.state_on(today))).state == CallState.OPEN]
