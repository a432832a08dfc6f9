"""What the home page shows of the network: counts that are true, its regions, its map, its duties."""

from collections import Counter
from typing import Any

from django.db.models import Count

from charter.enums import Chain, Status
from charter.models import Signature
from network.directory import Directory
from network.duties import tallies
from network.filters import Filters
from network.models import ExperiencePage

SHOWN = 3  # experiences


def home_context() -> dict[str, Any]:
    """Fictional authorities are neither counted nor mapped; signatures of the demonstration are counted apart."""
    signatures = signatures_in_force()
    return {
        "network": Directory(Filters()),
        "duties": tallies(),
        "experiences": best_documented(),
        "signatures": signatures[Chain.REGISTER],
        "demonstration_signatures": signatures[Chain.DEMONSTRATION],
    }


def best_documented() -> list[ExperiencePage]:
    """A few experiences that tell most."""
    found = ExperiencePage.objects.readable().select_related("local_government").defer_streamfields()
    return list(found.order_by("-documented", "slug")[:SHOWN])


def signatures_in_force() -> Counter[str]:
    """How many signatures are in force, by chain of evidence."""
    in_force = Signature.objects.filter(status=Status.ACCEPTED).order_by()
    return Counter(dict(in_force.values_list("chain").annotate(Count("pk"))))
