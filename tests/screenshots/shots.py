"""What the pictures of the documents show, made by the portal's own actions, and the list of pictures."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from charter import actions
from charter.models import CharterVersion
from core.models import PortalImage, User
from network import people
from network.actions import request_representation
from network.enums import RepresentativeRole, RepresentativeStatus
from network.models import ExperiencePage, ExperiencesPage, HelpNumber, LocalGovernment, Representative
from network.profile_actions import propose_link
from portal.demo.people import REPRESENTED, address
from portal.models import ContentPage, HomePage
from tests.access.world import small_picture
from tests.charter.conftest import make_user, sign

SECRETARIAT, EDITOR, REPRESENTATIVE = "secretariat", "editor", "representative"
LINK = '<p>The service opens <b>every day</b>. See <a href="https://example.org/">the guide</a>.</p>'


@dataclass(frozen=True)
class Shot:
    """One picture: who looks, at what, after which clicks, scrolled to what."""

    name: str
    who: str
    path: str
    clicks: tuple[str, ...] = ()
    height: int = 720
    top: str = ""


def session_of(name: str) -> str:
    client = Client()
    client.force_login(User.objects.get(email=address(name)))
    return client.cookies["sessionid"].value


def prepared() -> list[Shot]:
    page, picture = new_page(), new_picture()
    return [*of_editors(page, picture), *of_secretariat()]


# --- Editors
def new_page() -> ContentPage:
    """Written in French, to be continued in the others."""
    page = ContentPage(
        slug="a-new-service",
        title_fr="Un nouveau service d’écoute",
        intro_fr="Ce que la ville a mis en place, et comment elle le finance.",
        ready_fr=True,
        body_fr=[("heading", "Comment l’appeler"), ("paragraph", LINK), ("quote", {"text": "Cela m’a aidée.", "author": "Une habitante"})],
    )
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return page


def new_picture() -> PortalImage:
    return PortalImage.objects.create(
        title="Reception of the service", alt_en="A reception desk with two chairs", file=ContentFile(small_picture(), name="reception.jpg")
    )


def unfinished() -> ExperiencePage:
    """Complete but for two things in its text."""
    page = ExperiencePage(
        slug="a-telephone",
        live=False,
        country="FR",
        title_en="A telephone that calls the police",
        intro_en="The city lends a telephone to women in danger. Ask for it at 12 rue de la Paix, or write to phone@city.example.",
        ready_en=True,
    )
    ExperiencesPage.objects.get().add_child(instance=page)
    page.save_revision()
    return page


def of_editors(page: ContentPage, picture: PortalImage) -> list[Shot]:
    edit, number = f"/admin/pages/{page.pk}/edit/", HelpNumber.objects.to_check_first().first()
    spanish = "[role=tab]:has-text('Español')"
    return [
        Shot("editor-tabs", EDITOR, edit, ("[role=tab]:has-text('Français')",)),
        Shot("editor-copy", EDITOR, edit, (spanish, "section[role=tabpanel]:not([hidden]) .copying--all button:has-text('Français')"), 900),
        Shot("editor-fallback", "", "/en/a-new-service/", height=560),
        Shot("editor-history", EDITOR, f"/admin/pages/{page.pk}/history/", height=480),
        Shot("editor-before-publishing", EDITOR, f"/admin/experiences/{unfinished().pk}/before-publishing/", height=800),
        Shot("editor-picture", EDITOR, f"/admin/images/{picture.pk}/", height=900),
        Shot("editor-help-numbers", EDITOR, "/admin/snippets/network/helpnumber/", height=560),
        Shot("editor-help-check", EDITOR, f"/admin/snippets/network/helpnumber/check/{number.pk}/", height=640),
    ]


# --- The secretariat
def new_file():
    """Signed and sent, waiting for the secretariat."""
    officer = make_user("officer@newtown.example", first_name="Noa", last_name="Example", is_demonstration=True)
    town = LocalGovernment.objects.create(
        slug="newtown", name_local="Newtown (demonstration)", name_local_language="en", level="municipality", country="GB",
        region="europe", is_provisional=True, is_demonstration=True,
    )  # fmt: skip
    Representative.objects.create(
        user=officer, local_government=town, role=RepresentativeRole.OWNER, status=RepresentativeStatus.PROVISIONAL
    )
    signature = actions.start(town, by=officer)
    actions.save_mandate(signature, by=officer, state="decided", kind="council", date=date(2026, 9, 14), reference="2026-114")
    actions.save_text(signature, by=officer, language=CharterVersion.objects.in_force().texts.first().language)
    person = {"name": "Maxime Example", "function": "Mayor", "capacity": "head", "email": "mayor@newtown.example", "language": "en"}
    actions.save_signatory(signature, by=officer, **person)
    return sign(signature, officer)


def new_request() -> Representative:
    asking = make_user("colleague@exampleville.example", first_name="Ines", last_name="Example", is_demonstration=True)
    town = LocalGovernment.objects.get(slug=REPRESENTED)
    return request_representation(town, by=asking, position="Equality officer", message="I take over the file from a colleague.")


def new_notice() -> None:
    """The last owner says when they leave."""
    row = Representative.objects.get(user__email=address(REPRESENTATIVE), local_government__slug=REPRESENTED)
    people.announce_leaving(row, by=row.user, day=timezone.localdate() + timedelta(days=30), message="I change post.")


def of_secretariat() -> list[Shot]:
    signature, asked = new_file(), new_request()
    owner = User.objects.get(email=address(REPRESENTATIVE))
    town = LocalGovernment.objects.get(slug=REPRESENTED)
    link = {"title": "Our help for women", "language": "en", "url": "https://exampleville.example/help"}
    change = propose_link(town, by=owner, value=link)
    new_notice()
    return [
        Shot("desk", SECRETARIAT, "/admin/", height=640),
        Shot("desk-signatures", SECRETARIAT, "/admin/signatures/", height=520),
        Shot("desk-file", SECRETARIAT, f"/admin/signatures/{signature.public_id}/", height=900),
        Shot("desk-accept", SECRETARIAT, f"/admin/signatures/{signature.public_id}/accept/", height=720),
        Shot("desk-request", SECRETARIAT, f"/admin/signatures/requests/{asked.pk}/", height=800),
        Shot("desk-people", SECRETARIAT, "/admin/representatives/", height=520),
        Shot("desk-change", SECRETARIAT, f"/admin/profile-changes/{change.pk}/", height=720),
        Shot("desk-limits", SECRETARIAT, "/admin/limits/", height=640),
    ]
