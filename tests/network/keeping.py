"""A profile and those who keep it, brought to each state by the real actions."""

from network.enums import RepresentativeRole
from network.models import LocalGovernment, ProfileChange
from network.profile_actions import keep_picture, open_change, propose, propose_link, state_of
from network.profile_decisions import decide
from network.profile_parts import PICTURE, digests, part_of, read, standing
from tests import pictures
from tests.factories import RepresentativeFactory

LINK = {"title": "Action plan", "language": "en", "url": "https://town.example/plan"}
DESCRIPTION = {"alt_en": "The town hall", "alt_fr": "", "alt_es": "", "alt_ar": "", "credit": "Town", "people": "nobody"}


def colleague_of(place, role=RepresentativeRole.OWNER, **user):
    """Somebody else who speaks for it."""
    return RepresentativeFactory(local_government=place, role=role, **{f"user__{name}": value for name, value in user.items()}).user


def public(place):
    """What is on the record by now."""
    return read(LocalGovernment.objects.get(pk=place.pk))


def now(place):
    """What stands, with what is proposed."""
    return standing(public(place), open_change(place))


def began(place, *parts):
    """The fingerprints a form opened now would hold."""
    return digests(now(place), parts)


def say(place, by, began_with=None, **columns):
    """Propose values of single columns: `say(place, keeper, story_en="…")`."""
    typed = {name: {name: value} for name, value in columns.items()}
    return propose(place, by=by, began_with=began_with or began(place, *typed), typed=typed)


def add_link(place, by, **changed):
    """Its part."""
    change = propose_link(place, by=by, value=LINK | changed)
    return list(change.fields)[-1]


def add_picture(place, by, **changed):
    """Sent, described and proposed: its part."""
    picture = keep_picture(place, by=by, content=pictures.jpeg())
    part = part_of(PICTURE, picture.public_id)
    propose(place, by=by, began_with=digests({}, [part]), typed={part: DESCRIPTION | changed})
    return part


def seen(change):
    """What the secretariat's form holds when it is opened now."""
    change = ProfileChange.objects.get(pk=change.pk)
    return state_of(change, read(change.local_government))


def accept(change, by, *parts, reason="Not this one."):
    change = ProfileChange.objects.get(pk=change.pk)
    return decide(change, by=by, accept=parts or list(change.fields), seen=seen(change), reason=reason)


def refuse(change, by, reason="Please name your sources."):
    return decide(change, by=by, accept=[], seen=seen(change), reason=reason)
