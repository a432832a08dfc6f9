"""What happened to the people of a local government, as lines that a page and a mail show alike."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.languages import long_date
from core.models import User
from network.models import RepresentativeEvent
from network.people_enums import PeopleEvent


def named(user: User | None) -> str:
    """A person by name and address: colleagues of one local government may share the first."""
    if user is None:
        return _("a closed account")
    name = user.get_full_name()
    return f"{name} ({user.email})" if name else user.email


def person_of(event: RepresentativeEvent) -> str:
    """Whom it is about."""
    if event.representative:
        return named(event.representative.user)
    if event.invitation:
        return event.invitation.email or _("an address that was erased")
    return _("a closed account")


def actor_of(event: RepresentativeEvent) -> str:
    """Who did it."""
    if event.by_itself:
        return _("nobody, the date had come")
    return _("the secretariat") if event.by_secretariat else named(event.by)


def facts_of(event: RepresentativeEvent) -> Iterator[tuple[str, str]]:
    """Label and value of everything the event changed."""
    yield _("Person"), person_of(event)
    if event.role_before and event.role_before != event.role:
        yield _("Role before"), event.get_role_before_display()
    if event.role:
        yield _("Role"), event.get_role_display()
    if event.until:
        yield pgettext("label of an end date", "Until"), long_date(event.until)
    elif event.kind == PeopleEvent.UNTIL_CHANGED:
        yield pgettext("label of an end date", "Until"), _("no end date")
    yield _("Done by"), actor_of(event)
