"""Putting values on the record of a local government: for good, or on a copy that is only shown."""

from copy import copy

from network import profile_pictures
from network.models import LocalGovernment, ProfileLink
from network.profile_parts import COLUMNS, LINK, PICTURE, Value, Values, id_of, kind_of


def put(local_government: LocalGovernment, part: str, value: Value) -> None:
    """One part, in a transaction; what stands on the record itself is for the caller to save."""
    kind = kind_of(part)
    if kind == LINK:
        put_link(local_government, id_of(part), value)
    elif kind == PICTURE and value is None:
        profile_pictures.hide(local_government, id_of(part))
    elif kind == PICTURE:
        profile_pictures.show(local_government, id_of(part), value or {})
    else:
        put_columns(local_government, value)


def put_columns(local_government: LocalGovernment, value: Value) -> None:
    for name, said in (value or {}).items():
        setattr(local_government, name, local_government._meta.get_field(name).to_python(said))


def put_link(local_government: LocalGovernment, public_id: str, value: Value) -> None:
    links = ProfileLink.objects.filter(local_government=local_government)
    if value is None:
        links.filter(public_id=public_id).delete()
    elif not links.filter(public_id=public_id).update(**value):
        ProfileLink.objects.create(local_government=local_government, public_id=public_id, position=links.count(), **value)


def as_proposed(local_government: LocalGovernment, values: Values) -> LocalGovernment:
    """A copy with these values on it, to be shown and never saved."""
    shown = copy(local_government)
    shown._state = copy(local_government._state)
    for part in COLUMNS:
        put_columns(shown, values.get(part))
    return shown
