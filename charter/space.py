"""What a representative's desk shows: the local governments they speak for, with the files of each and what to do next."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q
from django.utils import timezone

from charter.enums import LIVE
from charter.models import CharterVersion, Signature, SigningLink
from charter.standing import Standing
from core.models import User
from network.enums import RepresentativeStatus
from network.models import LocalGovernment, Representative
from network.people_enums import PREPARING
from network.profile_enums import KEEPING_PROFILE


@dataclass
class Place:
    """One local government on the desk."""

    local_government: LocalGovernment
    representation: Representative
    files: list[Standing] = field(default_factory=list)
    can_begin: bool = False

    @property
    def is_waiting(self) -> bool:
        """Asked for, not answered yet."""
        return self.representation.status == RepresentativeStatus.REQUESTED

    @property
    def prepares(self) -> bool:
        """Whether the person may see its files and prepare one: an editor keeps the page only."""
        return self.representation.role in PREPARING and not self.is_waiting

    @property
    def keeps_profile(self) -> bool:
        """Whether the person may change its profile."""
        return self.representation.role in KEEPING_PROFILE and not self.is_waiting

    @property
    def is_new(self) -> bool:
        """Provisional until the secretariat accepts its first file."""
        return self.representation.status == RepresentativeStatus.PROVISIONAL


def places_of(user: User) -> list[Place]:
    """In the order of names, each with its files, latest first. The same few queries whatever their number."""
    representations = current(user)
    version = CharterVersion.objects.in_force()
    places = [Place(row.local_government, row) for row in representations]
    files = files_of([place.local_government.pk for place in places if place.prepares])
    for place in places:
        place.files = files[place.local_government.pk]
        live = any(file.signature.status in LIVE and file.signature.version_id == version.pk for file in place.files) if version else True
        place.can_begin = place.prepares and not live and place.local_government.can_sign
    return sorted(places, key=lambda place: (place.local_government.sorting_name, place.local_government.slug))


def current(user: User) -> list[Representative]:
    """What the user is, or has asked to be, today."""
    today = Q(until=None) | Q(until__gte=timezone.localdate())
    statuses = (RepresentativeStatus.REQUESTED, RepresentativeStatus.PROVISIONAL, RepresentativeStatus.ACTIVE)
    return list(user.representations.filter(today, status__in=statuses).select_related("local_government"))


def files_of(local_governments: list[int]) -> dict[int, list[Standing]]:
    """Files by local government, each with the link that its signatory may use now."""
    active = Prefetch("links", queryset=SigningLink.objects.active(), to_attr="links_now")
    rows = Signature.objects.filter(local_government__in=local_governments).select_related(
        "local_government", "version", "text", "signatory"
    )
    found: dict[int, list[Standing]] = defaultdict(list)
    for signature in rows.prefetch_related(active, "version__declarations").order_by("-started_at"):
        links: list[SigningLink] = signature.links_now
        found[signature.local_government_id].append(Standing(signature, links[0] if links else None))
    return found
