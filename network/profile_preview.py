"""A profile as it would be if everything that is proposed were accepted."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from core.languages import CODES, current
from network.models import LocalGovernment
from network.profile_parts import LINK, PICTURE, Values, id_of, of_kind
from network.profile_record import as_proposed
from network.profile_shown import Address, ShownPicture
from network.profiles import Profile
from network.prose import Words


@dataclass
class ProposedProfile(Profile):
    values: Values = field(default_factory=dict)

    @classmethod
    def of(cls, local_government: LocalGovernment, values: Values) -> "ProposedProfile":
        return cls(as_proposed(local_government, values), values)

    @property
    def links(self) -> list[Address]:
        return [Address(link["url"], link["title"], link["language"]) for link in of_kind(self.values, LINK).values() if link]

    @property
    def pictures(self) -> list[ShownPicture]:
        """As proposed, not as on the record."""
        slug, found = self.local_government.slug, of_kind(self.values, PICTURE)
        urls = {part: reverse("space:profile_picture_file", args=[slug, id_of(part)]) for part in found}
        return [ShownPicture(urls[part], best(picture), picture["credit"]) for part, picture in found.items() if picture]


def best(picture: dict[str, Any]) -> Words | None:
    """The description in the reader's language, else in the first that has one."""
    return next((Words(text, code) for code in (current(), *CODES) if (text := picture.get(f"alt_{code}"))), None)
