"""The states of a proposed experience, of a sign-off, and of the yearly question."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProposalStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("proposed experience", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("proposed experience", "With the editors")
    ASKED = "asked", pgettext_lazy("proposed experience", "A question for you")
    TAKEN_UP = "taken_up", pgettext_lazy("proposed experience", "Published")
    DECLINED = "declined", pgettext_lazy("proposed experience", "Not taken up")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposed experience", "Withdrawn")


EDITABLE = (ProposalStatus.DRAFT, ProposalStatus.ASKED)  # its authority may change it
WITH_EDITORS = (ProposalStatus.SUBMITTED, ProposalStatus.ASKED)  # it has a draft page that is not public
ENDED = (ProposalStatus.TAKEN_UP, ProposalStatus.DECLINED, ProposalStatus.WITHDRAWN)


class Side(models.TextChoices):
    """Who wrote a note about a proposal."""

    EDITORS = "editors", _("The editors")
    AUTHORITY = "authority", _("The local government")


class AttachmentKind(models.TextChoices):
    PICTURE = "picture", _("Picture")
    DOCUMENT = "document", pgettext_lazy("a file", "Document")


class SignOffAnswer(models.TextChoices):
    NONE = "", pgettext_lazy("sign-off", "Not answered yet")
    APPROVED = "approved", pgettext_lazy("sign-off", "Agreed")
    REMARK = "remark", pgettext_lazy("sign-off", "A remark")
    WAIVED = "waived", pgettext_lazy("sign-off", "Waived by the secretariat")


class CheckAnswer(models.TextChoices):
    NONE = "", pgettext_lazy("yearly question", "Not answered yet")
    STILL_TRUE = "still_true", pgettext_lazy("yearly question", "Still true")
    CHANGED = "changed", pgettext_lazy("yearly question", "Something changed")
