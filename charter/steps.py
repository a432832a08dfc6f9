"""The steps of a file: how far each is, and where to go next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from charter.enums import Status
from charter.models import Signature

LABELS = {
    "authority": _("Local government"),
    "mandate": _("Mandate"),
    "text": _("Articles"),
    "signatory": _("Signatory"),
    "review": _("Review"),
    "signature": _("Signature"),
}
FILLED_IN = ("mandate", "text", "signatory")


@dataclass(frozen=True)
class Step:
    """One arch of the arcade: done, where the reader is, or still to come."""

    name: str
    label: Promise
    url: str
    is_done: bool
    is_current: bool

    @property
    def number(self) -> int:
        return list(LABELS).index(self.name) + 1


def unfinished(signature: Signature) -> list[str]:
    """The steps that are missing, or that were changed to something that is not right yet."""
    missing = signature.missing
    return [name for name in FILLED_IN if name in missing or name in signature.typed]


def steps(signature: Signature, current: str = "") -> list[Step]:
    """All steps of a file, for somebody who stands at `current`."""
    open_steps = unfinished(signature)
    signed = signature.signed_at is not None and not (signature.is_open and must_sign(signature))
    done = {"authority": True, "review": signed or signature.active_link is not None, "signature": signed}
    done |= {name: name not in open_steps for name in FILLED_IN}
    return [
        Step(name, label, address(signature, name) if signature.is_open else "", done[name], name == current)
        for name, label in LABELS.items()
    ]


def address(signature: Signature, name: str) -> str:
    """The page of a step; none for what the authority does not do here."""
    if name in ("authority", "signature"):
        return ""
    return reverse(f"charter:sign_{name}", args=[signature.public_id])


def next_address(signature: Signature) -> str:
    """The first unfinished step, else the review."""
    return address(signature, next(iter(unfinished(signature)), "review"))


def must_sign(signature: Signature) -> bool:
    """Whether the signatory's act is still needed before the file can go to the secretariat."""
    return signature.status == Status.DRAFT or signature.must_be_signed_again
