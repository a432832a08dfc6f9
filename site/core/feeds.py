"""What the portal's open files have in common: addresses, cells that are safe in a spreadsheet, feeds that readers of news accept."""

import re
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from core.languages import current

LICENCE = {"name": "Creative Commons Attribution 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
BYTE_ORDER_MARK = "\ufeff"  # without which Excel garbles Arabic
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def address(path: str) -> str:
    return settings.PORTAL_URL + path


def cell(value: object) -> str:
    """As a spreadsheet may show it: text that would be run as a formula is marked as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value.isoformat() if isinstance(value, date) else str(value)
    return f"'{text}" if isinstance(value, str) and FORMULA.match(text) else text


class Feed(Atom1Feed):
    """Atom (RFC 4287)."""

    def latest_post_date(self) -> datetime:
        """Of an empty feed too: a fixed day, so that it does not seem to change."""
        return super().latest_post_date() if self.items else datetime(2026, 1, 1, tzinfo=UTC)


def opened(*, title: str, subtitle: str, link: str, own: str, guid: str) -> Feed:
    """A feed of the portal in the active language, without its entries; `own` is the feed's own address."""
    return Feed(
        title=title,
        link=link,
        description="",
        subtitle=subtitle,
        language=current(),
        author_name=_("Caring Territories"),
        feed_url=own,
        feed_guid=guid,
        feed_copyright=LICENCE["url"],
    )


def tag(*what: str) -> str:
    """An identifier for ever (RFC 4151). Each language is an entry of its own."""
    return ":".join([f"tag:{urlsplit(settings.PORTAL_URL).hostname},2026", *filter(None, what), current()])
