"""The duties of pilot territories as readers see them: what is known of each, and what is not."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from network.duties_enums import WHAT_EACH_ASKS, DutyKind, DutyState
from network.enums import Role
from network.models.duties import Duty
from network.models.help import site_of
from network.models.records import LocalGovernment
from network.prose import Words, in_best_language
from network.sorting import InPlainOrder, by_name
from network.standing import with_standing

LOOKS = {  # icon and tone of the state, and how far the arch is lit
    DutyState.NOT_KNOWN: ("none", "none", ""),
    DutyState.PLANNED: ("pending", "", ""),
    DutyState.UNDER_WAY: ("partly", "", "partly"),
    DutyState.DONE: ("done", "good", "done"),
}


@dataclass(frozen=True)
class Link:
    url: str
    label: str


@dataclass(frozen=True)
class ShownDuty:
    """One duty of one territory; without a record nothing is documented."""

    kind: DutyKind
    record: Duty | None = None

    @property
    def state(self) -> DutyState:
        return DutyState(self.record.state) if self.record else DutyState.NOT_KNOWN

    @property
    def icon(self) -> str:
        return LOOKS[self.state][0]

    @property
    def tone(self) -> str:
        return LOOKS[self.state][1]

    @property
    def light(self) -> str:
        return LOOKS[self.state][2]

    @property
    def is_known(self) -> bool:
        return self.state != DutyState.NOT_KNOWN

    @property
    def evidence(self) -> Words | None:
        return in_best_language(self.record, "evidence") if self.record else None

    @property
    def sources(self) -> list[Link]:
        """Each under the name of its site, numbered where two are on the same one."""
        addresses = self.record.sources.split() if self.record else []
        sites = [site_of(address) for address in addresses]
        return [
            Link(address, f"{site} ({sites[: place + 1].count(site)})" if sites.count(site) > 1 else site)
            for place, (address, site) in enumerate(zip(addresses, sites, strict=True))
        ]


def all_five(records: list[Duty]) -> list[ShownDuty]:
    """Of one territory, in the order in which they are owed."""
    known = {record.kind: record for record in records}
    return [ShownDuty(kind, known.get(kind)) for kind in DutyKind]


def duties_of(local_government: LocalGovernment) -> list[ShownDuty]:
    """All five of a pilot territory; of another local government none, whatever it once owed."""
    if local_government.role != Role.PILOT_TERRITORY:
        return []
    return all_five(list(local_government.duties.all()))


@dataclass(frozen=True)
class Territory:
    local_government: LocalGovernment
    duties: list[ShownDuty]


@dataclass(frozen=True)
class Tally:
    """One duty over all pilot territories."""

    kind: DutyKind
    states: list[DutyState]

    @property
    def asks(self) -> str:
        return str(WHAT_EACH_ASKS[self.kind])

    @property
    def territories(self) -> int:
        return len(self.states)

    @property
    def done(self) -> int:
        return self.states.count(DutyState.DONE)

    @property
    def light(self) -> str:
        """Lit when every pilot territory has done it, half lit when some have begun."""
        if self.states and self.done == len(self.states):
            return "done"
        return "partly" if {DutyState.DONE, DutyState.UNDER_WAY} & set(self.states) else ""


def tallies() -> list[Tally]:
    """Of each duty, how it stands in the pilot territories that are real; in one query."""
    pilots = LocalGovernment.objects.listed().filter(role=Role.PILOT_TERRITORY, is_demonstration=False)
    states: dict[int, dict[str, str]] = {}
    for pilot, kind, state in pilots.values_list("pk", "duties__kind", "duties__state").order_by():
        states.setdefault(pilot, {})[kind] = state
    return [Tally(kind, [DutyState(known.get(kind, DutyState.NOT_KNOWN)) for known in states.values()]) for kind in DutyKind]


class Board:
    """Every pilot territory with its five duties, in two queries."""

    kinds = list(DutyKind)

    @cached_property
    def territories(self) -> list[Territory]:
        """In alphabetical order; one that is made up comes last."""
        pilots = with_standing(LocalGovernment.objects.listed().filter(role=Role.PILOT_TERRITORY)).prefetch_related("duties")
        ordered = pilots.order_by("is_demonstration", by_name(), InPlainOrder("slug"))
        return [Territory(pilot, all_five(list(pilot.duties.all()))) for pilot in ordered]

    @cached_property
    def counts(self) -> list[tuple[DutyState, int]]:
        """How many duties are in each state, what is done first; none that is empty except what is done."""
        found = Counter(duty.state for territory in self.territories for duty in territory.duties)
        return [(state, found[state]) for state in reversed(DutyState) if found[state] or state == DutyState.DONE]

    @property
    def explained(self) -> list[tuple[str, str]]:
        return [(str(kind.label), str(asks)) for kind, asks in WHAT_EACH_ASKS.items()]
