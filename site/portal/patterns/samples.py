"""What the components show on the page of patterns: objects in memory, so that it looks the same with any database."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator

from core.languages import current
from network.duties import ShownDuty, Territory
from network.duties_enums import DutyKind, DutyState
from network.enums import Role
from network.frames import Frame, frame
from network.help import Line
from network.help_enums import Channel, HelpKind
from network.models import Duty, HelpNumber, LocalGovernment
from network.prose import Words
from portal.demo.facts import translated
from portal.patterns.answers import Answers
from portal.patterns.lists import Lists
from portal.patterns.texts import Texts, facts

ICONS = ("alert", "back", "done", "download", "ended", "leave", "mail", "next", "none", "partly", "paused", "pending", "phone", "search")
TURNING = ("back", "leave", "next")
SHOWN = ("seine-saint-denis", "ngazidja", "jenin", "iztapalapa", "hai-duong")
NAMES = ("name_local", "name_local_language", "country", "region", "level", "latitude", "longitude")


@dataclass
class Place:
    """A point as `network.maps` makes it, without the database."""

    first: LocalGovernment
    frame: Frame

    radius, text_is_before = "9", False

    def __post_init__(self) -> None:
        self.x, self.y = self.frame.place(float(self.first.latitude or 0), float(self.first.longitude or 0))
        self.text_x, self.text_y = self.x + 18, self.y + 5
        self.url, self.label = self.first.get_absolute_url(), self.first.display_name
        self.language = "" if self.first.display_language == current() else self.first.display_language
        self.css_class = {"lead": "lead", "pilot_territory": "pilot"}.get(self.first.role, "")
        self.text = self.label if self.css_class else ""


def known() -> list[LocalGovernment]:
    """Some of the facts' local governments, as they come out of the directory's query."""
    return [local_government(one) for one in facts("local_governments") if one["id"] in SHOWN]


def local_government(told: dict[str, Any]) -> LocalGovernment:
    fields = {name: told.get(name) for name in NAMES} | translated("name", told["name"])
    one: Any = LocalGovernment(slug=told["id"], role=told["role"], **fields)
    one.has_page, one.has_real_signature = True, False
    return one


class Samples(Texts, Lists, Answers):
    """In the language that is active when a component asks for them."""

    icons = [(name, name in TURNING) for name in ICONS]
    pages = Paginator(range(240), 20)

    @property
    def local_governments(self) -> list[LocalGovernment]:
        return known()

    @property
    def local_government(self) -> LocalGovernment:
        return known()[1]

    @property
    def page_numbers(self) -> ListPage:
        return self.pages.page(5)

    # --- The network
    @property
    def duties(self) -> list[ShownDuty]:
        words = {"state": DutyState.DONE, "evidence_en": "It was published.", "sources": "https://example.org/a https://example.org/b"}
        records = [
            Duty(kind=DutyKind.DIAGNOSIS, year=2022, month=11, **words),
            Duty(kind=DutyKind.ACTION_PLAN, **words),
            Duty(kind=DutyKind.TRAINING, year=2025, month=6, day=18, **words | {"state": DutyState.UNDER_WAY}),
            Duty(kind=DutyKind.GUIDE, year=2027, **words | {"state": DutyState.PLANNED}),
        ]
        by_kind = {record.kind: record for record in records}
        return [ShownDuty(kind, by_kind.get(kind)) for kind in DutyKind]

    @property
    def territories(self) -> list[Territory]:
        return [Territory(one, self.duties) for one in known() if one.role == Role.PILOT_TERRITORY]

    @property
    def frame(self) -> Frame:
        return frame("")

    @property
    def part_of_the_world(self) -> Frame:
        return frame("africa")

    @property
    def points(self) -> list[Place]:
        return [Place(one, self.frame) for one in known()]

    @property
    def points_of_a_part(self) -> list[Place]:
        return [Place(one, self.part_of_the_world) for one in known() if one.region == "africa"]

    @property
    def other_names(self) -> Words:
        return Words("بلدية جنين", "ar") if current() != "ar" else Words("Municipality of Jenin", "en")

    @property
    def help_lines(self) -> list[Line]:
        """An emergency number, and one that is reached by another channel."""
        french: dict[str, Any] = {"name_fr": "Ligne d’écoute", "territory_fr": "Seine-Saint-Denis"}
        shared = {"country": "FR", "sources": "https://example.org/", "run_by": "Example", "website": "https://example.org/"}
        emergency = HelpNumber(
            kind=HelpKind.EMERGENCY, number="112", written="112", day_and_night=True, publics=["general_public"], **shared
        )
        line = HelpNumber(
            kind=HelpKind.LISTENING,
            number="3919",
            written="39 19",
            channel=Channel.SMS,
            **french,
            **shared,
        )
        return [Line(emergency), Line(line)]
