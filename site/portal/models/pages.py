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
from network.models import ProfilePage


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
        """A profile is found with its record in one query, past the directory above it."""
        if len(path_components) == 2 and path_components[0] == "network":
            address = f"{self.url_path}{'/'.join(path_components)}/"
            profile = ProfilePage.objects.filter(url_path=address).select_related("local_government").first()
            if profile:
                return profile.route(request, [])
        return super().route(request, path_components)

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
