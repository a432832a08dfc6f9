"""Changes to local governments and to who speaks for them.

Representative:  requested → active | refused;  provisional → active;  active → ended.
Every change locks, refuses, changes, saves, and mails through the outbox in the same transaction.
"""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.languages import current
from core.locks import lock
from core.models import User
from network import emails, people_emails
from network.countries import region_of
from network.enums import LEVELS_THAT_SIGN, RepresentativeRole, RepresentativeStatus
from network.models import LocalGovernment, Representative
from network.models.records import RESERVED_SLUGS
from network.names import romanised
from network.pages import open_profile
from network.people.holding import hold, must_be_secretariat, write_down
from network.people.notices import look_after
from network.people.reminders import lapse
from network.people_enums import PeopleEvent

OPEN_REQUESTS = 5  # of one person at a time
NEW_RECORDS = 10  # of one person, before the secretariat has accepted one


@transaction.atomic
def add_local_government(*, by: User, name: str, name_local_language: str, level: str, country: str, website: str = "") -> LocalGovernment:
    """A new record, provisional until the secretariat accepts its first file; `by` becomes its provisional representative."""
    if level not in LEVELS_THAT_SIGN:
        raise ValidationError({"level": _("Networks and associations are partners; they cannot sign.")})
    lock("network slugs")
    if by.representations.filter(status=RepresentativeStatus.PROVISIONAL).count() >= NEW_RECORDS:
        raise ValidationError(_("You have added several local governments already. Please wait for the secretariat."), code="too_many")
    local_government = LocalGovernment(
        slug=free_slug(name),
        name_local=name,
        name_local_language=name_local_language,
        level=level,
        country=country,
        region=region_of(country),
        website=website,
        is_provisional=True,
        is_demonstration=settings.DEMONSTRATION,
    )
    if name_local_language == current():
        local_government.name = name
    local_government.save()
    Representative.objects.create(
        user=by, local_government=local_government, role=RepresentativeRole.OWNER, status=RepresentativeStatus.PROVISIONAL
    )
    return local_government


def free_slug(name: str) -> str:
    """An address in Latin letters that no other local government has."""
    base = slugify(romanised(name))[:80] or "local-government"
    taken = {*RESERVED_SLUGS, *LocalGovernment.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(slug for number in range(1, len(taken) + 2) if (slug := base if number == 1 else f"{base}-{number}") not in taken)


@transaction.atomic
def request_representation(local_government: LocalGovernment, *, by: User, position: str, message: str) -> Representative:
    """Ask the secretariat to be recognised as a representative. Asking twice returns the first request."""
    lock(f"representation {by.pk}")
    standing = Representative.objects.filter(
        user=by, local_government=local_government, status__in=["requested", "provisional", "active"]
    ).first()
    if standing and (standing.is_speaking or standing.status == RepresentativeStatus.REQUESTED):
        return standing
    if standing:
        lapse(standing)
    if by.representations.waiting().count() >= OPEN_REQUESTS:
        raise ValidationError(_("You already have several requests waiting for an answer. Please wait for the secretariat."))
    made = Representative.objects.create(
        user=by, local_government=local_government, status=RepresentativeStatus.REQUESTED, position=position, message=message
    )
    emails.representation_requested(made)
    return made


@transaction.atomic
def answer_representation(
    representative: Representative, *, by: User, grant: bool, role: str = RepresentativeRole.OWNER, message: str = ""
) -> Representative:
    """The secretariat grants a role or refuses the request, once. Owners who are there already hear of it."""
    must_be_secretariat(by)
    hold(representative.local_government)
    representative = (
        Representative.objects.select_for_update(of=("self",)).select_related("user", "local_government").get(pk=representative.pk)
    )
    if representative.status != RepresentativeStatus.REQUESTED:
        raise ValidationError(_("This request has already been answered."), code="decided")
    representative.status = RepresentativeStatus.ACTIVE if grant else RepresentativeStatus.REFUSED
    representative.answered_at, representative.answered_by, representative.role = timezone.now(), by, role
    representative.save(update_fields=["status", "answered_at", "answered_by", "role"])
    emails.representation_answered(representative, message)
    if grant:
        granted(representative, by)
    return representative


def granted(representative: Representative, by: User) -> None:
    """What follows for the people who speak for the same local government."""
    details = {"representative": representative, "role": representative.role}
    event = write_down(PeopleEvent.GRANTED, representative.local_government, by=by, **details)
    people_emails.people_changed(event)
    look_after(representative.local_government)


def set_membership(local_government: LocalGovernment, since: date | None) -> None:
    """Make it a member since a date, or no member; called by what accepts and ends signatures, in its transaction.

    Becoming a member confirms a provisional record and its provisional representatives, and opens its page.
    """
    local_government.member_since = since
    if since:
        local_government.is_provisional = False
        local_government.representatives.filter(status=RepresentativeStatus.PROVISIONAL).update(status=RepresentativeStatus.ACTIVE)
    local_government.save(update_fields=["member_since", "is_provisional"])
    if since:
        open_profile(local_government)
