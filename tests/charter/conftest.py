"""People, an authority and a charter, brought to each state by the real actions."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import Group

from charter import actions
from charter.models import Article, CharterVersion, Declaration
from core.accounts import confirm
from core.models import Message, User
from core.permissions import EDITORS, SECRETARIAT
from network.enums import RepresentativeRole, RepresentativeStatus
from network.models import LocalGovernment, Representative

LANGUAGES = ("en", "fr", "es", "ar")


def in_all(field, text):
    return {f"{field}_{code}": f"{text} {code}" for code in LANGUAGES}


def make_version(number=1, *, is_demonstration=False):
    version = CharterVersion.objects.create(
        number=number, is_demonstration=is_demonstration, **in_all("title", "Charter"), **in_all("preamble", f"We {number}")
    )
    for position, code in enumerate(["1", "2"]):
        Article.objects.create(
            version=version, sort_order=position, code=code, **in_all("title", f"Title {code}"), **in_all("text", f"Text {code}")
        )
    for position, (code, when) in enumerate([("authority", "decided"), ("authority_pending", "pending"), ("read", "always")]):
        Declaration.objects.create(version=version, sort_order=position, code=code, when=when, **in_all("text", code))
    return actions.publish_version(version)


def make_user(email, group=None, **fields):
    user = User.objects.create_user(email, **fields)
    confirm(user)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_authority(slug="exampleville", *, by=None, **fields):
    fields = {
        "name_local": "Exampleville",
        "name_local_language": "en",
        "name_en": "Exampleville",
        "level": "municipality",
        "country": "FR",
        "region": "europe",
    } | fields
    authority = LocalGovernment.objects.create(slug=slug, **fields)
    if by:
        Representative.objects.create(
            user=by, local_government=authority, role=RepresentativeRole.OWNER, status=RepresentativeStatus.ACTIVE
        )
    return authority


def code_sent(link):
    """The code in the last mail to the signatory."""
    link.refresh_from_db()
    return re.search(r"\b\d{6}\b", Message.objects.get(purpose=f"code:{link.pk}:{link.codes_sent}").text).group()


def token_sent(link):
    return re.search(r"/sign/with/([\w-]+)/", Message.objects.get(purpose=f"link:{link.pk}").text).group(1)


def complete(signature, by, **mandate):
    """Fill in every step."""
    mandate = {"state": "decided", "kind": "council", "date": date(2026, 2, 12), "reference": "2026-014"} | mandate
    actions.save_mandate(signature, by=by, **mandate)
    actions.save_text(signature, by=by, language="fr")
    return actions.save_signatory(
        signature, by=by, name="Marie Exemple", function="Maire", capacity="head", email="maire@exampleville.example", language="fr"
    )


def sign(signature, by):
    """Ask the signatory, who signs."""
    link = actions.ask_signatory(signature, by=by)
    actions.send_code(link)
    return actions.sign(link, code=code_sent(link), declared=[d.code for d in link.signature.declarations()])


@pytest.fixture
def version(db):
    return make_version()


@pytest.fixture
def officer(db):
    return make_user("officer@exampleville.example", first_name="Sam", last_name="Sample")


@pytest.fixture
def secretary(db):
    return make_user("secretary@network.example", SECRETARIAT, language="fr")


@pytest.fixture
def editor(db):
    return make_user("editor@network.example", EDITORS)


@pytest.fixture
def stranger(db):
    return make_user("stranger@elsewhere.example")


@pytest.fixture
def authority(officer):
    return make_authority(by=officer)


@pytest.fixture
def draft(version, authority, officer):
    return actions.start(authority, by=officer)


@pytest.fixture
def ready(draft, officer):
    return complete(draft, officer)


@pytest.fixture
def submitted(ready, officer, secretary):
    return sign(ready, officer)


@pytest.fixture
def accepted(submitted, secretary):
    return actions.accept(submitted, by=secretary)


@pytest.fixture
def pending_accepted(draft, officer, secretary):
    """In force on the promise of a decision."""
    complete(draft, officer, state="pending", kind="council", date=None, reference="", until=date(2099, 1, 1))
    return actions.accept(sign(draft, officer), by=secretary)
