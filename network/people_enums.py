"""The vocabulary of people: states of an invitation, what happened to a role, what the secretariat is told."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.enums import RepresentativeRole

PREPARING = (RepresentativeRole.OWNER, RepresentativeRole.DELEGATE)  # may prepare the charter file and send it

WHAT_EACH_MAY = {
    RepresentativeRole.OWNER: _("Invites people and ends their roles, keeps the page up to date, prepares and sends the signature."),
    RepresentativeRole.DELEGATE: _("Prepares the signature and sends it. Cannot invite anybody."),
    RepresentativeRole.EDITOR: _("Keeps the page up to date. Cannot see the file of the signature, nor invite anybody."),
}


class InvitationState(models.TextChoices):
    """What expired was sent and is older than its date: the clock says so, nobody writes it."""

    SENT = "sent", pgettext_lazy("invitation", "sent")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "withdrawn")
    DECLINED = "declined", pgettext_lazy("invitation", "declined")


class PeopleEvent(models.TextChoices):
    GRANTED = "granted", _("Request granted")
    INVITED = "invited", _("Invitation sent")
    RESENT = "resent", _("Invitation sent again")
    WITHDRAWN = "withdrawn", _("Invitation withdrawn")
    DECLINED = "declined", _("Invitation declined")
    JOINED = "joined", _("Invitation accepted")
    ROLE_CHANGED = "role_changed", _("Role changed")
    UNTIL_CHANGED = "until_changed", _("End date changed")
    HANDED_OVER = "handed_over", _("Handed over")
    LEFT = "left", pgettext_lazy("somebody ended their own role", "Left")
    ENDED = "ended", _("Role ended")
    LAPSED = "lapsed", _("End date reached")
    APPOINTED = "appointed", _("Made owner by the secretariat")
    SECRETARIAT_TOLD = "secretariat_told", _("Secretariat told")
    SECRETARIAT_ANSWERED = "secretariat_answered", _("Secretariat answered")


OF_INVITATIONS = (PeopleEvent.INVITED, PeopleEvent.RESENT, PeopleEvent.WITHDRAWN, PeopleEvent.DECLINED)  # nobody speaks yet


class NoticeKind(models.TextChoices):
    LEAVING = "leaving", _("Its last owner leaves")
    ENDING = "ending", _("Its last owner’s end date comes")
    ENDED = "ended", _("It has no owner any more")
    ASKED = "asked", _("A colleague asks to become its owner")
