"""A local government with people, for tests of what they may do and of what follows."""

import re
from datetime import timedelta

from django.utils import timezone

from core.models import Message
from network import people
from network.enums import RepresentativeRole
from network.models import Representative
from tests.factories import LocalGovernmentFactory, RepresentativeFactory, UserFactory

OWNER, EDITOR, DELEGATE = RepresentativeRole.OWNER, RepresentativeRole.EDITOR, RepresentativeRole.DELEGATE


def make_authority(**fields):
    return LocalGovernmentFactory(**{"slug": "exampleville", "name_en": "Exampleville", "participant": True} | fields)


def add(authority, email, role=OWNER, **fields):
    """Somebody who speaks for it."""
    return RepresentativeFactory(local_government=authority, user=UserFactory(email=email), role=role, **fields)


def invite(authority, by, email="new@exampleville.example", **fields):
    return people.invite(authority, by=by, **{"email": email, "role": EDITOR, "language": "fr"} | fields)


def token_of(invitation):
    """The token in the last mail of an invitation."""
    invitation.refresh_from_db()
    text = Message.objects.get(purpose=f"invitation:{invitation.pk}:{invitation.times_sent}").text
    return re.search(r"/space/invitations/([\w-]+)/", text).group(1)


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def told(purpose):
    """Who was written to, for messages whose purpose begins so."""
    return sorted(Message.objects.filter(purpose__startswith=purpose).values_list("recipient", flat=True))


def kinds(authority):
    return list(authority.people_events.order_by("at", "pk").values_list("kind", flat=True))


def now_of(representative):
    """Role, status and last day as they stand in the database."""
    row = Representative.objects.get(pk=representative.pk)
    return row.role, row.status, row.until
