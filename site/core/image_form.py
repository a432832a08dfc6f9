"""The editor's form of a picture: no trace of the camera is kept, and who can be seen in it is asked."""

from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.languages import CODES, direction
from core.picture_traces import cleaned


class PictureField(WagtailImageField):
    """Wagtail's, which lets a file that is cut short pass its first look and fails at the second."""

    widget = BaseImageForm.Meta.widgets["file"]

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except OSError:
            raise forms.ValidationError(_("This picture is damaged and cannot be shown."), code="damaged") from None


class PortalImageForm(BaseImageForm):
    """Nothing but the file and a title is required at once; an experience asks for the rest before it is published."""

    file = PictureField(label=_("File"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].help_text = _("Place, time and owner, which cameras write into pictures, are taken out.")
        if "people" in self.fields:
            self.fields["people"].choices = [("", _("Not said yet")), *self.fields["people"].choices[1:]]
        for code in CODES:
            if f"alt_{code}" in self.fields:
                self.fields[f"alt_{code}"].widget.attrs.update(lang=code, dir=direction(code))

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if "file" not in self.changed_data or not isinstance(given, File):
            return given
        bare = cleaned(given)
        if bare is given:
            return given
        bare.image, bare.content_type = given.image, given.content_type  # type: ignore[attr-defined]  # as Django's field leaves them
        return bare

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets, "people": forms.RadioSelect}
