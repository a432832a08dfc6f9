"""What the programme's page shows beside its own words: the pilot territories, the pages below, calls that are open."""

from typing import TYPE_CHECKING, Any

from core.models import BasePage
from network.duties import Board
from network.models import LocalGovernment
from network.standing import with_standing
from portal.call_enums import CallState
from portal.calls import Calls
from portal.models import CallPage

if TYPE_CHECKING:
    from portal.models import ProgrammePage


def programme_context(page: "ProgrammePage") -> dict[str, Any]:
    """In five queries, one for the partners that are local governments."""
    partners = list(page.partners.all())
    known = with_standing(LocalGovernment.objects.listed()).in_bulk(
        [one.local_government_id for one in partners if one.local_government_id]
    )
    calls = Calls(CallPage.objects.readable().public(), {})
    return {
        "board": Board(),
        "partners": [(one, known.get(one.local_government_id)) for one in partners if one.name_words or one.local_government_id in known],
        "below": BasePage.objects.child_of(page).readable().public().order_by("path"),
        "calls": calls.everything,
        "open_calls": [call for call in calls.everything if call.state == CallState.OPEN],
    }
