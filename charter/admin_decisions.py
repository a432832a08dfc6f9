"""The decisions that the secretariat can take on a file, and what each of them does, in words, before it is taken."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charter import actions
from charter.admin_forms import ChangesForm, DecisionForm, DeclineForm, MessageForm, OptionalMessageForm, SuspendForm, WithdrawForm
from charter.enums import EventKind, Reason, Status
from charter.models import Signature
from core.languages import long_date


@dataclass(frozen=True)
class Decision:
    """One decision: from where it can be taken, what it asks for, what it does."""

    name: str
    label: Promise  # on the button
    done: Promise  # afterwards, with %(name)s for the local government
    statuses: tuple[Status, ...]
    events: tuple[EventKind, ...]  # what it leaves in the evidence
    form: type[DecisionForm]
    run: Callable[..., Signature]
    consequences: Callable[[Signature], Iterable[str]]
    tells_preparers: bool = True
    tells_signatory: bool = False
    answers: bool = False  # it answers a decision that the local government sent
    is_serious: bool = False

    def is_open_for(self, signature: Signature) -> bool:
        """Whether it can be taken on the file as it stands."""
        return signature.status in self.statuses and (not self.answers or signature.mandate_received_at is not None)


def decisions_for(signature: Signature) -> list[Decision]:
    """Those that can be taken on the file as it stands, the hopeful one first."""
    return [decision for decision in DECISIONS.values() if decision.is_open_for(signature)]


def said(text: str, **values: object) -> SafeString:
    """A sentence in which names and the like keep their own direction."""
    isolated = {key: format_html("<bdi>{}</bdi>", value) for key, value in values.items()}
    return mark_safe(escape(text) % isolated)  # noqa: S308 -- both parts are escaped


def named(text: str, signature: Signature, **values: object) -> SafeString:
    return said(text, name=signature.local_government.display_name, **values)


def after_accepting(signature: Signature) -> Iterator[str]:
    yield _("The signature enters the public register, with a reference, the date, and the name and position of the signatory.")
    if not signature.local_government.is_member:
        yield named(_("%(name)s becomes a member of the network and appears in the directory."), signature)
    older = signature.local_government.signatures.filter(
        status__in=[Status.ACCEPTED, Status.SUSPENDED], version__number__lt=signature.version.number
    )
    for reference in older.values_list("reference", flat=True):
        yield said(_("It takes the place of %(reference)s, which stays in the register as superseded."), reference=reference)
    if signature.mandate_is_pending and signature.mandate_until:
        until = long_date(signature.mandate_until)
        yield said(_("The decision is still expected by %(date)s. If it has not come by then, the signature is suspended."), date=until)


def after_requesting_changes(signature: Signature) -> Iterator[str]:
    yield named(_("The file goes back to %(name)s, as it was."), signature)
    yield _("If what was signed changes, the signatory signs again; otherwise the file can be sent again as it is.")
    yield _("Once it is sent again, the file waits here for a new decision.")


def after_declining(signature: Signature) -> Iterator[str]:
    yield _("The file ends here and cannot be opened again. Nothing of it appears in the register.")
    yield named(_("%(name)s can prepare a new file at any time."), signature)


def after_suspending(signature: Signature) -> Iterator[str]:
    yield _("The register shows the signature as suspended, with the reason, for everybody to see.")
    yield named(_("%(name)s is not a member until the signature is in force again."), signature)


def after_reinstating(signature: Signature) -> Iterator[str]:
    yield named(_("The register shows the signature in force again, and %(name)s as a member."), signature)
    if signature.reason == Reason.MANDATE_LAPSED and signature.mandate_is_pending:
        yield _("The decision is still missing and overdue: the signature will be suspended again within the hour.")


def after_withdrawing(signature: Signature) -> Iterator[str]:
    yield _("The signature ends for good. It stays in the register, shown as withdrawn, with the reason.")
    yield named(_("%(name)s is no longer a member of the network. It can sign again later, with a new file."), signature)


def after_confirming(signature: Signature) -> Iterator[str]:
    yield _("The mandate is complete, and the evidence says so.")
    if signature.status == Status.SUSPENDED and signature.reason == Reason.MANDATE_LAPSED:
        yield _("The signature, suspended for want of this decision, is in force again, and the local government is told by mail.")


def after_refusing(signature: Signature) -> Iterator[str]:
    yield named(_("The decision is still expected. %(name)s can send another one."), signature)
    if signature.mandate_until and signature.status == Status.ACCEPTED:
        until = long_date(signature.mandate_until)
        yield said(_("If none has come by %(date)s, the signature is suspended."), date=until)


DECISIONS: dict[str, Decision] = {
    decision.name: decision
    for decision in (
        Decision(
            "accept",
            gettext_lazy("Accept"),
            gettext_lazy("The signature of %(name)s is in force and in the register."),
            (Status.SUBMITTED,),
            (EventKind.ACCEPTED,),
            DecisionForm,
            actions.accept,
            after_accepting,
            tells_signatory=True,
        ),
        Decision(
            "confirm-decision",
            gettext_lazy("Confirm the decision"),
            gettext_lazy("The decision of %(name)s is confirmed."),
            (Status.ACCEPTED, Status.SUSPENDED),
            (EventKind.MANDATE_RECEIVED, EventKind.REINSTATED),
            DecisionForm,
            actions.confirm_decision,
            after_confirming,
            tells_preparers=False,
            answers=True,
        ),
        Decision(
            "refuse-decision",
            gettext_lazy("Refuse the decision"),
            gettext_lazy("The decision of %(name)s is not accepted; another one is expected."),
            (Status.ACCEPTED, Status.SUSPENDED),
            (),
            MessageForm,
            actions.refuse_decision,
            after_refusing,
            answers=True,
        ),
        Decision(
            "request-changes",
            gettext_lazy("Ask for changes"),
            gettext_lazy("The file is with %(name)s again."),
            (Status.SUBMITTED,),
            (EventKind.CHANGES_REQUESTED,),
            ChangesForm,
            actions.request_changes,
            after_requesting_changes,
        ),
        Decision(
            "decline",
            gettext_lazy("Decline"),
            gettext_lazy("The file of %(name)s is declined."),
            (Status.SUBMITTED, Status.CHANGES_REQUESTED),
            (EventKind.DECLINED,),
            DeclineForm,
            actions.decline,
            after_declining,
            tells_signatory=True,
            is_serious=True,
        ),
        Decision(
            "reinstate",
            gettext_lazy("Put in force again"),
            gettext_lazy("The signature of %(name)s is in force again."),
            (Status.SUSPENDED,),
            (EventKind.REINSTATED,),
            OptionalMessageForm,
            actions.reinstate,
            after_reinstating,
        ),
        Decision(
            "suspend",
            gettext_lazy("Suspend"),
            gettext_lazy("The signature of %(name)s is suspended."),
            (Status.ACCEPTED,),
            (EventKind.SUSPENDED,),
            SuspendForm,
            actions.suspend,
            after_suspending,
            tells_signatory=True,
            is_serious=True,
        ),
        Decision(
            "withdraw",
            gettext_lazy("Withdraw"),
            gettext_lazy("The signature of %(name)s is withdrawn."),
            (Status.ACCEPTED, Status.SUSPENDED),
            (EventKind.WITHDRAWN,),
            WithdrawForm,
            actions.withdraw,
            after_withdrawing,
            tells_signatory=True,
            is_serious=True,
        ),
    )
}
