"""The library as a feed (Atom, RFC 4287): what was added or changed last."""

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from core.feeds import NOT_IN_XML, Feed, address, opened, tag
from core.languages import current, language_name
from network.library.listing import Listing
from network.library.rows import Entry

NEWEST = 50  # entries


def as_atom(listing: Listing) -> str:
    query = listing.filters.unchosen.query
    asked = f"?{query}" if query else ""
    feed = opened(
        title=_("Resources"),
        subtitle=_("Guides, declarations, reports and courses on violence against women, for local governments."),
        link=address(reverse("wagtail_serve", args=["resources/"]) + asked),
        own=address(reverse("library:feed") + asked),
        guid=tag("resources", query),
    )
    newest = sorted(
        (page for page in (row.entry for row in listing.asked) if page.last_published_at),
        key=lambda page: page.last_published_at,
        reverse=True,
    )
    for page in newest[:NEWEST]:
        add_to(feed, page)
    return str(feed.writeString("utf-8"))


def add_to(feed: Feed, page: Entry) -> None:
    """In the reader's language, else in the first that is ready, which the entry then says."""
    said = f"<p>{escape(NOT_IN_XML.sub('', page.t.intro))}</p>"
    if page.is_fallback:
        shown = _("Not yet available in %(here)s. You are reading it in %(shown)s.")
        said = f"<p>{escape(shown % {'here': language_name(current()), 'shown': language_name(page.display_language)})}</p>{said}"
    feed.add_item(
        title=NOT_IN_XML.sub("", page.title_words.text),
        link=address(reverse("wagtail_serve", args=[f"resources/{page.slug}/"])),
        description=said,
        unique_id=tag("resource", str(page.translation_key)),
        pubdate=page.first_published_at,
        updateddate=page.last_published_at,
        categories=[page.kind_of_entry],
    )
