"""The words of "Copy from another language" in the admin (static/js/copy.js)."""

import json

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """In the language of who edits; the script puts the name of a language into them."""
    return {
        "open": _("Copy from another language"),
        "from": _("Copy from %(language)s"),
        "nothing": _("No other language has anything here yet."),
        "filled": _("Something is written here already."),
        "replace": _("Replace it by %(language)s"),
        "keep": _("Keep it"),
        "mark": _("Copied from %(language)s, to be translated"),
        "all": _("Copy everything that is still empty in this language from:"),
        "copied": _("Copied from %(language)s, number of fields: %(number)s. Nothing that was filled in has changed."),
        "none": _("Nothing was copied: what is empty here is empty in %(language)s too."),
    }


def script() -> SafeString:
    data = json.dumps({"words": words(), "languages": dict(settings.LANGUAGES)})
    return format_html('<script src="{}" data-copying="{}"></script>', static("js/copy.js"), data)
