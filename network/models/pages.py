"""The directory and the profiles, as pages."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from core.blocks import BodyBlock
from core.models import BasePage
from core.models.pages import search_fields_for
from core.panels import tabs
from network.directory import Directory
from network.filters import Filters
from network.models.records import LocalGovernment
from network.profiles import Profile


class NetworkPage(BasePage):
    """The directory."""

    intro = models.TextField(_("introduction"), blank=True)

    edit_handler = tabs([], ["intro"])
    summary_field = "intro"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["network.ProfilePage"]
    template = "network/network_page.html"
    search_fields = [*BasePage.search_fields, *search_fields_for("intro")]

    class Meta:
        verbose_name = _("directory")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        directory = Directory(Filters.read(request.GET), request.GET.get("page", ""))
        return super().get_context(request, *args, **kwargs) | {"directory": directory, "clean_query": directory.query}


class ProfilePage(BasePage):
    """The page of one local government. Its facts are the record's; an editor adds a story."""

    local_government = models.OneToOneField(LocalGovernment, on_delete=models.PROTECT, related_name="page")
    body = StreamField(BodyBlock(), blank=True)

    edit_handler = tabs([FieldPanel("local_government")], ["body"])
    parent_page_types: ClassVar[list[str]] = ["network.NetworkPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "network/profile_page.html"

    class Meta:
        verbose_name = _("profile")

    def clean(self) -> None:
        super().clean()
        if self.slug != self.local_government.slug:
            raise ValidationError({"slug": _("A profile has the address of its local government. Change it there.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"profile": Profile(self.local_government)}
