"""The short forms in which a representative changes a profile."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import DIGITS, CleanCharField
from core.languages import CODES, current, direction, language_name
from core.number_fields import DegreesField, WholeNumberField
from core.pictures import ACCEPT, checked_picture
from network import tongues
from network.profile_enums import People
from network.profile_form_base import PartsForm
from network.profile_parts import ALT, STORY, language_of

LONGEST_STORY = 6000
LONGEST_ALT = 255
MOST_PEOPLE = 2_000_000_000
FIRST_COUNT = 1900
SCHEMES = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def in_language(code: str, label: Promise | str, **kwargs: Any) -> CleanCharField:
    """Text of one language: its direction, and its name for screen readers and spelling."""
    attrs = {"lang": code, "dir": direction(code)}
    widget = forms.Textarea(attrs=attrs | {"rows": 12}) if kwargs.get("lines") else forms.TextInput(attrs=attrs)
    return CleanCharField(label=label, widget=widget, required=False, **kwargs)


def language_choices() -> list[tuple[str, str]]:
    return [("", str(_("Choose"))), *((code, language_name(code)) for code in CODES)]


def tongue_choices() -> list[tuple[str, str]]:
    return [("", str(_("Choose"))), *tongues.choices()]


def web_address(**kwargs: Any) -> forms.URLField:
    widget = forms.TextInput(attrs={"type": "url", "dir": "ltr", "inputmode": "url", "autocomplete": "off"})
    invalid = gettext_lazy("This address is not complete. It looks like www.example.org.")
    messages = {"invalid": invalid, **(kwargs.pop("error_messages", None) or {})}
    return forms.URLField(widget=widget, assume_scheme="https", error_messages=messages, **kwargs)


class StoryForm(PartsForm):
    """What it did, in one language; the other languages stay as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in self.parts:
            code = language_of(part)
            label = _("What it did, in %(language)s") % {"language": language_name(code)}
            hint = _("Plain text. An empty line begins a new paragraph. Never name a woman who was helped, nor say where a shelter is.")
            self.fields[STORY[part][0]] = in_language(code, label, help_text=hint, lines=True, max_length=LONGEST_STORY)


