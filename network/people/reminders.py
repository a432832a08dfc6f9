"""What time does to roles: reminders before an end date, the end itself, and a daily look for files without an owner."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from network import people_emails
from network.enums import SPEAKING
from network.models import LocalGovernment, OwnerNotice, Representative, RepresentativeEvent
from network.people.holding import SOON, finish, hold, record
from network.people.notices import NEVER_SPOKE, look_after
from network.people_enums import OF_INVITATIONS, PeopleEvent

REMIND_BEFORE = (7, 30)  # days, the nearest first


def remind() -> int:
    """Job: write to each person whose role ends within thirty days, and again within seven, and to the owners. Returns how many roles."""
    today = timezone.localdate()
    due = Representative.objects.speaking().filter(until__lte=today + timedelta(days=REMIND_BEFORE[-1]), user__is_active=True)
    found = list(due.select_related("user", "local_government"))
    for representative in found:
        left = (representative.until - today).days  # type: ignore[operator]  # the query asks for those with a date
        with transaction.atomic():
            people_emails.role_ends(representative, next(days for days in REMIND_BEFORE if left <= days))
    return len(found)


def end_lapsed() -> int:
    """Job: end the roles whose last day has passed. They gave no right any more. Returns how many."""
    past = Representative.objects.filter(status__in=SPEAKING, until__lt=timezone.localdate())
    return sum(lapse(representative) for representative in past.select_related("local_government"))


@transaction.atomic
def lapse(representative: Representative) -> bool:
    """End one, unless another worker did or its date was changed meanwhile."""
    hold(representative.local_government)
    past = Representative.objects.filter(status__in=SPEAKING, until__lt=timezone.localdate(), pk=representative.pk)
    current = past.select_for_update(of=("self",)).select_related("user", "local_government").first()
    if current is None:
        return False
    finish(current)
    record(PeopleEvent.LAPSED, current, by=None)
    look_after(current.local_government)
    return True


def watch_owners() -> int:
    """Job: whatever happened (a date, a closed account), the secretariat hears of files without an owner. Returns how many were looked at."""
    found = unsure()
    for local_government in found:
        with transaction.atomic():
            look_after(hold(local_government))
    return len(found)


def unsure() -> list[LocalGovernment]:
    """Those with people but without an owner who stays, and those of which the secretariat was told."""
    here = {"local_government": OuterRef("pk")}
    lasting = Representative.objects.owners().beyond(timezone.localdate() + SOON).filter(**here)
    spoke = Representative.objects.exclude(status__in=NEVER_SPOKE).filter(**here)
    told = OwnerNotice.objects.standing().filter(**here)
    rows = LocalGovernment.objects.filter(Exists(spoke) & ~Exists(lasting) | Exists(told) & Exists(lasting))
    return [*rows, *without_any_row()]


def without_any_row() -> list[LocalGovernment]:
    """Those whose people are all gone with their accounts: only the history remembers them."""
    spoke = RepresentativeEvent.objects.exclude(kind__in=OF_INVITATIONS).filter(local_government=OuterRef("pk"))
    return list(LocalGovernment.objects.filter(Exists(spoke)).exclude(representatives__isnull=False))
