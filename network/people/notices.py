"""The secretariat is told when a local government has, or will soon have, nobody who owns its file; and what it answers."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from network import people_emails
from network.enums import RepresentativeStatus
from network.models import LocalGovernment, OwnerNotice, Representative
from network.models.people import OwnerNoticeQuerySet
from network.people.holding import SOON, held, hold, must_be_secretariat, write_down
from network.people_enums import OF_INVITATIONS, NoticeKind, PeopleEvent

NEVER_SPOKE = (RepresentativeStatus.REQUESTED, RepresentativeStatus.REFUSED)


def look_after(local_government: LocalGovernment) -> None:
    """Tell the secretariat if it has no owner or only one who goes soon; take the notices back if all is well. Needs `hold`."""
    owners, standing = local_government.representatives.owners(), local_government.owner_notices.standing()
    if owners.beyond(timezone.localdate() + SOON).exists():
        settle(standing)
        return
    last = owners.order_by("-until").select_related("user").first()
    if last:
        settle(standing.filter(kind=NoticeKind.ENDED))
        if not standing.filter(kind__in=[NoticeKind.LEAVING, NoticeKind.ENDING]).exists():
            raise_notice(local_government, NoticeKind.ENDING, last)
    elif had_people(local_government):
        settle(standing.filter(kind__in=[NoticeKind.LEAVING, NoticeKind.ENDING]))
        if not standing.filter(kind=NoticeKind.ENDED).exists():
            raise_notice(local_government, NoticeKind.ENDED, None)


def had_people(local_government: LocalGovernment) -> bool:
    """Whether anybody ever spoke for it here; those who never came are not missed."""
    return (
        local_government.representatives.exclude(status__in=NEVER_SPOKE).exists()
        or local_government.people_events.exclude(kind__in=OF_INVITATIONS).exists()
    )


def settle(notices: OwnerNoticeQuerySet) -> None:
    notices.update(settled_at=timezone.now())


def raise_notice(
    local_government: LocalGovernment, kind: NoticeKind, representative: Representative | None, message: str = ""
) -> OwnerNotice:
    """Put it on the secretariat's desk, or back there with what is new."""
    told = {"representative": representative, "message": message, "raised_at": timezone.now()}
    fresh = {"answered_at": None, "answered_by": None, "answer": ""}
    notice, _made = OwnerNotice.objects.update_or_create(
        local_government=local_government, kind=kind, settled_at=None, defaults=told | fresh
    )
    people_emails.owner_notice(notice)
    return notice


def tell_secretariat(kind: NoticeKind, representative: Representative, *, by: User, message: str) -> OwnerNotice:
    """What a person says to it, in the history too. Needs `hold`."""
    local_government = representative.local_government
    event = write_down(
        PeopleEvent.SECRETARIAT_TOLD,
        local_government,
        by=by,
        representative=representative,
        role=representative.role,
        until=representative.until,
        words=message,
    )
    people_emails.people_changed(event)
    return raise_notice(local_government, kind, representative, message)


@transaction.atomic
def ask_ownership(representative: Representative, *, by: User, message: str) -> OwnerNotice:
    """A colleague asks the secretariat to become the owner of a file that has none."""
    representative = held(representative)
    local_government = representative.local_government
    if representative.user_id != by.pk:
        raise ValidationError(_("This is the role of somebody else."), code="forbidden")
    if local_government.representatives.owners().exists():
        raise ValidationError(_("This file has an owner. Ask them to change your role."), code="owned")
    if local_government.owner_notices.waiting().filter(kind=NoticeKind.ASKED).exists():
        raise ValidationError(_("The secretariat was asked already. It answers by mail."), code="asked")
    return tell_secretariat(NoticeKind.ASKED, representative, by=by, message=message)


@transaction.atomic
def answer_notice(notice: OwnerNotice, *, by: User, answer: str) -> OwnerNotice:
    """The secretariat says what it will do; the notice leaves its desk and comes back if things change."""
    must_be_secretariat(by)
    hold(notice.local_government)
    notice = OwnerNotice.objects.select_for_update(of=("self",)).select_related("local_government").get(pk=notice.pk)
    if notice.answered_at or notice.settled_at:
        raise ValidationError(_("This notice has been answered or settled meanwhile."), code="over")
    notice.answered_at, notice.answered_by, notice.answer = timezone.now(), by, answer
    notice.save(update_fields=["answered_at", "answered_by", "answer"])
    write_down(PeopleEvent.SECRETARIAT_ANSWERED, notice.local_government, by=by, representative=notice.representative, words=answer)
    people_emails.notice_answered(notice)
    return notice
