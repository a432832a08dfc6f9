"""The network's addresses for search engines that are no pages: help numbers, duties, and the regions of the world where it is."""

from django.urls import reverse

from core.sitemaps import PortalSitemap
from network.directory import region_address
from network.enums import Region
from network.models import LocalGovernment, NetworkPage


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
