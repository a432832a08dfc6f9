"""How often something may be tried: what the portal starts with. The secretariat's own numbers stand in AttemptLimit.

An action has one limit or several, each counted for a visitor (an internet address) or for a key (a mailbox, a link,
an account). A new action is a new line here; `attempts.take` and the admin follow.
"""

import math
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MINUTE, HOUR, DAY = 60, 3600, 86400
PERIODS = (10, 30, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY)


class Per(Enum):
    VISITOR = "visitor"
    KEY = "key"


@dataclass(frozen=True)
class Limit:
    """So many tries in so many seconds."""

    name: str
    action: str
    label: Promise
    per: Per
    most: int
    seconds: int

    @property
    def least_most(self) -> int:
        """Fewer would lock people out who only mistyped."""
        return math.ceil(self.most / 2)

    @property
    def greatest_most(self) -> int:
        """More would be no protection."""
        return 5 * self.most

    @property
    def periods(self) -> list[int]:
        """From half to four times the period it starts with."""
        return sorted({self.seconds, *(seconds for seconds in PERIODS if self.seconds <= 2 * seconds and seconds <= 4 * self.seconds)})


def _limits(action: str, *rows: tuple[str, Per, int, int, Promise]) -> list[Limit]:
    return [Limit(f"{action}{suffix}", action, label, per, most, seconds) for suffix, per, most, seconds, label in rows]


ALL: list[Limit] = [
    *_limits(
        "code_asked",
        ("_address", Per.KEY, 3, MINUTE, _("Codes sent to one address, in a short time")),
        ("_address_long", Per.KEY, 20, HOUR, _("Codes sent to one address, over a longer time")),
        ("_visitor", Per.VISITOR, 20, MINUTE, _("Codes asked for from one place")),
    ),
    *_limits(
        "code_typed",
        ("_code", Per.KEY, 3, 15 * MINUTE, _("Tries to type one code")),
        ("_visitor", Per.VISITOR, 60, 15 * MINUTE, _("Codes typed from one place")),
    ),
    *_limits("sign_in", ("_visitor", Per.VISITOR, 30, MINUTE, _("Sign-in forms sent from one place"))),
    *_limits(
        "password_tried",
        ("_address", Per.KEY, 5, 5 * MINUTE, _("Wrong passwords for one address")),
        ("_visitor", Per.VISITOR, 10, MINUTE, _("Wrong passwords from one place")),
    ),
    *_limits(
        "second_factor_tried",
        ("_account", Per.KEY, 5, 5 * MINUTE, _("Wrong second steps of one account")),
        ("_visitor", Per.VISITOR, 30, 5 * MINUTE, _("Second steps tried from one place")),
    ),
    *_limits("passkey_tried", ("_visitor", Per.VISITOR, 10, MINUTE, _("Passkeys tried from one place"))),
    *_limits("account_changed", ("_account", Per.KEY, 10, MINUTE, _("Changes of address or password by one account"))),
    *_limits(
        "invitation_sent",
        ("_key", Per.KEY, 20, HOUR, _("Invitations sent for one local government")),
        ("_visitor", Per.VISITOR, 60, HOUR, _("Invitations sent from one place")),
    ),
    *_limits(
        "invitation_opened",
        ("_key", Per.KEY, 20, 15 * MINUTE, _("Times one invitation is opened or answered")),
        ("_visitor", Per.VISITOR, 30, 15 * MINUTE, _("Invitations opened from one place")),
    ),
    *_limits("signing_code_asked", ("_visitor", Per.VISITOR, 30, 15 * MINUTE, _("Signing codes asked for from one place"))),
    *_limits("signing_code_typed", ("_visitor", Per.VISITOR, 60, 15 * MINUTE, _("Signing codes typed from one place"))),
    *_limits("verify_code", ("_visitor", Per.VISITOR, 30, 5 * MINUTE, _("Certificate codes checked from one place"))),
    *_limits(
        "verify_name",
        ("_key", Per.KEY, 5, HOUR, _("Names tried for one certificate")),
        ("_visitor", Per.VISITOR, 20, HOUR, _("Names tried from one place")),
    ),
    *_limits("picture_sent", ("_key", Per.KEY, 30, HOUR, _("Pictures sent for one local government"))),
    *_limits(
        "experience_contact",
        ("_address", Per.KEY, 5, HOUR, _("Messages about experiences by one address")),
        ("_visitor", Per.VISITOR, 15, HOUR, _("Messages about experiences from one place")),
    ),
    *_limits("verify_file", ("_visitor", Per.VISITOR, 20, 5 * MINUTE, _("Files checked from one place"))),
]
BY_NAME = {limit.name: limit for limit in ALL}
BY_ACTION: dict[str, list[Limit]] = {}
for limit in sorted(ALL, key=lambda limit: limit.per is Per.VISITOR):
    BY_ACTION.setdefault(limit.action, []).append(limit)
