"""Objects for tests, each valid as it comes; traits bring them to a state."""

from datetime import date, timedelta

import factory
from django.contrib.auth.models import Group
from django.utils import timezone
from factory.django import DjangoModelFactory

from charter.actions import publish_version
from charter.enums import Capacity, MandateKind, MandateState, Status
from charter.models import Article, CharterVersion, Declaration, Signatory, Signature
from core.accounts import confirm
from core.languages import CODES
from core.models import User
from core.permissions import EDITORS, SECRETARIAT
from network.duties_enums import DutyKind, DutyState
from network.enums import Level, Region, RepresentativeStatus, Role
from network.help_enums import HelpKind
from network.models import Duty, HelpNumber, LocalGovernment, Representative
from portal.models import ContentPage, HomePage


def in_all(field: str, text: str) -> dict[str, str]:
    """A translated field in every language: the text, then the language's code."""
    return {f"{field}_{code}": f"{text} {code}" for code in CODES}


class UserFactory(DjangoModelFactory):
    """An account with a confirmed address."""

    class Meta:
        model = User

    class Params:
        secretariat = factory.Trait(group=SECRETARIAT)
        editor = factory.Trait(group=EDITORS)

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    first_name = "Sam"
    last_name = "Sample"
    language = "en"
    group = ""

    @classmethod
    def _create(cls, model_class, *args, group, **fields):
        user = model_class.objects.create_user(**fields)
        confirm(user)
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user


class LocalGovernmentFactory(DjangoModelFactory):
    class Meta:
        model = LocalGovernment

    class Params:
        member = factory.Trait(member_since=date(2026, 1, 15))
        participant = factory.Trait(role=Role.PARTICIPANT)
        provisional = factory.Trait(is_provisional=True)

    slug = factory.Sequence(lambda number: f"exampleville-{number}")
    name_local = factory.LazyAttribute(lambda self: self.slug.replace("-", " ").capitalize())
    name_local_language = "fr"
    level = Level.MUNICIPALITY
    country = "FR"
    region = Region.EUROPE


class RepresentativeFactory(DjangoModelFactory):
    """Somebody who may act for a local government today."""

    class Meta:
        model = Representative

    user = factory.SubFactory(UserFactory)
    local_government = factory.SubFactory(LocalGovernmentFactory)
    status = RepresentativeStatus.ACTIVE


class HelpNumberFactory(DjangoModelFactory):
    """Nobody has checked it unless `checked`, which somebody did three months ago."""

    class Meta:
        model = HelpNumber

    class Params:
        emergency = factory.Trait(kind=HelpKind.EMERGENCY)
        checked = factory.Trait(
            owner=factory.SubFactory(UserFactory, editor=True),
            checked_by=factory.SelfAttribute("owner"),
            checked_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=90)),
        )
        stale = factory.Trait(checked=True, checked_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=400)))

    country = "FR"
    kind = HelpKind.LISTENING
    number = factory.Sequence(lambda number: f"08000{number:05}")
    written = factory.LazyAttribute(lambda self: self.number)
    name_en = "Helpline"


class DutyFactory(DjangoModelFactory):
    """A duty that a pilot territory has done, in 2025, with its source."""

    class Meta:
        model = Duty

    local_government = factory.SubFactory(LocalGovernmentFactory, role=Role.PILOT_TERRITORY)
    kind = DutyKind.DIAGNOSIS
    state = DutyState.DONE
    evidence_en = "It was published."
    year = 2025
    sources = "https://example.org/diagnosis"


class CharterVersionFactory(DjangoModelFactory):
    """A published version with two articles, the usual declarations and a text in every language."""

    class Meta:
        model = CharterVersion

    number = factory.Sequence(lambda number: number + 1)
    title = "Charter"
    preamble = "We, the local governments"

    @classmethod
    def _create(cls, model_class, *args, title, preamble, **fields):
        version = model_class.objects.create(**fields, **in_all("title", title), **in_all("preamble", preamble))
        for code in ("1", "2"):
            Article.objects.create(
                version=version, sort_order=int(code), code=code, **in_all("title", f"Title {code}"), **in_all("text", f"Text {code}")
            )
        for code, when in (("authority", "decided"), ("authority_pending", "pending"), ("read", "always")):
            Declaration.objects.create(version=version, code=code, when=when, **in_all("text", code))
        return publish_version(version)


def ended(status: Status) -> dict[str, object]:
    return {"status": status, "ended_at": factory.LazyFunction(timezone.now)}


class SignatureFactory(DjangoModelFactory):
    """Rows as an action would leave them, without their evidence: a chain that is checked is made by the actions themselves."""

    class Meta:
        model = Signature

    class Params:
        ready = factory.Trait(
            text=factory.LazyAttribute(lambda self: self.version.texts.get(language="fr")),
            mandate_state=MandateState.DECIDED,
            mandate_kind=MandateKind.COUNCIL,
            mandate_date=date(2026, 1, 10),
            mandate_reference="2026-001",
        )
        signed = factory.Trait(ready=True, signed_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=3)))
        submitted = factory.Trait(signed=True, status=Status.SUBMITTED)
        changes_requested = factory.Trait(signed=True, status=Status.CHANGES_REQUESTED)
        registered = factory.Trait(
            signed=True,
            accepted_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1)),
            reference=factory.Sequence(lambda number: f"CT-TEST-{number:04}"),
        )
        accepted = factory.Trait(registered=True, status=Status.ACCEPTED)
        suspended = factory.Trait(registered=True, status=Status.SUSPENDED)
        superseded = factory.Trait(registered=True, **ended(Status.SUPERSEDED))
        declined = factory.Trait(signed=True, **ended(Status.DECLINED))
        withdrawn = factory.Trait(**ended(Status.WITHDRAWN))

    local_government = factory.SubFactory(LocalGovernmentFactory)
    version = factory.SubFactory(CharterVersionFactory)
    prepared_by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, **fields):
        signature = super()._create(model_class, *args, **fields)
        if signature.text:
            Signatory.objects.create(
                signature=signature,
                name="Marie Exemple",
                function="Maire",
                capacity=Capacity.HEAD,
                email="maire@exampleville.example",
                language="fr",
            )
        if signature.signed_at:
            signature.signed_digest = signature.content_digest()
            signature.save(update_fields=["signed_digest"])
        return signature


class PageFactory(DjangoModelFactory):
    """A live page below `parent`, complete and ready in every language, or in those of `ready_in`."""

    class Meta:
        abstract = True

    ready_in = CODES

    @classmethod
    def _create(cls, model_class, *args, parent, ready_in, **fields):
        for code in ready_in:
            fields[f"ready_{code}"] = True
            for name in model_class.required_when_ready:
                fields.setdefault(f"{name}_{code}", [("heading", f"Part {code}")] if name == "body" else f"{name.capitalize()} {code}")
        return parent.add_child(instance=model_class(**fields))


class HomePageFactory(PageFactory):
    class Meta:
        model = HomePage

    title_en, title_fr, title_es, title_ar = "Home", "Accueil", "Inicio", "الرئيسية"
    heading_en, heading_fr, heading_es, heading_ar = "One network", "Un réseau", "Una red", "شبكة واحدة"
    intro_en, intro_fr, intro_es, intro_ar = (
        "Local governments together",
        "Des collectivités ensemble",
        "Gobiernos locales",
        "حكومات محلية معًا",
    )


class ContentPageFactory(PageFactory):
    class Meta:
        model = ContentPage
