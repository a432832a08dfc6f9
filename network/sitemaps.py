"""The network's addresses for search engines that are no pages: help numbers, duties, regions of the world, measures, protocols."""

from django.urls import reverse

from core.sitemaps import PortalSitemap
from network.directory import region_address
from network.enums import Region
from network.models import LocalGovernment, LocalProtocol, Measure, NetworkPage


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


class MeasureSitemap(PortalSitemap):
    """The measures, and each of those whose lineage is known."""

    def items(self) -> list[str]:
        return ["", *Measure.objects.order_by("slug").values_list("slug", flat=True)]

    def location(self, item: str) -> str:
        return reverse("observatory:measure", args=[item]) if item else reverse("observatory:measures")


class ProtocolSitemap(PortalSitemap):
    def items(self) -> list[str]:
        return list(LocalProtocol.objects.order_by("slug").values_list("slug", flat=True))

    def location(self, item: str) -> str:
        return reverse("observatory:protocol", args=[item])
