"""Sheets of our own for the library: typeset when they are loaded, one file in each language."""

import re
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.languages import CODES
from core.models import PortalDocument
from core.typesetting import typeset
from network.models import ResourceFile
from portal.demo.facts import read

MADE_AT = datetime(2026, 11, 24, tzinfo=UTC)  # the same words give the same file
SENTENCE = re.compile(r".+?[.؟?!](?=\s|$)", re.DOTALL)


def files_of(facts: dict[str, Any]) -> list[ResourceFile]:
    return [
        ResourceFile(position=place, language=code, title=facts["title"][code], document=document(facts, code), is_accessible=True)
        for place, code in enumerate(CODES)
    ]


def document(facts: dict[str, Any], code: str) -> PortalDocument:
    file = ContentFile(typeset("portal/leaflet", code, values(facts, code), MADE_AT), name=f"{facts['slug']}-{code}.pdf")
    made = PortalDocument(title=facts["title"][code], language=code, file=file)
    made._set_document_file_metadata()  # as Wagtail's form does
    made.save()
    return made


def values(facts: dict[str, Any], code: str) -> dict[str, Any]:
    """The first sentence of each article of the demonstration charter."""
    charter = read("charter")
    with override(code):
        portal = _("Caring Territories")
    return {
        "portal": portal,
        "title": facts["title"][code],
        "label": charter["label"][code],
        "points": [{"title": article["title"][code], "text": first_sentence(article["text"][code])} for article in charter["articles"]],
        "where": facts["where"][code],
        "address": f"{settings.PORTAL_URL}/{code}/{facts['page']}",
    }


def first_sentence(text: str) -> str:
    found = SENTENCE.match(text.strip())
    return found[0] if found else text.strip()
