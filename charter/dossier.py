"""The whole file of a signature, as the secretariat reads it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charter import certificates, emails
from charter.admin_decisions import Decision, decisions_for
from charter.doubts import Doubt, doubts_of
from charter.enums import EventKind, Reason, Status
from charter.models import Note, Signature, SignatureEvent
from core.languages import direction
from core.models import Message, SealedDocument
from network.models import Representative

LINK, CODE, SENT_BACK = "link", "code", "sent_back"
MAILS: dict[str, str | Promise] = {
    LINK: gettext_lazy("Link to the page for signing"),
    CODE: gettext_lazy("Code for signing"),
    SENT_BACK: gettext_lazy("Sent back by the signatory"),
    "certificate": gettext_lazy("Certificate"),
    "decision": gettext_lazy("Decision received"),
    "decision_refused": gettext_lazy("Decision not accepted"),
    **dict(EventKind.choices),
}
RECIPIENTS = {
    "preparer": gettext_lazy("To those who prepare the file"),
    "secretariat": gettext_lazy("To the secretariat"),
    "signatory": gettext_lazy("To the signatory"),
}


@dataclass(frozen=True)
class Mail:
    """That a mail was written, why, to whom, and what became of it. Never what it said: it may hold a link or a code for signing."""

    purpose: str
    recipient: str
    created_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    tries: int

    @property
    def label(self) -> str:
        return str(MAILS.get(self.purpose.split(":")[0], ""))

    @property
    def to(self) -> str:
        kind, *parts = self.purpose.split(":")
        role = "signatory" if kind in (LINK, CODE) else next((part for part in parts if part in RECIPIENTS), "")
        return str(RECIPIENTS.get(role, ""))

    @property
    def state(self) -> str:
        if self.sent_at:
            return _("Sent")
        if self.failed_at:
            return _("Could not be sent")
        return _("Tried again soon") if self.tries else _("To be sent")


@dataclass(frozen=True)
class Declared:
    """A declaration in the language of the signature, and whether it was made."""

    text: str
    is_made: bool


@dataclass(frozen=True)
class Evidence:
    """An event of the chain, and whether what it says still matches its hash."""

    event: SignatureEvent
    is_whole: bool

    @property
    def reason(self) -> str:
        code = self.event.payload.get("reason", "")
        return str(Reason(code).label) if code in Reason else ""


@dataclass
class Dossier:
    signature: Signature

    @property
    def decisions(self) -> list[Decision]:
        return decisions_for(self.signature)

    @cached_property
    def certificate(self) -> SealedDocument | None:
        """Made or being made; None when the file was never accepted."""
        return certificates.of(self.signature) if self.signature.is_in_register else None

    @cached_property
    def doubts(self) -> list[Doubt]:
        """While a decision is to be taken; afterwards the file is what it is."""
        waits = self.signature.status in (Status.SUBMITTED, Status.CHANGES_REQUESTED)
        return doubts_of([self.signature])[self.signature.pk] if waits else []

    @cached_property
    def other_signatures(self) -> list[Signature]:
        """What else this local government has signed or begun."""
        authority: Any = self.signature.local_government
        return list(authority.signatures.exclude(pk=self.signature.pk).select_related("version").order_by("-started_at"))

    @cached_property
    def representatives(self) -> list[Representative]:
        return list(self.signature.local_government.representatives.speaking().select_related("user").order_by("pk"))

    @property
    def names(self) -> dict[str, str]:
        return self.signature.local_government.known_names

    @property
    def language(self) -> str:
        """The language of the text that is signed."""
        return self.signature.text.language if self.signature.text else ""

    @property
    def direction(self) -> str:
        return direction(self.language)

    @cached_property
    def declarations(self) -> list[Declared]:
        """What the signatory has to declare, in the language of the text."""
        made, field = set(self.signature.declared), f"text_{self.language}" if self.language else "text"
        return [Declared(getattr(row, field) or row.text, row.code in made) for row in self.signature.declarations()]

    @cached_property
    def notes(self) -> list[Note]:
        return list(self.signature.notes.select_related("by"))

    @cached_property
    def evidence(self) -> list[Evidence]:
        return [Evidence(event, event.compute_hash() == event.hash) for event in self.signature.events.order_by("sequence")]

    @cached_property
    def mails(self) -> list[Mail]:
        """The mails about this file, oldest first; their subjects and texts are not even read."""
        wanted = Q(pk__in=[])
        for kind in MAILS:
            wanted |= Q(purpose__startswith=f"{kind}:{self.signature.public_id}:")
        for link in self.signature.links.values_list("pk", flat=True):
            wanted |= Q(purpose=f"{LINK}:{link}") | Q(purpose__startswith=f"{CODE}:{link}:") | Q(purpose__startswith=f"{SENT_BACK}:{link}:")
        fields = ("purpose", "recipient", "created_at", "sent_at", "failed_at", "tries")
        return [Mail(*row) for row in Message.objects.filter(wanted).order_by("created_at", "pk").values_list(*fields)]


def told_by_mail(signature: Signature, decision: Decision) -> list[tuple[str, str]]:
    """Who gets a mail about a decision, and the language in which they read it."""
    users = emails.preparers(signature)
    people = [(str(user), user.language) for user in users] if decision.tells_preparers else []
    person = signature.person
    if decision.tells_signatory and person and person.email.lower() not in {user.email.lower() for user in users}:
        people.append((person.name, person.language))
    return people
