"""Counting attempts in one place for all processes: `attempts.take("code_asked", request=request, key=address)`.

Each attempt takes a slot in the shared cache by `add`, which only one of two simultaneous callers can win. A slot belongs
to a window of time, so it is never used twice; what counts is the time written in it. No more than `most` attempts fall
into any stretch of `seconds`, whoever calls at once. Keys and internet addresses are kept as fingerprints.

Call it before the transaction of an action: what a refusal rolls back would not be counted.
"""

import ipaddress
import logging
import math
import time
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import BaseCache, cache
from django.core.cache.backends.locmem import LocMemCache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.limits import BY_ACTION, Limit, Per
from core.models import AttemptLimit

logger = logging.getLogger("portal.attempts")

FALLBACK: BaseCache = LocMemCache("attempts", {})  # while the shared cache fails, each process counts for itself
TURNS = 20  # tries to win a slot, beyond those that others may win, before a cache counts as failing


class TooMany(ValidationError):  # noqa: N818 -- attempts.TooMany reads as what happened
    """Too many attempts. Says how long to wait; `seconds` says it to programs."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, math.ceil(seconds))
        said = _("That was too often in a short time. Please wait %(wait)s, then try again.") % {"wait": in_words(self.seconds)}
        super().__init__(said, code="too_many")


def in_words(seconds: int) -> str:
    """A wait as people say it, rounded up: 40 seconds, 3 minutes, 2 hours."""
    if seconds < 60:
        return ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}
    if seconds < 3600:
        minutes = math.ceil(seconds / 60)
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = math.ceil(seconds / 3600)
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}


@dataclass(frozen=True)
class Counter:
    """The attempts of one visitor, or for one key, under one limit."""

    limit: str
    most: int
    seconds: int
    whose: str

    def slots(self, window: int) -> list[str]:
        return [f"attempt:{self.limit}:{self.whose}:{self.seconds}:{window}:{number}" for number in range(self.most)]

    def take(self, store: BaseCache) -> "Slot":
        """Count an attempt. Raises TooMany when there is no room for it now."""
        for _turn in range(self.most + TURNS):
            now = time.time()
            window = int(now // self.seconds)
            before, current = self.slots(window - 1), self.slots(window)
            found = store.get_many([*before, *current])
            live = sorted(at for at in found.values() if at > now - self.seconds)
            if len(live) >= self.most:
                raise TooMany(live[len(live) - self.most] + self.seconds - now)
            room = self.most - sum(found[slot] > now - self.seconds for slot in before if slot in found)
            free = next(slot for slot in current[:room] if slot not in found)
            if store.add(free, now, timeout=2 * self.seconds + 1):
                return Slot(store, free, self.most - len(live) - 1)
        raise RuntimeError("The cache keeps no attempts.")


@dataclass(frozen=True)
class Slot:
    """One counted attempt under one limit."""

    store: BaseCache
    name: str
    left: int


@dataclass(frozen=True)
class Attempt:
    """One counted attempt under every limit of its action."""

    slots: list[Slot]

    @property
    def left(self) -> int:
        """How many more are allowed now."""
        return min((slot.left for slot in self.slots), default=1)

    def give_back(self) -> None:
        """It was right after all, and only wrong ones count."""
        for slot in self.slots:
            try:
                slot.store.delete(slot.name)
            except Exception as error:  # noqa: BLE001 -- whatever the cache does, a count ends by itself
                logger.warning("An attempt could not be given back (%s)", type(error).__name__)


def take(action: str, *, request: HttpRequest | None = None, key: str = "") -> Attempt:
    """Count an attempt of `action` for the visitor behind `request` and for `key`. Raises TooMany over the limit."""
    return Attempt([counted(counter) for counter in counters(action, request, key)])


def counted(counter: Counter) -> Slot:
    """A failing cache neither opens nor closes the door: this process then counts alone, with the same limit."""
    try:
        return counter.take(cache)
    except TooMany:
        raise
    except Exception as error:  # noqa: BLE001 -- whatever the cache does
        logger.error("The shared cache does not count attempts (%s); this process counts alone", type(error).__name__)
        return counter.take(FALLBACK)


def counters(action: str, request: HttpRequest | None, key: str) -> list[Counter]:
    chosen = {row.name: row for row in AttemptLimit.objects.filter(name__in=[limit.name for limit in BY_ACTION[action]])}
    found = []
    for limit in BY_ACTION[action]:
        whose = visitor(request) if limit.per is Per.VISITOR else key
        if whose:
            most, seconds = in_force(limit, chosen.get(limit.name))
            found.append(Counter(limit.name, most, seconds, fingerprint(whose)))
    return found


def in_force(limit: Limit, row: AttemptLimit | None) -> tuple[int, int]:
    """The secretariat's numbers, within the bounds of today; else those the portal starts with."""
    if row is None:
        return limit.most, limit.seconds
    most = min(max(row.most, limit.least_most), limit.greatest_most)
    return most, min(max(row.seconds, limit.periods[0]), limit.periods[-1])


def fingerprint(whose: Any) -> str:
    return salted_hmac("attempts", str(whose), algorithm="sha256").hexdigest()[:32]


def visitor(request: HttpRequest | None) -> str:
    """The internet address behind a request; of IPv6 the network, for a household has many."""
    if request is None:
        return ""
    address = get_adapter().get_client_ip(request)
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return str(address)
    return str(ipaddress.ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)
