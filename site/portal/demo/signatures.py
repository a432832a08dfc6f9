"""Signatures of the fictional local governments, made through the charter's own actions on days gone by."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from charter import actions
from charter.enums import Capacity, MandateKind, MandateState, Reason, Status
from charter.models import Declaration, Signature
from core.models import Message, User
from network.models import LocalGovernment
from portal.demo.facts import read
from portal.demo.people import address

TEN_O_CLOCK = time(10)
TO_PREPARE, TO_CHECK, TO_SUSPEND, TO_WITHDRAW = (timedelta(days=days) for days in (2, 2, 60, 120))


@dataclass
class File:
    """One fictional signature on its way."""

    facts: dict[str, Any]
    preparer: User
    secretariat: User

    @property
    def signature(self) -> Signature:
        return Signature.objects.get(local_government=self.local_government)

    @property
    def local_government(self) -> LocalGovernment:
        return LocalGovernment.objects.get(slug=self.facts["id"])

    @property
    def told(self) -> dict[str, Any]:
        return self.facts["signature"]

    def agenda(self) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """What happened, and when."""
        signed = moment(timezone.localdate() - timedelta(days=self.told["days_ago"]))
        yield signed - TO_PREPARE, self.prepare
        yield signed, self.sign
        yield signed + TO_CHECK, lambda: actions.accept(self.signature, by=self.secretariat)
        if self.told["status"] == Status.SUSPENDED:
            yield signed + TO_SUSPEND, lambda: actions.suspend(self.signature, by=self.secretariat, reason=Reason.COMMITMENT_BROKEN)
        if self.told["status"] == Status.WITHDRAWN:
            yield signed + TO_WITHDRAW, lambda: actions.withdraw(self.signature, by=self.secretariat, reason=Reason.OWN_REQUEST)

    def prepare(self) -> None:
        signature = actions.start(self.local_government, by=self.preparer)
        Signature.objects.filter(pk=signature.pk).update(started_at=timezone.now())
        self.save_mandate(signature)
        actions.save_text(signature, by=self.preparer, language=self.told["language"])
        person = self.told["signatory"]
        actions.save_signatory(
            signature,
            by=self.preparer,
            capacity=Capacity.HEAD,
            email=f"signatory@{self.facts['id']}.example",
            language=self.told["language"],
            **person,
        )

    def save_mandate(self, signature: Signature) -> None:
        mandate, save = self.told["mandate"], partial(actions.save_mandate, signature, by=self.preparer)
        if "pending_until_days" in mandate:
            until = today() + timedelta(days=mandate["pending_until_days"])
            save(state=MandateState.PENDING, kind=MandateKind.COUNCIL, until=until)
        else:
            decided = min(date.fromisoformat(mandate["date"]), timezone.localdate())  # before the signature, whenever this runs
            save(state=MandateState.DECIDED, kind=mandate["kind"], date=decided, reference=mandate["reference"])

    def sign(self) -> None:
        """As the signatory does: open the link, ask for a code, read it in the mailbox, type it."""
        link = actions.send_code(actions.ask_signatory(self.signature, by=self.preparer))
        mail = Message.objects.get(purpose=f"code:{link.pk}:{link.codes_sent}")
        code = re.search(r"\b\d{6}\b", mail.text)
        everything = Declaration.objects.filter(version=link.signature.version).values_list("code", flat=True)
        actions.sign(link, code=code[0] if code else "", declared=everything)


@transaction.atomic
def load_signatures() -> int:
    """The fictional signatures, in the order of their days; returns how many were missing. Nobody gets mail about them."""
    people = {"preparer": User.objects.get(email=address("representative")), "secretariat": User.objects.get(email=address("secretariat"))}
    signed = set(Signature.objects.values_list("local_government__slug", flat=True))
    missing = [File(facts, **people) for facts in read("fictional") if facts["id"] not in signed]
    last_mail = Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    agenda = [step for file in missing for step in file.agenda()]
    for when, step in sorted(agenda, key=lambda step: step[0]):
        with clock_at(when):
            step()
    Message.objects.filter(pk__gt=last_mail, recipient__endswith=".example").update(sent_at=timezone.now())
    return len(missing)


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, TEN_O_CLOCK))


def today() -> date:
    """The real one, also while the clock is put back."""
    return datetime.now(tz=timezone.get_default_timezone()).date()


@contextmanager
def clock_at(when: datetime) -> Iterator[None]:
    """Let the actions, which note the time themselves, believe that it is another day. Only this command does it."""
    real = timezone.now
    timezone.now = lambda: when
    try:
        yield
    finally:
        timezone.now = real
