"""The states of a signature and the vocabularies around it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("signature", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("signature", "Submitted")
    CHANGES_REQUESTED = "changes_requested", pgettext_lazy("signature", "Changes requested")
    ACCEPTED = "accepted", pgettext_lazy("signature", "In force")
    SUSPENDED = "suspended", pgettext_lazy("signature", "Suspended")
    DECLINED = "declined", pgettext_lazy("signature", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("signature", "Withdrawn")
    SUPERSEDED = "superseded", pgettext_lazy("signature", "Superseded")


OPEN = (Status.DRAFT, Status.CHANGES_REQUESTED)  # with the authority
ENDED = (Status.DECLINED, Status.WITHDRAWN, Status.SUPERSEDED)
LIVE = tuple(status for status in Status if status not in ENDED)
IN_REGISTER = (Status.ACCEPTED, Status.SUSPENDED, Status.WITHDRAWN, Status.SUPERSEDED)  # once accepted, shown for ever


class Chain(models.TextChoices):
    """Evidence of real signatures, and evidence of demonstration ones, which alone can be removed."""

    REGISTER = "register", _("Register")
    DEMONSTRATION = "demonstration", _("Demonstration")


class MandateKind(models.TextChoices):
    COUNCIL = "council", _("Decision of the council")
    EXECUTIVE = "executive", _("Decision of the executive")
    DELEGATION = "delegation", _("Standing delegation of powers")


class MandateState(models.TextChoices):
    DECIDED = "decided", _("The decision has been taken")
    PENDING = "pending", _("The decision is pending")


class Capacity(models.TextChoices):
    HEAD = "head", _("Head of the local government")
    DEPUTY = "deputy", _("Deputy, with a delegation of signature")
    NAMED = "named", _("Person named in the decision")


class Reason(models.TextChoices):
    """Why the secretariat asks for changes, declines, suspends or withdraws."""

    MANDATE_MISSING = "mandate_missing", _("The decision is missing or does not allow the signature")
    MANDATE_UNREADABLE = "mandate_unreadable", _("The file of the decision cannot be read")
    SIGNATORY_UNCLEAR = "signatory_unclear", _("It is not clear that this person may sign")
    AUTHORITY_UNCLEAR = "authority_unclear", _("The local government is not clearly identified")
    DUPLICATE = "duplicate", _("This local government is in the network under another name")
    NOT_ELIGIBLE = "not_eligible", _("This body cannot sign the charter")
    MANDATE_LAPSED = "mandate_lapsed", _("The decision did not come by the announced date")
    COMMITMENT_BROKEN = "commitment_broken", _("The local government no longer keeps to the charter")
    OWN_REQUEST = "own_request", _("The local government asked for it")
    OTHER = "other", _("Another reason, given in the message")


class Side(models.TextChoices):
    SECRETARIAT = "secretariat", _("Secretariat")
    AUTHORITY = "authority", _("Local government")
    SIGNATORY = "signatory", _("Signatory")


class EventKind(models.TextChoices):
    STARTED = "started", _("File opened")
    SIGNED = "signed", _("Signed and sent")
    RESUBMITTED = "resubmitted", _("Sent again, unchanged")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    SUSPENDED = "suspended", _("Suspended")
    REINSTATED = "reinstated", _("In force again")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Superseded")
    MANDATE_RECEIVED = "mandate_received", _("Decision received")
