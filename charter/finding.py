"""Local governments that a name may mean, and what their visitor can do with each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from charter.enums import LIVE, Status
from charter.models import CharterVersion, Signature
from core.models import User
from network.duplicates import closest, known_to
from network.enums import RepresentativeStatus
from network.models import LocalGovernment, Representative
from network.names import words
from network.people_enums import PREPARING

MOST_FOUND = 20


@dataclass(frozen=True)
class Found:
    """A local government, and how the visitor stands towards it."""

    local_government: LocalGovernment
    signature: Signature | None  # its live one: any for those who prepare it, one in force for others
    represented: bool
    prepares: bool  # its file, as owner or signing delegate
    asked_at: datetime | None

    @property
    def can(self) -> str:
        """`file`: open its file; `begin` one; `keep` its page; `asked` already; `partner` that cannot sign; `signed`; `ask` to represent it."""
        if self.represented:
            return "keep" if not (self.prepares and self.local_government.can_sign) else "file" if self.signature else "begin"
        if self.asked_at:
            return "asked"
        if not self.local_government.can_sign:
            return "partner"
        return "signed" if self.signature else "ask"

    @property
    def can_ask(self) -> bool:
        """Whether the visitor may ask the secretariat to be recognised as its representative."""
        return self.can in ("ask", "signed", "partner")


@dataclass(frozen=True)
class Findings:
    """What a name led to. `guessed` when nothing has this name and these are the most like it."""

    found: list[Found]
    more: bool = False
    guessed: bool = False


def find(user: User, query: str) -> Findings:
    """Everything the visitor may know of that has this name, in any script; else the names most like it."""
    if not words(query):
        return Findings([])
    known = known_to(user, LocalGovernment.objects.all())
    rows = list(known.named_like(query).order_by("slug")[: MOST_FOUND + 1])
    if rows:
        return Findings(standing_of(user, rows[:MOST_FOUND]), more=len(rows) > MOST_FOUND)
    return Findings(standing_of(user, closest(known, query)), guessed=True)


def represented_by(user: User) -> list[Found]:
    """The local governments that the visitor speaks for."""
    rows = LocalGovernment.objects.filter(pk__in=user.representations.speaking().values("local_government"))
    return standing_of(user, rows)


def standing_of(user: User, rows: Iterable[LocalGovernment]) -> list[Found]:
    """Each with what the visitor can do, in the order of names; two queries whatever their number."""
    rows = sorted(rows, key=lambda row: (row.sorting_name, row.slug))
    roles = dict(user.representations.speaking().filter(local_government__in=rows).values_list("local_government", "role"))
    preparing = {row for row, role in roles.items() if role in PREPARING}
    asked = dict(waiting_of(user, rows))
    signatures = live_signatures(rows, preparing)
    return [Found(row, signatures.get(row.pk), row.pk in roles, row.pk in preparing, asked.get(row.pk)) for row in rows]


def waiting_of(user: User, rows: Sequence[LocalGovernment]) -> Iterable[tuple[int, datetime]]:
    asked = Representative.objects.filter(user=user, status=RepresentativeStatus.REQUESTED, local_government__in=rows)
    return asked.values_list("local_government", "requested_at")


def live_signatures(rows: Sequence[LocalGovernment], preparing: set[int]) -> dict[int, Signature]:
    """By local government: the file for the version in force. What is not in the register is known to those who prepare it only."""
    version = CharterVersion.objects.in_force()
    found = Signature.objects.filter(local_government__in=rows, version=version, status__in=LIVE) if version else []
    public = (Status.ACCEPTED, Status.SUSPENDED)
    return {row.local_government_id: row for row in found if row.local_government_id in preparing or row.status in public}
