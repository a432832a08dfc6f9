"""Pictures and documents of the pages, with titles and descriptions in every language."""

from contextlib import closing

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from core.languages import CODES


class PortalImage(AbstractImage):
    alt = models.CharField(_("description for those who do not see it"), max_length=255, blank=True)
    admin_form_fields = (*Image.admin_form_fields, *(f"alt_{code}" for code in CODES))

    @property
    def default_alt_text(self) -> str:
        return self.alt

    def create_rendition(self, filter: Filter) -> "PortalRendition":  # noqa: A002 -- Wagtail's name
        """As Wagtail's, which leaves the new file open."""
        with closing(self.generate_rendition_file(filter)) as made:
            same = {"filter_spec": filter.spec, "focal_point_key": filter.get_cache_key(self)}
            return self.renditions.get_or_create(**same, defaults={"file": made})[0]


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="core_rendition_unique")]


class PortalDocument(AbstractDocument):
    language = models.CharField(_("language of the document"), max_length=10, blank=True)
    admin_form_fields = (*Document.admin_form_fields, "language")
