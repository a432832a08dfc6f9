"""The charter's addresses for search engines: its text, its versions, the register and its entries, and where to sign."""

from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from charter.models import CharterVersion, Signature
from charter.reading import texts_of
from core.languages import CODES
from core.sitemaps import PortalSitemap


class Address(NamedTuple):
    """A page, the languages it exists in, and when it last changed."""

    name: str
    args: tuple[object, ...] = ()
    languages: list[str] = CODES
    changed: datetime | None = None


class TextSitemap(PortalSitemap):
    def items(self) -> list[Address]:
        """The text in force, then each version, in the languages in which it is complete."""
        versions = list(CharterVersion.objects.published().prefetch_related("texts").order_by("-number"))
        found = [Address("version_detail", (version.number,), list(texts_of(version)), version.published_at) for version in versions]
        return [address._replace(name="text", args=()) for address in found[:1]] + found + [Address("sign_start")]

    def location(self, item: Address) -> str:
        return reverse(f"charter:{item.name}", args=item.args)

    def lastmod(self, item: Address) -> datetime | None:
        return item.changed

    def get_languages_for_item(self, item: Address) -> list[str]:
        return item.languages


class RegisterSitemap(TextSitemap):
    def items(self) -> list[Address]:
        """The list and every entry, in every language: their facts always are in the reader's."""
        rows = Signature.objects.in_register().values_list("reference", "changed_at")
        entries = [Address("register_entry", (reference,), changed=changed) for reference, changed in rows]
        return [Address("register", changed=max((entry.changed for entry in entries if entry.changed), default=None)), *entries]
