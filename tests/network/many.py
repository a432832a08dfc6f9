"""Thousands of plausible local governments, always the same ones: for the tests of a large directory and for the benchmark."""

import uuid
from datetime import date, timedelta
from random import Random

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from charter.enums import Status
from charter.models import CharterVersion, Signature
from core.languages import CODES
from core.models import BasePage
from network.countries import region_of
from network.enums import PARTICIPATING, Level, Region, Role
from network.models import LocalGovernment, NetworkPage, ProfilePage
from tests.factories import CharterVersionFactory, UserFactory

COUNTRIES = [
    "FR",
    "ES",
    "IT",
    "DE",
    "PT",
    "BE",
    "SE",
    "GB",
    "PL",
    "RO",
    "GR",
    "KM",
    "SN",
    "CI",
    "ML",
    "MA",
    "TN",
    "KE",
    "ZA",
    "NG",
    "GH",
    "CM",
    "MR",
    "BJ",
    "TG",
    "MX",
    "CO",
    "PE",
    "CL",
    "AR",
    "BR",
    "EC",
    "BO",
    "GT",
    "CR",
    "UY",
    "DO",
    "HN",
    "PS",
    "LB",
    "JO",
    "TR",
    "IQ",
    "EG",
    "VN",
    "KR",
    "JP",
    "PH",
    "ID",
    "IN",
    "AU",
    "NZ",
    "NP",
    "LK",
    "CA",
    "US",
]
BOXES = {
    Region.AFRICA: (-30, 33, -15, 42),
    Region.ASIA_PACIFIC: (-40, 45, 70, 175),
    Region.EUROPE: (36, 62, -9, 30),
    Region.LATIN_AMERICA: (-45, 30, -110, -40),
    Region.MIDDLE_EAST_WEST_ASIA: (22, 41, 28, 58),
    Region.NORTH_AMERICA: (28, 58, -122, -65),
}
LATIN = ["ba", "ce", "do", "fi", "gu", "ha", "je", "ki", "lo", "mé", "ñu", "or", "pa", "qui", "ro", "san", "to", "ul", "va", "zé"]
ARABIC = ["با", "جي", "دو", "را", "زي", "سا", "طو", "عا", "قا", "كو", "لي", "ما", "نو", "هي"]
ROLES = (Role.LEAD, *[Role.PILOT_TERRITORY] * 4, *[Role.PARTNER] * 20, *[Role.PARTICIPANT] * 125, *[Role.NONE] * 30, *[Role.REFERENCE] * 20)


def word(random: Random, syllables: list[str]) -> str:
    return "".join(random.choice(syllables) for _ in range(random.randint(2, 5))).capitalize()


def one(number: int, random: Random) -> LocalGovernment:
    country, level, role = random.choice(COUNTRIES), random.choice(Level.values), random.choice(ROLES)
    south, north, west, east = BOXES[region_of(country)]
    own = word(random, ARABIC if country in ("PS", "LB", "JO", "IQ", "EG", "MA", "TN", "MR") else LATIN)
    latin = word(random, LATIN)
    known = {f"name_{code}": f"{latin} {code}" for code in ("en", "fr", "es") if random.random() < 0.7}
    place = {"latitude": round(random.uniform(south, north), 4), "longitude": round(random.uniform(west, east), 4)}
    return LocalGovernment(
        public_id=uuid.UUID(int=random.getrandbits(128), version=4),
        slug=f"many-{number}",
        name_local=own,
        name_local_language="ar" if own[0] > "\u0600" else "fr",
        level=level,
        country=country,
        region=region_of(country),
        role=role,
        member_since=date(2026, 1, 1) + timedelta(days=number % 300) if level != Level.ASSOCIATION and random.random() < 0.3 else None,
        is_provisional=random.random() < 0.01,
        is_demonstration=random.random() < 0.01,
        **known,
        **(place if random.random() < 0.9 else {}),
    )


def make_many(number: int, seed: int = 1, first: int = 0) -> list[LocalGovernment]:
    """That many records with the keys they are found and sorted by; members have a signature in the real register."""
    random = Random(seed)
    records = [one(place, random) for place in range(first, first + number)]
    for record in records:
        record.note_keys()
    LocalGovernment.objects.bulk_create(records, batch_size=500)
    sign([record for record in records if record.member_since and not record.is_demonstration])
    return records


def is_listed(lg: LocalGovernment) -> bool:
    """As one would tell a person who is in the directory."""
    return not lg.is_provisional and (lg.role in PARTICIPATING or lg.member_since is not None)


def sign(members: list[LocalGovernment]) -> None:
    if not members:
        return
    version, person, now = CharterVersionFactory(number=1000 + CharterVersion.objects.count()), UserFactory(), timezone.now()
    said = {"version": version, "text": version.texts.get(language="fr"), "prepared_by": person, "status": Status.ACCEPTED}
    Signature.objects.bulk_create(
        [Signature(local_government=member, reference=f"CT-{member.slug}", signed_at=now, accepted_at=now, **said) for member in members],
        batch_size=500,
    )


def open_pages(records: list[LocalGovernment]) -> None:
    """Their profiles, without the history that publishing one by one would write."""
    directory = NetworkPage.objects.get()
    shared = {"depth": directory.depth + 1, "locale": directory.locale, "content_type": ContentType.objects.get_for_model(ProfilePage)}
    ready = {f"ready_{code}": True for code in CODES}
    bases = [
        BasePage(
            path=BasePage._get_path(directory.path, directory.depth + 1, place),
            slug=record.slug,
            url_path=f"{directory.url_path}{record.slug}/",
            draft_title=record.name_local,
            **{f"title_{code}": record.name_local for code in CODES},
            **shared,
            **ready,
        )
        for place, record in enumerate(records, start=directory.numchild + 1)
    ]
    BasePage.objects.bulk_create(bases, batch_size=200)
    profiles = [ProfilePage(basepage_ptr_id=base.pk, local_government=record) for base, record in zip(bases, records, strict=True)]
    for start in range(0, len(profiles), 100):
        ProfilePage._base_manager._insert(profiles[start : start + 100], fields=ProfilePage._meta.local_concrete_fields, using="default")
    BasePage.objects.filter(pk=directory.pk).update(numchild=directory.numchild + len(records))