class NamesForm(PartsForm):
    name_local = CleanCharField(
        label=gettext_lazy("Official name, in its own language and script"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write the official name.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    name_local_language = forms.ChoiceField(
        label=gettext_lazy("Language of that name"),
        choices=tongue_choices,
        error_messages={"required": gettext_lazy("Choose the language of the name.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in CODES:
            label = _("Name in %(language)s") % {"language": language_name(code)}
            self.fields[f"name_{code}"] = in_language(code, label, max_length=200)


class FactsForm(PartsForm):
    website = web_address(label=gettext_lazy("Official website"), max_length=200, required=False)
    population = WholeNumberField(label=gettext_lazy("Population"), min_value=1, max_value=MOST_PEOPLE, required=False)
    population_year = WholeNumberField(label=gettext_lazy("Year of that number"), min_value=FIRST_COUNT, required=False)
    population_source = CleanCharField(
        label=gettext_lazy("Where that number comes from"),
        help_text=gettext_lazy("For example “census of 2021, national statistical office”."),
        max_length=200,
        required=False,
    )
    latitude = DegreesField(
        label=gettext_lazy("Latitude"), help_text=gettext_lazy("From -90 (south) to 90 (north)."), most=90, required=False
    )
    longitude = DegreesField(
        label=gettext_lazy("Longitude"), help_text=gettext_lazy("From -180 (west) to 180 (east)."), most=180, required=False
    )
    coordinates_source = CleanCharField(
        label=gettext_lazy("Where the position comes from"),
        help_text=gettext_lazy("Of the town hall or the seat of the government, never of a shelter."),
        max_length=200,
        required=False,
    )

    def clean_population_year(self) -> int | None:
        year: int | None = self.cleaned_data["population_year"]
        if year and year > timezone.localdate().year:
            raise forms.ValidationError(_("This year is still to come."))
        return year

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for part, missing in ASKED_TOGETHER.items():
            if self.was_touched(part):
                self.ask_for_all(missing)
        return values

    def ask_for_all(self, missing: dict[str, Promise]) -> None:
        """A number without its year and source, or half a position, says nothing."""
        empty = [name for name in missing if name not in self.errors and self.cleaned_data.get(name) in (None, "")]
        for name in empty if len(empty) < len(missing) else []:
            self.add_error(name, str(missing[name]))


ASKED_TOGETHER: dict[str, dict[str, Promise]] = {
    "population": {
        "population": gettext_lazy("Write the number, or empty its year and source too."),
        "population_year": gettext_lazy("Write the year of that number."),
        "population_source": gettext_lazy("Write where that number comes from."),
    },
    "position": {
        "latitude": gettext_lazy("Write the latitude, or empty the longitude and the source too."),
        "longitude": gettext_lazy("Write the longitude, or empty the latitude and the source too."),
        "coordinates_source": gettext_lazy("Write where the position comes from."),
    },
}


class ContactForm(PartsForm):
    """Of an office, for everybody to see."""

    contact_name = CleanCharField(
        label=gettext_lazy("Name of the service"),
        help_text=gettext_lazy("For example “Equality office”. A service, not a person: no first or family name."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("Email address of the service"),
        help_text=gettext_lazy("One that several people read, for example equality@town.example."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    contact_phone = CleanCharField(
        label=gettext_lazy("Telephone number of the service"),
        help_text=gettext_lazy(
            "With the code of the country, for example +33 1 23 45 67 89. Not a help line: those stand on their own page."
        ),
        max_length=40,
        required=False,
        validators=[
            RegexValidator(r"^\+?[0-9][0-9 ()./-]{3,38}$", gettext_lazy("Write the number in digits, for example +33 1 23 45 67 89."))
        ],
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel", "autocomplete": "off"}),
    )
    contact_address = CleanCharField(
        label=gettext_lazy("Postal address of the office"),
        help_text=gettext_lazy("Never the address of a shelter, nor of a place where women are received in confidence."),
        max_length=500,
        lines=True,
        required=False,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.data = plain_digits(self.data, "contact_phone")


def plain_digits(data: Any, name: str) -> Any:
    """The same with digits 0-9 in one field, whatever the keyboard writes."""
    if not data.get(name):
        return data
    data = data.copy()
    data[name] = data[name].translate(DIGITS)
    return data


class LinkForm(PartsForm):
    title = CleanCharField(
        label=gettext_lazy("Text of the link"),
        help_text=gettext_lazy("What one finds there, for example “Action plan 2026”."),
        max_length=120,
        error_messages={"required": gettext_lazy("Write the text of the link.")},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of that text"),
        choices=language_choices,
        error_messages={"required": gettext_lazy("Choose the language of the text.")},
    )
    url = web_address(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("It begins with https://, so that nobody can read along."),
        max_length=500,
        error_messages={"required": gettext_lazy("Write the address.")},
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        parts = urlsplit(url)
        if parts.scheme != "https":
            raise forms.ValidationError(_("The address has to begin with https://."), code="scheme")
        if "@" in parts.netloc:
            raise forms.ValidationError(_("An address with a name or password in it is not taken."), code="name")
        return url


class PictureFileForm(forms.Form):
    """A picture, drawn anew as soon as it arrives."""

    file = forms.FileField(
        label=gettext_lazy("Picture"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages=dict.fromkeys(("required", "missing"), gettext_lazy("Choose a picture.")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _("JPEG, PNG or WebP, %(limit)s MB at most. What the camera noted, such as the place, is removed.")
        self.fields["file"].help_text = said % {"limit": settings.MAX_UPLOAD_MB}

    def clean_file(self) -> bytes:
        upload: UploadedFile = self.cleaned_data["file"]
        return checked_picture(upload)


class PictureForm(PartsForm):
    """What a picture shows, whose it is, and that those in it agree."""

    credit = CleanCharField(
        label=gettext_lazy("Who took it"),
        help_text=gettext_lazy("The name to print beside it, of the photographer or the service."),
        max_length=200,
        error_messages={"required": gettext_lazy("Write who took it.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    people = forms.ChoiceField(
        label=gettext_lazy("Can somebody be recognised?"),
        help_text=gettext_lazy("Never a woman who was helped, nor a child. If somebody has not agreed, choose another picture."),
        choices=People.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Say whether somebody can be recognised.")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in CODES:
            label = _("What it shows, in %(language)s") % {"language": language_name(code)}
            self.fields[f"alt_{code}"] = in_language(code, label, max_length=LONGEST_ALT)
        self.fields[f"alt_{current()}"].help_text = _("For those who do not see it: who does what, and where. One language is enough.")
        self.order_fields([f"alt_{current()}", *ALT])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not any(values.get(name) or name in self.errors for name in ALT):
            self.add_error(f"alt_{current()}", _("Say what the picture shows, in at least one language."))
        return values
