"""Where a file stands, in words for its authority: what it waits for, and what to do next."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charter.enums import Status
from charter.masking import masked
from charter.models import Signature, SigningLink
from charter.steps import LABELS, address, must_sign, next_address, unfinished
from core.languages import long_date, long_time


class Next(NamedTuple):
    """A link to what the authority does now."""

    label: str
    url: str


SENTENCES: dict[str, Promise] = {
    "unfinished": gettext_lazy("The file is not complete yet."),
    "ready": gettext_lazy("The file is complete. Read it once more, then send it to the signatory."),
    "answer": gettext_lazy(
        "The secretariat asks for changes. Nothing that was signed has changed: you can answer and send the file again. "
        "If you change a step, the signatory signs again."
    ),
    "sent": gettext_lazy(
        "The file is signed and with the secretariat, which checks the decision and the signatory, usually within ten working days."
    ),
    "checking": gettext_lazy("The secretariat checks the decision that you sent."),
    "in_force": gettext_lazy("The signature is in force and stands in the public register."),
    "suspended": gettext_lazy("The signature is suspended, and the register says so."),
    "declined": gettext_lazy("The secretariat could not accept this file. A new one can be prepared at any time."),
    "withdrawn": gettext_lazy("The file was withdrawn."),
    "superseded": gettext_lazy("A signature of a newer version of the charter took its place."),
}
ICONS = {
    "unfinished": ("partly", ""),
    "ready": ("next", ""),
    "waiting": ("mail", ""),
    "answer": ("back", "bad"),
    "sent": ("pending", ""),
    "checking": ("pending", ""),
    "decision": ("pending", ""),
    "in_force": ("done", "good"),
    "suspended": ("paused", "bad"),
    "declined": ("ended", "none"),
    "withdrawn": ("ended", "none"),
    "superseded": ("ended", "none"),
}


@dataclass
class Standing:
    """A file with the link that its signatory may use now, if any."""

    signature: Signature
    link: SigningLink | None = None

    @cached_property
    def unfinished(self) -> list[str]:
        return unfinished(self.signature) if self.signature.is_open else []

    @cached_property
    def name(self) -> str:
        """What the file waits for, in one word."""
        if self.signature.is_open:
            return self.name_while_open
        if self.signature.status == Status.SUBMITTED:
            return "sent"
        if self.signature.status in (Status.ACCEPTED, Status.SUSPENDED) and self.signature.mandate_is_pending:
            return "checking" if self.signature.mandate_received_at else "decision"
        return {Status.ACCEPTED: "in_force"}.get(Status(self.signature.status), self.signature.status)

    @property
    def name_while_open(self) -> str:
        if self.unfinished:
            return "unfinished"
        if self.link:
            return "waiting"
        return "ready" if must_sign(self.signature) else "answer"

    @property
    def label(self) -> str:
        """Its state; the signatory's turn is one of its own."""
        return _("Waiting for the signature") if self.name == "waiting" else self.signature.get_status_display()

    @property
    def icon(self) -> str:
        return ICONS[self.name][0]

    @property
    def tone(self) -> str:
        return "bad" if self.signature.status in (Status.CHANGES_REQUESTED, Status.SUSPENDED) else ICONS[self.name][1]

    @property
    def sentence(self) -> str:
        if self.name == "waiting" and self.link:
            values = {"address": masked(self.signature.signatory.email), "until": long_time(self.link.expires_at)}
            return _("The link to sign was sent to %(address)s. It is valid until %(until)s.") % values
        if self.name == "decision" and self.signature.mandate_until:
            until = {"until": long_date(self.signature.mandate_until)}
            if self.signature.status == Status.SUSPENDED:
                return (
                    _(
                        "The signature is suspended: the decision expected by %(until)s has not come. Send it, and the signature is in force again."
                    )
                    % until
                )
            return _("The signature is in force. Send the decision by %(until)s; without it the signature is suspended.") % until
        return str(SENTENCES[self.name])

    @property
    def next(self) -> Next | None:
        """What the authority does now; None when it waits or when all is done."""
        file, name = self.signature, self.name
        if name == "unfinished":
            return Next(_("Go on: %(step)s") % {"step": LABELS[self.unfinished[0]]}, next_address(file))
        if name == "ready":
            return Next(_("Review and send to the signatory"), address(file, "review"))
        if name == "answer":
            return Next(_("Answer and send again"), reverse("charter:sign_answer", args=[file.public_id]))
        if name == "decision":
            return Next(_("Send the decision"), reverse("charter:sign_decision", args=[file.public_id]))
        return None
