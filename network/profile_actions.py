"""Changes to a profile: representatives propose, the secretariat decides (network/profile_decisions.py).

proposed ──decide──▶ accepted ──take_back──▶ taken_back
    │  └────decide──▶ refused
    └──withdraw──▶ withdrawn
Nothing that is proposed is public before it is accepted. A local government has one open proposal; its representatives add to it.
"""

import hashlib
import json
from collections.abc import Collection
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from network import profile_emails as emails
from network import profile_pictures
from network.models import LocalGovernment, ProfileChange, ProfileContribution, ProfilePicture
from network.permissions import can_edit_profile
from network.profile_enums import ChangeStatus
from network.profile_parts import LINK, PICTURE, Value, Values, digests, id_of, kind_of, merge, of_kind, part_of, read, standing

MOST = {LINK: 10, PICTURE: 8}


class ConflictError(ValidationError):
    """What was typed and what somebody else has saved meanwhile differ: a person has to choose."""

    def __init__(self, parts: Values) -> None:
        message = _("Somebody else changed the same thing meanwhile. Nothing is lost: both are below. Choose which one stands.")
        super().__init__(message, code="conflict")
        self.parts = parts


# --- Holding what changes
def held(local_government: LocalGovernment) -> LocalGovernment:
    """The record as it stands now. Whoever holds it is alone with its profile and its proposals until the transaction ends."""
    return LocalGovernment.objects.select_for_update(of=("self",), no_key=True).get(pk=local_government.pk)


def held_change(change: ProfileChange) -> ProfileChange:
    """A change as it stands now: its record is held first, as everywhere."""
    local_government = held(change.local_government)
    change = ProfileChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    change.local_government = local_government
    return change


def held_open(change: ProfileChange) -> ProfileChange:
    """The same, refused when somebody has answered or withdrawn it."""
    change = held_change(change)
    if not change.is_open:
        message = _("This proposal is no longer open: it is now “%(status)s”.") % {"status": change.get_status_display()}
        raise ValidationError(message, code="decided")
    return change


def open_change(local_government: LocalGovernment) -> ProfileChange | None:
    return ProfileChange.objects.filter(local_government=local_government, status=ChangeStatus.PROPOSED).first()


def state_of(change: ProfileChange, public: Values) -> str:
    """What a form remembers of the proposal, and of the record, that it was shown with."""
    shown = [change.pk, change.status, change.fields, {part: public.get(part) for part in change.fields}]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def refuse_others(by: User, local_government: LocalGovernment) -> None:
    if not can_edit_profile(by, local_government):
        raise ValidationError(_("Only its representatives can change this profile."), code="permission")


# --- Proposing
@transaction.atomic
def propose(local_government: LocalGovernment, *, by: User, began_with: dict[str, str], typed: Values) -> ProfileChange | None:
    """Add what somebody typed to the open proposal, or open one; None when nothing differs from what is public.

    `began_with` holds the fingerprints of what their form showed. Raises ConflictError where somebody else changed the same since.
    """
    local_government = held(local_government)
    refuse_others(by, local_government)
    change, public = open_change(local_government), read(local_government)
    now = standing(public, change)
    merged = merge(began_with, typed, now)
    if merged.conflicts:
        raise ConflictError(merged.conflicts)
    if not merged.changed:
        return change
    refuse_too_many(now, merged.changed)
    return add(change or ProfileChange(local_government=local_government), merged.changed, now, public, by)


@transaction.atomic
def propose_link(local_government: LocalGovernment, *, by: User, value: Value) -> ProfileChange | None:
    """Propose another link. The same one sent twice is there once."""
    local_government = held(local_government)
    refuse_others(by, local_government)
    change = open_change(local_government)
    if value in of_kind(standing(read(local_government), change), LINK).values():
        return change
    part = part_of(LINK, uuid4())
    return propose(local_government, by=by, began_with=digests({}, [part]), typed={part: value})


def refuse_too_many(now: Values, changed: Values) -> None:
    """A profile stays short."""
    for kind, most in MOST.items():
        if len(of_kind(now | changed, kind)) > max(most, len(of_kind(now, kind))):
            raise ValidationError(_("There are %(most)s already. Remove one first.") % {"most": most}, code="too_many")


def add(change: ProfileChange, changed: Values, now: Values, public: Values, by: User) -> ProfileChange:
    """Put what one person changed into a proposal that is held, and record whose it is. A proposal of nothing is withdrawn."""
    is_new = change.pk is None
    for part, value in changed.items():
        if value == public.get(part):
            change.fields.pop(part, None)
        else:
            change.fields[part] = [change.fields.get(part, [public.get(part)])[0], value]
    store(change, by)
    record(change, by, {part: [now.get(part), value] for part, value in changed.items()})
    if is_new:
        emails.proposed(change, by)
    return change


def store(change: ProfileChange, by: User) -> None:
    change.changed_at = timezone.now()
    if not change.fields:
        end(change, ChangeStatus.WITHDRAWN, by)
    change.save()


def end(change: ProfileChange, status: ChangeStatus, by: User) -> None:
    change.status, change.ended_at, change.ended_by = status, timezone.now(), by


def record(change: ProfileChange, by: User, fields: dict[str, list[Value]]) -> None:
    """Note who changed what, and see to the pictures concerned: those nobody asks for any more are deleted."""
    ProfileContribution.objects.create(change=change, by=by, fields=fields)
    asked = {part for part, (_before, after) in change.fields.items() if after is not None} if change.is_open else set()
    concerned = {id_of(part): part in asked for part in fields if kind_of(part) == PICTURE}
    for picture in ProfilePicture.objects.filter(local_government=change.local_government, public_id__in=concerned, image=None):
        if concerned[str(picture.public_id)]:
            profile_pictures.mark_proposed(picture)
        else:
            profile_pictures.forget(picture)


@transaction.atomic
def withdraw(change: ProfileChange, *, by: User, parts: Collection[str], seen: str) -> ProfileChange:
    """Take parts of a proposal back before it is answered; all of them end it. Refused when it is not what the person has seen."""
    change = held_open(change)
    refuse_others(by, change.local_government)
    dropped = {part: pair for part, pair in change.fields.items() if part in parts}
    if not dropped or seen != state_of(change, read(change.local_government)):
        raise ValidationError(_("The proposal has changed since you opened this page. Please look at it again."), code="stale")
    kept = {part: pair for part, pair in change.fields.items() if part not in dropped}
    if kept:
        change.fields = kept
    else:
        end(change, ChangeStatus.WITHDRAWN, by)
    store(change, by)
    record(change, by, {part: [after, before] for part, (before, after) in dropped.items()})
    return change


# --- Pictures before they are proposed
@transaction.atomic
def keep_picture(local_government: LocalGovernment, *, by: User, content: bytes) -> ProfilePicture:
    """Keep a picture that was uploaded, in private, to be described and proposed next."""
    local_government = held(local_government)
    refuse_others(by, local_government)
    return profile_pictures.keep(local_government, content, by)


@transaction.atomic
def drop_picture(picture: ProfilePicture, *, by: User) -> None:
    """Delete a picture that was uploaded and never proposed."""
    refuse_others(by, held(picture.local_government))
    found = ProfilePicture.objects.filter(pk=picture.pk, image=None, proposed_at=None).first()
    if found:
        profile_pictures.forget(found)
