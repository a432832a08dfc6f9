"""The forms around a proposal: where to begin, its files, answers, and why it is withdrawn."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import CleanCharField
from core.languages import direction
from network.contribution.attachments import ACCEPT
from network.models import LocalGovernment, ProposalAttachment
from network.profile_enums import People


class StartForm(forms.Form):
    place = forms.ChoiceField(
        label=gettext_lazy("For which local government?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose the local government.")),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language do you write?"),
        help_text=gettext_lazy("One is enough. The editors translate."),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose a language.")),
    )

    def __init__(self, *args: Any, places: list[LocalGovernment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.slug: place for place in places}
        self.fields["place"].choices = [(slug, place.display_name) for slug, place in self.places.items()]  # type: ignore[attr-defined]
        if len(places) == 1:
            self.fields["place"].widget = forms.HiddenInput()

    def clean_place(self) -> LocalGovernment:
        return self.places[self.cleaned_data["place"]]


class FileForm(forms.Form):
    """A picture or a PDF; the action says whether it is one, and harmless."""

    file = forms.FileField(
        label=gettext_lazy("Picture or PDF"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages=dict.fromkeys(("required", "missing"), gettext_lazy("Choose a file.")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _("JPEG, PNG, WebP or PDF, %(limit)s MB at most. What the camera noted, such as the place, is removed.")
        self.fields["file"].help_text = said % {"limit": settings.MAX_UPLOAD_MB}


class DescribeForm(forms.Form):
    text = CleanCharField(max_length=255, label="", error_messages={"required": gettext_lazy("Say it in a sentence.")})
    credit = CleanCharField(
        label=gettext_lazy("Who made it"),
        help_text=gettext_lazy("The name to print beside it, of the photographer or the service."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    people = forms.ChoiceField(
        label=gettext_lazy("Can somebody be recognised?"),
        help_text=gettext_lazy("Never a woman who was helped, nor a child. If somebody has not agreed, choose another picture."),
        choices=People.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Say whether somebody can be recognised.")),
    )

    def __init__(self, *args: Any, attachment: ProposalAttachment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language, field = attachment.proposal.language, self.fields["text"]
        field.widget = forms.TextInput(attrs={"lang": language, "dir": direction(language)})
        if attachment.is_picture:
            field.label = _("What it shows")
            field.help_text = _("For those who do not see it: who does what, and where.")
        else:
            field.label = _("What it is")
            field.help_text = _("The text of the link to it, for example “Report of 2025”.")
            del self.fields["people"]


class AnswerForm(forms.Form):
    text = CleanCharField(
        label=gettext_lazy("Your answer"), lines=True, max_length=4000, error_messages={"required": gettext_lazy("Write your answer.")}
    )


class WithdrawForm(forms.Form):
    reason = CleanCharField(label=gettext_lazy("Why, if you want to say it"), lines=True, max_length=2000, required=False)
