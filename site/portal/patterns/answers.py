"""Samples of what the portal answers, and of what editors and visitors put on a page."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import segno
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from charter.enums import Status
from core.languages import CODES, current
from core.models import PortalImage
from network.profile_shown import RENDITION, ShownPicture
from network.prose import Words
from portal.patterns.forms import Decision, EveryField, OneField, decision, empty, one_field, refused


class Said(str):
    """A message as a view leaves it."""

    level_tag = "success"


class Refused(Said):
    level_tag = "error"


class Answers:
    moment = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
    languages = CODES
    link = {"url": "https://oivf.seinesaintdenis.fr/en/", "label": "oivf.seinesaintdenis.fr"}
    file = {"label": "", "document": {"url": "/", "title": "A guide", "file_extension": "pdf", "file_size": 214_000}}
    video = {"url": "https://oivf.seinesaintdenis.fr/en/", "title": "A film", "minutes": 7, "site": "oivf.seinesaintdenis.fr"}
    checked_file = SimpleNamespace(finding="changed")
    document = SimpleNamespace(code="CT-TEST")

    # --- Forms
    @property
    def form(self) -> EveryField:
        return empty(current())

    @property
    def refused_form(self) -> EveryField:
        return refused(f"{current()}_refused")

    @property
    def short_form(self) -> OneField:
        return one_field(current())

    @property
    def decision(self) -> Decision:
        return decision(current())

    # --- What the portal answers
    @property
    def messages(self) -> list[Said]:
        return [Said(_("Draft saved. You can go on at any time, from any device.")), Refused(_("This file is empty."))]

    @property
    def states(self) -> list[tuple[str, str, str]]:
        """Icon, tone and word."""
        return [
            ("done", "good", pgettext("state of a duty", "Done")),
            ("partly", "", pgettext("state of a duty", "Under way")),
            ("pending", "", pgettext("state of a duty", "Planned")),
            ("none", "none", pgettext("state of a duty", "Not documented")),
            ("paused", "", str(Status.SUSPENDED.label)),
            ("ended", "ended", str(Status.WITHDRAWN.label)),
            ("alert", "bad", _("There is a problem")),
        ]

    @property
    def page_in_another_language(self) -> Any:
        return SimpleNamespace(is_fallback=True, display_language=next(code for code in CODES if code != current()))

    @property
    def qr(self) -> str:
        return segno.make("https://caring-territories.example/").svg_data_uri(border=2)

    # --- What people put on a page
    @property
    def quotation(self) -> dict[str, str]:
        return {"text": _("What a pilot territory owes, and what the sources show so far."), "author": _("Caring Territories")}

    @property
    def picture(self) -> PortalImage | None:
        """The only thing that comes from the database: a picture has a file."""
        return PortalImage.objects.order_by("pk").first()

    @property
    def pictures(self) -> list[ShownPicture]:
        if self.picture is None:
            return []
        made = self.picture.get_rendition(RENDITION)
        return [ShownPicture(made.url, Words(self.picture.title, "en"), _("Caring Territories"), made.width, made.height)]
