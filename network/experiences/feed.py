"""The list of experiences as a feed (Atom, RFC 4287): what was published or changed last."""

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from core.feeds import NOT_IN_XML, Feed, address, opened, tag
from core.languages import current, language_name
from network.experiences.listing import Listing
from network.models import ExperiencePage

NEWEST = 50  # entries


def as_atom(listing: Listing) -> str:
    query = listing.filters.query
    asked = f"?{query}" if query else ""
    feed = opened(
        title=_("Experiences"),
        subtitle=_("What local governments did against violence against women."),
        link=address(reverse("wagtail_serve", args=["experiences/"]) + asked),
        own=address(reverse("experiences:feed") + asked),
        guid=tag("experiences", query),
    )
    found = listing.experiences.filter(pk__in=[row.pk for row in listing.asked]).exclude(last_published_at=None)
    newest = found.select_related("local_government").defer_streamfields().order_by("-last_published_at", "-pk")
    for experience in newest[:NEWEST]:
        add_to(feed, experience)
    return str(feed.writeString("utf-8"))


def add_to(feed: Feed, experience: ExperiencePage) -> None:
    """In the reader's language, else in the first that is ready, which the entry then says."""
    title = _("%(title)s (%(place)s)") % {"title": experience.t.title, "place": experience.place_name or experience.country_name}
    said = f"<p>{escape(NOT_IN_XML.sub('', experience.t.intro))}</p>"
    if experience.is_fallback:
        shown = _("Not yet available in %(here)s. You are reading it in %(shown)s.")
        said = f"<p>{escape(shown % {'here': language_name(current()), 'shown': language_name(experience.display_language)})}</p>{said}"
    feed.add_item(
        title=NOT_IN_XML.sub("", title),
        link=experience.address,
        description=said,
        unique_id=tag("experience", str(experience.translation_key)),
        pubdate=experience.first_published_at,
        updateddate=experience.last_published_at,
        categories=experience.found_by.get("form", []) + experience.found_by.get("measure", []),
    )
