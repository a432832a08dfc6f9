"""What a profile shows: facts in the reader's language, names in every script known, prose with its own language."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.languages import number
from network.duties import ShownDuty, duties_of
from network.enums import Region, Role
from network.profile_shown import Address, ShownPicture, addresses, pictures
from network.prose import Words, in_best_language

if TYPE_CHECKING:
    from network.models.records import LocalGovernment


@dataclass
class Profile:
    local_government: "LocalGovernment"

    @cached_property
    def other_names(self) -> list[Words]:
        """Its own name first, then those in the portal's languages; none twice, not the one that heads the page."""
        lg = self.local_government
        own = Words(lg.name_local, lg.name_local_language)
        names = [own, *(Words(text, code) for code, text in lg.known_names.items())]
        seen = {lg.display_name}
        return [name for name in names if not (name.text in seen or seen.add(name.text))]  # type: ignore[func-returns-value]

    @cached_property
    def story(self) -> Words | None:
        return in_best_language(self.local_government, "story")

    @cached_property
    def note(self) -> Words | None:
        return in_best_language(self.local_government, "note")

    @cached_property
    def addresses(self) -> list[Address]:
        """Sources and links, read together."""
        return addresses(self.local_government)

    @property
    def sources(self) -> list[Address]:
        return [address for address in self.addresses if address.is_source]

    @property
    def links(self) -> list[Address]:
        return [address for address in self.addresses if not address.is_source]

    @cached_property
    def pictures(self) -> list[ShownPicture]:
        return pictures(self.local_government)

    @cached_property
    def duties(self) -> list[ShownDuty]:
        """The five of a pilot territory."""
        return duties_of(self.local_government)

    @property
    def observatory(self) -> Any:
        """Its local observatory, if it has one."""
        return getattr(self.local_government, "observatory", None)

    @cached_property
    def experiences(self) -> list[Any]:
        """Those that are public, the newest first."""
        return list(self.local_government.experiences.readable().defer_streamfields().order_by("-start_year", "slug"))

    @property
    def has_contact(self) -> bool:
        lg = self.local_government
        return bool(lg.contact_name or lg.contact_email or lg.contact_phone or lg.contact_address)

    @cached_property
    def signatures(self) -> list[Any]:
        """What the register says of it, latest first: never a draft nor a file under examination."""
        return list(self.local_government.signatures.in_register().select_related("version"))

    @property
    def is_member(self) -> bool:
        """Whether a signature of the real register is in force."""
        return any(signature.status == "accepted" and not signature.is_demonstration for signature in self.signatures)

    @property
    def can_be_signed(self) -> bool:
        """Whether to offer the signature: nobody learns from this page that a file is being prepared."""
        return self.local_government.can_sign and not any(signature.status in ("accepted", "suspended") for signature in self.signatures)

    @property
    def description(self) -> str:
        """For search engines and link previews."""
        lg = self.local_government
        if self.story and not self.story.is_fallback:
            return Truncator(self.story.text).chars(155)
        return _("%(name)s, %(country)s: facts, role in the programme, charter and sources.") % {
            "name": lg.display_name,
            "country": lg.country_name,
        }

    @property
    def has_role(self) -> bool:
        return self.local_government.role not in (Role.NONE, Role.REFERENCE)

    @property
    def population(self) -> str:
        """The figure and its year; empty when unknown."""
        lg = self.local_government
        if lg.population is None:
            return ""
        figure = number(lg.population)
        if lg.population_year is None:
            return _("About %(number)s (year not documented)") % {"number": figure}
        return _("About %(number)s (%(year)s)") % {"number": figure, "year": lg.population_year}

    @property
    def position(self) -> str:
        """11.65° S, 43.33° E, in the words of the reader's language; empty when unknown."""
        lg = self.local_government
        if lg.latitude is None or lg.longitude is None:
            return ""
        vertical = pgettext("latitude", "%(degrees)s° N") if lg.latitude >= 0 else pgettext("latitude", "%(degrees)s° S")
        horizontal = pgettext("longitude", "%(degrees)s° E") if lg.longitude >= 0 else pgettext("longitude", "%(degrees)s° W")
        both = (vertical % {"degrees": f"{abs(lg.latitude):.2f}"}, horizontal % {"degrees": f"{abs(lg.longitude):.2f}"})
        return pgettext("latitude and longitude", "%(vertical)s, %(horizontal)s") % {"vertical": both[0], "horizontal": both[1]}

    @property
    def region(self) -> str:
        return str(Region(self.local_government.region).label)

    @property
    def region_slug(self) -> str:
        """The last part of its region's address."""
        return self.local_government.region.replace("_", "-")
