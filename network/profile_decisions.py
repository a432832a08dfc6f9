"""The secretariat's decisions on a profile's changes: accept some or all, refuse with a reason, take back what was accepted."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.models import User
from core.permissions import is_secretariat
from network import profile_emails as emails
from network.models import ProfileChange
from network.pages import follow
from network.profile_actions import end, held_change, held_open, state_of
from network.profile_enums import ChangeStatus
from network.profile_parts import PICTURE, Values, id_of, kind_of, read
from network.profile_record import put
from network.profile_words import part_changes

ACCEPTED, TAKEN_BACK = "network.profile_change_accepted", "network.profile_change_taken_back"  # in the admin's history


def refuse_but_secretariat(by: User) -> None:
    if not is_secretariat(by):
        raise ValidationError(_("Only the secretariat can do this."), code="permission")


@transaction.atomic
def decide(change: ProfileChange, *, by: User, accept: Collection[str], seen: str, reason: str = "") -> ProfileChange:
    """Accept these parts of a proposal, once, and refuse the others with a reason. What is accepted is public at once."""
    refuse_but_secretariat(by)
    change = held_open(change)
    public = read(change.local_government)
    if seen != state_of(change, public):
        raise ValidationError(_("The proposal or the record has changed since you opened this page. Please read it again."), code="stale")
    accepted = [part for part in change.fields if part in accept]
    change.left_out = [part for part in change.fields if part not in accepted]
    if change.left_out and not reason:
        raise ValidationError(_("Say why, so that the representatives know what to do next."), code="reason")
    write(change, {part: change.fields[part][1] for part in accepted})
    change.fields = {part: [public.get(part) if part in accepted else before, after] for part, (before, after) in change.fields.items()}
    change.reason = reason if change.left_out else ""
    end(change, ChangeStatus.ACCEPTED if accepted else ChangeStatus.REFUSED, by)
    change.changed_at = timezone.now()
    change.save()
    keep_refused_pictures(change)
    if accepted:
        log(instance=change.local_government, action=ACCEPTED, user=by, data={"change": change.pk, "parts": accepted})
    emails.decided(change, public)
    return change


def write(change: ProfileChange, values: Values) -> None:
    """Put the values on the record, and its page in step with it."""
    for part, value in values.items():
        put(change.local_government, part, value)
    if values:
        change.local_government.save()
        follow(change.local_government)


def keep_refused_pictures(change: ProfileChange) -> None:
    """They stay in private for some time from now, for a refusal may be a slip; then the worker deletes them."""
    ids = [id_of(part) for part in change.left_out if kind_of(part) == PICTURE]
    change.local_government.pictures.filter(public_id__in=ids, image=None).update(changed_at=timezone.now())


@transaction.atomic
def take_back(change: ProfileChange, *, by: User, reason: str) -> ProfileChange:
    """Undo an accepted change: what stood before stands again, except where the record has changed since."""
    refuse_but_secretariat(by)
    change = held_change(change)
    if change.status != ChangeStatus.ACCEPTED:
        raise ValidationError(_("Only an accepted change can be taken back."), code="decided")
    public = read(change.local_government)
    restored = restorable(change, public)
    if not restored:
        raise ValidationError(_("Everything in this change was changed again since. Nothing can be taken back."), code="nothing")
    write(change, {part: change.fields[part][0] for part in restored})
    change.kept = [part for part in change.accepted_parts if part not in restored]
    change.status, change.taken_back_reason = ChangeStatus.TAKEN_BACK, reason
    change.taken_back_at, change.taken_back_by = timezone.now(), by
    change.save()
    log(instance=change.local_government, action=TAKEN_BACK, user=by, data={"change": change.pk, "parts": restored})
    emails.taken_back(change, part_changes(change, public), restored)
    return change


def restorable(change: ProfileChange, public: Values) -> list[str]:
    """The accepted parts that nobody has changed since, and whose picture, if it was one, is still there."""
    same = [part for part in change.accepted_parts if public.get(part) == change.fields[part][1]]
    there = {str(public_id) for public_id in change.local_government.pictures.values_list("public_id", flat=True)}
    return [part for part in same if kind_of(part) != PICTURE or change.fields[part][0] is None or id_of(part) in there]
