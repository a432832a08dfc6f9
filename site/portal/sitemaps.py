"""What search engines are told to read: pages in the languages that are ready, and the journeys' public addresses."""

from datetime import datetime

from charter.sitemaps import RegisterSitemap, TextSitemap
from core.models import BasePage
from core.sitemaps import PortalSitemap


class PageSitemap(PortalSitemap):
    """Wagtail's pages."""

    def items(self) -> list[BasePage]:
        pages = BasePage.objects.readable().public().defer_streamfields().order_by("path")
        return [page for page in pages if page.get_url_parts()]

    def location(self, item: BasePage) -> str:
        return item.get_url_parts()[2]

    def lastmod(self, item: BasePage) -> datetime | None:
        return item.last_published_at

    def get_languages_for_item(self, item: BasePage) -> list[str]:
        return item.ready_languages


SITEMAPS = {"pages": PageSitemap, "charter": TextSitemap, "register": RegisterSitemap}
