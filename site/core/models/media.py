"""Pictures and documents of the pages, with titles and descriptions in every language."""

from contextlib import closing
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from core.languages import CODES
from core.picture_traces import cleaned


class People(models.TextChoices):
    """Whether somebody can be recognised in a picture."""

    NOBODY = "nobody", _("Nobody can be recognised")
    SOMEBODY = "somebody", _("Somebody can be recognised, from behind or by a tattoo too")


class PortalImage(AbstractImage):
    alt = models.CharField(_("description for those who do not see it"), max_length=255, blank=True)
    people = models.CharField(_("people in the picture"), max_length=10, choices=People.choices, blank=True)
    consent = models.BooleanField(_("everybody who can be recognised has agreed in writing"), default=False)
    consent_kept = models.CharField(
        _("where that agreement is kept"), max_length=200, blank=True, help_text=_("For editors only: a file, a folder, a person.")
    )

    admin_form_fields = (*Image.admin_form_fields, *(f"alt_{code}" for code in CODES), "people", "consent", "consent_kept")

    class Meta(AbstractImage.Meta):
        constraints = [models.CheckConstraint(condition=models.Q(people__in=["", *People.values]), name="core_image_people_known")]

    @property
    def default_alt_text(self) -> str:
        return self.alt

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Whichever way a file comes, what the camera wrote about place, time and owner never reaches the disk."""
        given: Any = getattr(self, "file")  # noqa: B009 -- its type is not known here
        if given and not given._committed and (bare := cleaned(given)) is not given:
            self.file = bare
            self._set_image_file_metadata()
        return super().save(*args, **kwargs)

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
