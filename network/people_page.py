"""What the page of people shows to whom."""

from dataclasses import dataclass
from functools import cached_property

from network.enums import RepresentativeStatus
from network.models import Invitation, LocalGovernment, Representative
from network.people.holding import others_stay
from network.people_enums import NoticeKind
from network.permissions import Visitor, can_manage_people


@dataclass
class PeoplePage:
    """Who speaks for a local government, as one of them or the secretariat sees it. The same few queries however many there are."""

    local_government: LocalGovernment
    visitor: Visitor

    @cached_property
    def manages(self) -> bool:
        return can_manage_people(self.visitor, self.local_government)

    @cached_property
    def now(self) -> list[Representative]:
        """Owners first, then in the order in which they came."""
        rows = self.local_government.representatives.speaking().select_related("user")
        return sorted(rows, key=lambda row: (not row.is_owner, row.since))

    @cached_property
    def mine(self) -> Representative | None:
        return next((row for row in self.now if row.user_id == self.visitor.pk), None)

    @cached_property
    def invitations(self) -> list[Invitation]:
        """Those not answered, the expired ones too; for who can do something about them."""
        return list(self.local_government.invitations.unanswered().select_related("invited_by")) if self.manages else []

    @cached_property
    def former(self) -> list[Representative]:
        rows = self.local_government.representatives.filter(status=RepresentativeStatus.ENDED).select_related("user", "successor__user")
        return list(rows.order_by("-until", "-pk")[:50]) if self.manages else []

    @property
    def has_owner(self) -> bool:
        return any(row.is_owner and row.user.is_active for row in self.now)

    @cached_property
    def is_last_owner(self) -> bool:
        """Whether the visitor is the one owner who stays."""
        return self.mine is not None and self.mine.is_owner and not others_stay(self.mine)

    @cached_property
    def has_asked(self) -> bool:
        """Whether the secretariat was asked for an owner and has not answered."""
        return self.local_government.owner_notices.waiting().filter(kind=NoticeKind.ASKED).exists()

    @property
    def can_ask(self) -> bool:
        return self.mine is not None and not self.has_owner and not self.has_asked
