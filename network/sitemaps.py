"""The network's address for search engines that is no page: help numbers."""

from django.urls import reverse

from core.sitemaps import PortalSitemap


class HelpSitemap(PortalSitemap):
    def items(self) -> list[str]:
        return ["network:help"]

    def location(self, item: str) -> str:
        return reverse(item)
