"""What a directory page shows: who is in the network, by region, and how each stands towards the charter."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from network import maps
from network.countries import fold
from network.enums import PARTICIPATING, Region, Role
from network.models.records import LocalGovernment

if TYPE_CHECKING:
    from network.models.records import LocalGovernmentQuerySet


@dataclass(frozen=True)
class RegionGroup:
    """One region of the world and those of its local governments that are listed."""

    region: Region
    local_governments: list[LocalGovernment]

    @property
    def name(self) -> str:
        return str(self.region.label)

    @property
    def anchor(self) -> str:
        return self.region.value

    @property
    def count(self) -> int:
        return len(self.local_governments)


@dataclass
class Directory:
    """Everybody who is listed, read once, sorted in the reader's language. Filters come with the full directory."""

    query: Mapping[str, str]

    @cached_property
    def listed(self) -> list[LocalGovernment]:
        return sorted(with_standing(LocalGovernment.objects.listed()), key=lambda lg: (lg.sorting_name, lg.slug))

    @cached_property
    def local_governments(self) -> list[LocalGovernment]:
        """Those that exist and can sign, members and participants alike."""
        return [lg for lg in self.listed if lg.can_sign and not lg.is_demonstration]

    @cached_property
    def networks(self) -> list[LocalGovernment]:
        """Networks and associations: partners that cannot sign."""
        return [lg for lg in self.listed if not lg.can_sign]

    @cached_property
    def fictional(self) -> list[LocalGovernment]:
        """Made up, or added while trying the demonstration: always shown apart."""
        return [lg for lg in self.listed if lg.is_demonstration]

    @cached_property
    def members(self) -> list[LocalGovernment]:
        """Those whose signature stands in the real register."""
        return [lg for lg in self.local_governments if lg.has_real_signature]

    @cached_property
    def participants(self) -> list[LocalGovernment]:
        """Local governments and networks that took part, whether or not they signed."""
        return [lg for lg in self.listed if lg.role in PARTICIPATING and not lg.is_demonstration]

    @cached_property
    def pilots(self) -> list[LocalGovernment]:
        return [lg for lg in self.participants if lg.role == Role.PILOT_TERRITORY]

    @cached_property
    def countries(self) -> int:
        return len({lg.country for lg in self.participants})

    @cached_property
    def regions(self) -> list[RegionGroup]:
        """The regions that have somebody, the largest first."""
        groups = [RegionGroup(region, [lg for lg in self.local_governments if lg.region == region]) for region in Region]
        return sorted((group for group in groups if group.count), key=lambda group: (-group.count, fold(group.name)))

    @cached_property
    def points(self) -> list[maps.Point]:
        return maps.points(lg for lg in self.listed if not lg.is_demonstration)


def with_standing(local_governments: "LocalGovernmentQuerySet") -> "LocalGovernmentQuerySet":
    """Note on each whether it has a page to read, and whether its membership rests on a real signature or a demonstration one."""
    same = LocalGovernment.objects.filter(pk=OuterRef("pk"))
    return local_governments.annotate(
        has_page=Exists(same.filter(page__live=True)),
        has_real_signature=Exists(same.filter(signatures__chain="register", signatures__status="accepted")),
    )
