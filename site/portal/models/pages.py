"""The home page and the plain pages."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.url_routing import RouteResult

from core.blocks import BodyBlock
from core.models import BasePage
from core.models.pages import search_fields_for
from core.panels import tabs


class HomePage(BasePage):
    heading = models.CharField(_("what the network is, in one sentence"), max_length=200, blank=True)
    intro = models.TextField(_("introduction"), blank=True)

    edit_handler = tabs([], ["heading", "intro"])
    required_when_ready = ("title", "heading", "intro")
    summary_field = "intro"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["core.BasePage"]
    template = "portal/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        from portal.short_ways import page_at  # noqa: PLC0415 -- it needs the models

        page = page_at(self, path_components)
        return page.route(request, []) if page else super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from portal.home import home_context  # noqa: PLC0415 -- reads the other applications' models

        return super().get_context(request, *args, **kwargs) | home_context()


class ContentPage(BasePage):
    """A plain page: about the programme, accessibility, personal data."""

    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlock(), blank=True)

    edit_handler = tabs([], ["intro", "body"])
    required_when_ready = ("title", "body")
    summary_field = "intro"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage", "portal.ContentPage", "portal.ProgrammePage"]
    subpage_types: ClassVar[list[str]] = ["portal.ContentPage"]
    template = "portal/content_page.html"
    search_fields = [*BasePage.search_fields, *search_fields_for("intro"), *search_fields_for("body")]

    class Meta:
        verbose_name = _("page")
