"""The network's addresses for search engines that are no pages: help numbers, duties, regions of the world, measures, protocols."""

from django.db.models import Exists, QuerySet, Value
from django.urls import reverse

from core.sitemaps import PortalSitemap
from network.directory import region_address
from network.enums import Region
from network.models import LocalGovernment, LocalProtocol, Measure, NetworkPage, ObservatoryPage


class HelpSitemap(PortalSitemap):
    def items(self) -> list[str]:
        return ["network:help"]

    def location(self, item: str) -> str:
        return reverse(item)


class DutiesSitemap(PortalSitemap):
    def items(self) -> list[str]:
        return ["duties:board"]

    def location(self, item: str) -> str:
        return reverse(item)


class RegionSitemap(PortalSitemap):
    """Those that hold somebody, once there is a directory to read."""

    def items(self) -> list[str]:
        if not NetworkPage.objects.readable().public().exists():
            return []
        held = LocalGovernment.objects.listed().filter(is_demonstration=False).order_by().values_list("region", flat=True).distinct()
        return [region for region in Region.values if region in set(held)]

    def location(self, item: str) -> str:
        return region_address(item)


class ObservatorySitemap(PortalSitemap):
    """The measures whose lineage is known, and the protocols; once there is an observatory to read."""

    def items(self) -> list[tuple[str, str]]:
        is_open = Exists(ObservatoryPage.objects.readable())
        measures, protocols = (
            QuerySet(model).filter(is_open).order_by().annotate(part=Value(name)).values_list("part", "slug")
            for model, name in ((Measure, "measure"), (LocalProtocol, "protocol"))
        )
        return sorted(measures.union(protocols, all=True))

    def location(self, item: tuple[str, str]) -> str:
        name, slug = item
        return reverse(f"observatory:{name}", args=[slug])
