"""What the home page shows of the network: counts that are true, its regions, its map."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from charter.enums import Chain, Status
from charter.models import Signature
from network.enums import PARTICIPATING, Region, Role
from network.maps import points
from network.models import LocalGovernment


@dataclass(frozen=True)
class RegionCount:
    name: str
    count: int
    url: str


def home_context() -> dict[str, Any]:
    """Fictional authorities are neither counted nor mapped; signatures of the demonstration are counted apart."""
    shown = [lg for lg in LocalGovernment.objects.listed() if not lg.is_demonstration]
    signatures = signatures_in_force()
    return {
        "participants": sum(lg.role in PARTICIPATING for lg in shown),
        "countries": len({lg.country for lg in shown}),
        "pilots": [lg for lg in shown if lg.role == Role.PILOT_TERRITORY],
        "signatures": signatures[Chain.REGISTER],
        "demonstration_signatures": signatures[Chain.DEMONSTRATION],
        "regions": regions(shown),
        "points": points(shown),
    }


def signatures_in_force() -> Counter[str]:
    """How many signatures are in force, by chain of evidence."""
    in_force = Signature.objects.filter(status=Status.ACCEPTED).order_by()
    return Counter(dict(in_force.values_list("chain").annotate(Count("pk"))))


def regions(shown: list[LocalGovernment]) -> list[RegionCount]:
    """Where they are, the region with most first; each links to its part of the directory."""
    directory = reverse("wagtail_serve", args=["network/"])
    counts = Counter(lg.region for lg in shown).most_common()
    return [RegionCount(str(Region(region).label), count, f"{directory}#{region}") for region, count in counts]
