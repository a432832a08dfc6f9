"""What a representative sees of their profile: what stands, what is proposed and by whom, what was answered."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from core.languages import direction, long_time
from network.models import LocalGovernment, ProfileChange, ProfileContribution, ProfilePicture
from network.profile_actions import open_change
from network.profile_parts import CONTACT, FACTS, LINK, NAMES, PICTURE, STORY, Values, id_of, kind_of, language_of, of_kind, read, standing
from network.profile_words import LEFT_TO_RIGHT, PartChange, label, part_changes, said

MOST_ANSWERS = 10


def address_of(local_government: LocalGovernment, part: str) -> str:
    """Where a part is changed."""
    slug, kind = local_government.slug, kind_of(part)
    if kind:
        return reverse(f"space:profile_{kind}", args=[slug, id_of(part)])
    if part in STORY:
        return reverse("space:profile_story", args=[slug, language_of(part)])
    return reverse(f"space:profile_{'names' if part in NAMES else 'facts' if part in FACTS else 'contact'}", args=[slug])


@dataclass(frozen=True)
class Row:
    """One part as it stands with what is proposed."""

    part: str
    text: str
    is_proposed: bool
    url: str

    @property
    def label(self) -> str:
        return label(self.part)

    @property
    def language(self) -> str:
        return language_of(self.part)

    @property
    def direction(self) -> str:
        return "ltr" if self.part in LEFT_TO_RIGHT else direction(self.language) if self.language else "auto"

    @property
    def public_id(self) -> str:
        return id_of(self.part)


@dataclass
class ProfileDesk:
    """Read once per request; the same few queries whatever stands in it."""

    local_government: LocalGovernment

    @cached_property
    def change(self) -> ProfileChange | None:
        """The open proposal."""
        return open_change(self.local_government)

    @cached_property
    def public(self) -> Values:
        return read(self.local_government)

    @cached_property
    def now(self) -> Values:
        """What stands, with what is proposed."""
        return standing(self.public, self.change)

    @cached_property
    def proposed(self) -> list[PartChange]:
        return part_changes(self.change, self.public) if self.change else []

    @property
    def proposed_with_addresses(self) -> list[tuple[PartChange, str]]:
        """Each with where it is changed; a link or picture that is to go is withdrawn instead."""
        lg = self.local_government
        return [(one, "" if one.after is None else address_of(lg, one.part)) for one in self.proposed]

    @cached_property
    def contributions(self) -> list[ProfileContribution]:
        """Who added what to the proposal, the latest first."""
        return list(self.change.contributions.select_related("by").order_by("-at", "-pk")) if self.change else []

    @property
    def people(self) -> list[str]:
        """Those who contributed, each once."""
        return list(dict.fromkeys(str(row.by) for row in self.contributions if row.by))

    def last_hand(self, part: str) -> str:
        """Who wrote last what stands of a part, and when; the secretariat when no representative did."""
        if self.change and part in self.change.fields:
            found = next((row for row in self.contributions if part in row.fields), None)
            if found:
                who = str(found.by) if found.by else _("somebody whose account is closed")
                return f"{who}, {long_time(found.at)}"
        return _("the secretariat")

    def row(self, part: str) -> Row:
        is_proposed = bool(self.change and part in self.change.fields)
        return Row(part, said(part, self.now.get(part)), is_proposed, address_of(self.local_government, part))

    def rows(self, parts: object) -> list[Row]:
        return [self.row(part) for part in parts]  # type: ignore[attr-defined]

    @property
    def stories(self) -> list[Row]:
        return self.rows(STORY)

    @property
    def names(self) -> list[Row]:
        return self.rows(NAMES)

    @property
    def facts(self) -> list[Row]:
        return self.rows(FACTS)

    @property
    def contact(self) -> list[Row]:
        return self.rows(CONTACT)

    @property
    def links(self) -> list[Row]:
        return self.rows(of_kind(self.now, LINK))

    @property
    def pictures(self) -> list[Row]:
        return self.rows(of_kind(self.now, PICTURE))

    @cached_property
    def begun(self) -> list[ProfilePicture]:
        """Pictures that somebody uploaded and has not described yet."""
        return list(self.local_government.pictures.begun())

    def knows(self, part: str) -> bool:
        """Whether it stands, or somebody once proposed it for this profile: an id that is made up is nobody's."""
        contributions = ProfileContribution.objects.filter(change__local_government=self.local_government)
        return part in self.now or contributions.filter(fields__has_key=part).exists()

    @cached_property
    def answers(self) -> list[ProfileChange]:
        """Proposals that are over, the latest first."""
        return list(self.local_government.profile_changes.exclude(ended_at=None).order_by("-ended_at", "-pk")[:MOST_ANSWERS])
