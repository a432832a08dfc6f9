"""What a directory page shows: the listed local governments that a query asks for, counted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from network.models.records import LocalGovernment


@dataclass
class Directory:
    """The participants and members, as a list and as counts. (Filters come with the full directory.)"""

    query: Mapping[str, str]

    def __post_init__(self) -> None:
        self.local_governments = sorted(LocalGovernment.objects.listed(), key=lambda lg: lg.sorting_name)
        self.regions = Counter(lg.get_region_display() for lg in self.local_governments).most_common()
