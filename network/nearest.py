"""What somebody may have meant by a name that is nowhere in a list."""

from rapidfuzz import fuzz, process

from network.models.records import LocalGovernment, LocalGovernmentQuerySet
from network.names import romanised

ALIKE = 75  # of 100
SHORTEST = 4  # letters; fewer are like too much
MOST = 3


def nearest(local_governments: LocalGovernmentQuerySet, query: str) -> list[LocalGovernment]:
    """Those with a name most like the query, in any script, the likest first. Reads names alone, then the few that are meant."""
    wanted = romanised(query)
    if len(wanted) < SHORTEST:
        return []
    keys = dict(local_governments.values_list("pk", "search_key"))
    found = process.extract(wanted, keys, scorer=fuzz.partial_ratio, score_cutoff=ALIKE, limit=MOST)
    records = local_governments.in_bulk([pk for _key, _score, pk in found])
    return [records[pk] for _key, _score, pk in found if pk in records]
