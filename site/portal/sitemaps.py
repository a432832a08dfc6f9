"""What search engines are told to read: pages in the languages that are ready, and the journeys' public addresses."""

from datetime import datetime

from django.urls import reverse
from wagtail.models import Site

from charter.sitemaps import RegisterSitemap, TextSitemap
from core.models import BasePage
from core.sitemaps import PortalSitemap, VerifySitemap
from network.sitemaps import DutiesSitemap, HelpSitemap, ObservatorySitemap, RegionSitemap


class PageSitemap(PortalSitemap):
    """Wagtail's pages, from the home page down. Addresses are worked out here: Wagtail would look up the site for each of them."""

    def __init__(self) -> None:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        self.root = site.root_page if site else None

    def items(self) -> list[BasePage]:
        if self.root is None:
            return []
        return list(BasePage.objects.readable().public().descendant_of(self.root, inclusive=True).order_by("path"))

    def location(self, item: BasePage) -> str:
        return reverse("wagtail_serve", args=[item.url_path.removeprefix(self.root.url_path if self.root else "")])

    def lastmod(self, item: BasePage) -> datetime | None:
        return item.last_published_at

    def get_languages_for_item(self, item: BasePage) -> list[str]:
        return item.ready_languages


SITEMAPS = {
    "pages": PageSitemap,
    "duties": DutiesSitemap,
    "regions": RegionSitemap,
    "help": HelpSitemap,
    "observatory": ObservatorySitemap,
    "charter": TextSitemap,
    "register": RegisterSitemap,
    "verify": VerifySitemap,
}
