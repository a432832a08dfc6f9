"""The list of calls for projects: what can be answered now comes first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404
from django.utils import timezone

from network.countries import fold
from network.facets import Option
from portal.call_enums import CallState

if TYPE_CHECKING:
    from portal.models import CallPage

PER_PAGE = 20
LOOKS = {  # icon and tone of a state
    CallState.OPEN: ("done", "good"),
    CallState.ANNOUNCED: ("pending", ""),
    CallState.CLOSED: ("ended", ""),
    CallState.RESULTS: ("partly", ""),
    CallState.UNKNOWN: ("none", "none"),
}


@dataclass(frozen=True)
class ShownCall:
    page: "CallPage"
    state: CallState

    @property
    def icon(self) -> str:
        return LOOKS[self.state][0]

    @property
    def tone(self) -> str:
        return LOOKS[self.state][1]


@dataclass
class Calls:
    """One query, however many there are."""

    calls: Any  # a query set of readable CallPage
    asks: Mapping[str, str]

    @cached_property
    def everything(self) -> list[ShownCall]:
        today = timezone.localdate()
        shown = [ShownCall(page, page.state_on(today)) for page in self.calls.defer_streamfields()]
        return sorted(shown, key=place)

    @cached_property
    def state(self) -> CallState | None:
        """The one that is asked; none for anything else."""
        asked = self.asks.get("state", "")
        return CallState(asked) if asked in CallState.values else None

    @cached_property
    def asked(self) -> list[ShownCall]:
        return [call for call in self.everything if self.state in (None, call.state)]

    @property
    def states(self) -> list[Option]:
        """Those that any call is in, and the one that is asked."""
        found = Counter(call.state for call in self.everything)
        return [Option(state.value, str(state.label), found[state]) for state in CallState if found[state] or state == self.state]

    @property
    def filter(self) -> str:
        return f"state={self.state.value}" if self.state else ""

    @property
    def query(self) -> str:
        """What leads to this page again."""
        parts = [self.filter, f"page={self.page.number}" if self.page.number > 1 else ""]
        return "&".join(part for part in parts if part)

    @cached_property
    def page(self) -> "Page[ShownCall]":
        """The page asked for, the first for what is no number."""
        asked = self.asks.get("page", "")
        number = asked if asked.isascii() and asked.isdigit() else "1"
        try:
            return Paginator(self.asked, PER_PAGE).page(number[:9])
        except InvalidPage as error:
            raise Http404 from error


def place(call: ShownCall) -> tuple[int, int, str]:
    """By state; within it what closes soonest first, what is over with the latest first."""
    closes = (call.page.closes_on or date.max).toordinal()
    is_over = call.state in (CallState.CLOSED, CallState.RESULTS)
    return list(CallState).index(call.state), -closes if is_over else closes, fold(call.page.t.title)
