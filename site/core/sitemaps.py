"""What every sitemap of the portal has in common."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse


class PortalSitemap(Sitemap):
    """Each address in each of its languages, with the others as alternates, under the portal's own name and never the request's."""

    i18n = True
    alternates = True

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.PORTAL_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.PORTAL_URL).netloc


class VerifySitemap(PortalSitemap):
    """Where documents are checked. What is checked there stands in no sitemap."""

    def items(self) -> list[str]:
        return ["verify:start"]

    def location(self, item: str) -> str:
        return reverse(item)
