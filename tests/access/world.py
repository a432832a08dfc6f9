"""A portal with one of everything, and somebody of every kind who comes to it.

`World` is what `tests/access/cases.py` takes its examples from. A new kind of thing: give it an attribute here.
"""

from datetime import date
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.utils import timezone
from PIL import Image

from charter import certificates
from charter.actions import ask_signatory
from charter.enums import MandateState
from core import sealed
from core.languages import CODES
from core.mail import FolderBackend, kept_messages
from core.models import BasePage, Message, PortalDocument, PortalImage
from network import people
from network.actions import request_representation
from network.enums import RepresentativeRole
from network.experiences import checking, signoff
from network.library_enums import TextFault, TextState
from network.models import (
    AdaptationReport,
    CheckQuestion,
    DocumentText,
    ExperiencesPage,
    LocalObservatory,
    NetworkPage,
    ObservatoryPage,
    ProfilePage,
    ProposalAttachment,
)
from network.profile_actions import keep_picture, propose_link
from network.profile_parts import id_of
from portal.models import CallPage, CallsPage, ProgrammePage
from tests.charter.conftest import token_sent
from tests.charter.pdfs import document
from tests.factories import (
    CharterVersionFactory,
    ContentPageFactory,
    DutyFactory,
    HelpNumberFactory,
    LocalGovernmentFactory,
    RepresentativeFactory,
    SignatureFactory,
    UserFactory,
)
from tests.network import observing
from tests.network.people import token_of
from tests.network.proposing import experiences_page, sent, token_in_mail, whole, with_picture
from tests.network.shelf import course, library, resource

UNKNOWN_TOKEN = "x" * 43


class World:
    def __init__(self, home: BasePage) -> None:
        self.home = home
        self.add_people()
        self.add_places()
        self.add_files()
        self.add_invitations()
        self.add_profile()
        self.add_pages()
        self.add_records()
        self.add_proposals()
        self.add_observatory()

    def add_people(self) -> None:
        """Who comes, by the heading of their column in the table."""
        self.people = {
            "anybody": None,
            "owner": UserFactory(email="owner@exampleville.example"),
            "page editor": UserFactory(email="page-editor@exampleville.example"),
            "delegate": UserFactory(email="delegate@exampleville.example"),
            "elsewhere": UserFactory(email="owner@elsewhere.example"),
            "editor": UserFactory(email="editor@network.example", editor=True),
            "secretariat": UserFactory(email="secretariat@network.example", secretariat=True),
            "superuser": UserFactory(email="superuser@network.example", is_superuser=True),
        }

    def add_places(self) -> None:
        self.authority = self.place("exampleville", participant=True)
        self.provisional = self.place("newville", provisional=True)
        self.unclaimed = LocalGovernmentFactory(slug="quietville", participant=True)
        other = LocalGovernmentFactory(slug="elsewhere", participant=True)
        RepresentativeFactory(local_government=other, user=self.people["elsewhere"])
        self.elsewhere_speaks = RepresentativeFactory(
            local_government=self.unclaimed, user=UserFactory(email="colleague@quietville.example"), role=RepresentativeRole.DELEGATE
        )
        self.notice = people.ask_ownership(self.elsewhere_speaks, by=self.elsewhere_speaks.user, message="Nobody owns the file.")
        asking = UserFactory(email="newcomer@exampleville.example")
        self.request = request_representation(self.authority, by=asking, position="Officer", message="I keep the file.")

    def place(self, slug: str, **fields):
        """A local government for which the owner, the page editor and the delegate speak."""
        authority = LocalGovernmentFactory(slug=slug, **fields)
        roles = {"owner": RepresentativeRole.OWNER, "page editor": RepresentativeRole.EDITOR, "delegate": RepresentativeRole.DELEGATE}
        for name, role in roles.items():
            speaking = RepresentativeFactory(local_government=authority, user=self.people[name], role=role)
            if slug == "exampleville" and name == "page editor":
                self.page_editor_pk = speaking.pk
        return authority

    def add_files(self) -> None:
        """A file of the charter in each state, each of a local government of its own."""
        self.version = CharterVersionFactory(number=1)
        self.draft_version = CharterVersionFactory._meta.model.objects.create(number=2, title_en="Draft")
        self.draft = self.file(self.authority)
        self.ready = self.file(self.place("readyville"), ready=True)
        self.submitted = self.file(self.place("submittedville"), submitted=True)
        self.sent_back = self.file(self.place("sentbackville"), changes_requested=True)
        self.accepted = self.file(self.place("acceptedville", member=True), accepted=True, reference="CT-1")
        self.promised = self.file(
            self.place("promisedville", member=True),
            accepted=True,
            reference="CT-2",
            mandate_state=MandateState.PENDING,
            mandate_date=None,
            mandate_reference="",
            mandate_until=date(2099, 1, 1),
        )
        self.suspended = self.file(self.place("suspendedville"), suspended=True, reference="CT-3")
        self.superseded = self.file(self.place("supersededville"), superseded=True, reference="CT-4")
        self.declined = self.file(self.place("declinedville", provisional=True), declined=True)
        self.withdrawn = self.file(self.place("withdrawnville"), withdrawn=True)
        for number, signature in enumerate((self.submitted, self.accepted), start=1):
            signature.mandate_file.save(f"{number}.pdf", ContentFile(document()))
        certificates.ask(self.accepted)
        sealed.make_due()
        self.sealed = certificates.of(self.accepted)
        self.signing_token = token_sent(ask_signatory(self.ready, by=self.people["owner"]))

    def file(self, authority, **traits):
        return SignatureFactory(local_government=authority, version=self.version, prepared_by=self.people["owner"], **traits)

    def add_invitations(self) -> None:
        fields = {"by": self.people["owner"], "role": RepresentativeRole.EDITOR, "language": "en"}
        self.invitation = people.invite(self.authority, email="new@exampleville.example", **fields)
        self.invitation_pk = self.invitation.pk
        self.invitation_token = token_of(self.invitation)
        self.invited_elsewhere = people.invite(self.authority, email=self.people["elsewhere"].email, **fields)
        self.taken_back = people.invite(self.authority, email="gone@exampleville.example", **fields)
        self.taken_back_token = token_of(self.taken_back)
        people.withdraw(self.taken_back, by=self.people["owner"])

    def add_profile(self) -> None:
        value = {"title": "Our service", "language": "en", "url": "https://exampleville.example/"}
        self.change = propose_link(self.authority, by=self.people["owner"], value=value)
        self.link_id = id_of(next(iter(self.change.fields)))
        self.picture_id = keep_picture(self.authority, by=self.people["owner"], content=small_picture()).public_id

    def add_pages(self) -> None:
        """A page of each type, and pages that the public may not see."""
        titles = {f"{name}_{code}": f"Network {code}" for code in CODES for name in ("title", "intro")}
        profile = {f"title_{code}": f"Network {code}" for code in CODES}
        ready = {f"ready_{code}": True for code in CODES}
        self.network_page = self.home.add_child(instance=NetworkPage(slug="network", **titles, **ready))
        self.profile_page = self.network_page.add_child(
            instance=ProfilePage(slug=self.authority.slug, local_government=self.authority, **profile, **ready)
        )
        self.content_page = ContentPageFactory(parent=self.home, slug="plain")
        self.library = library(self.home)
        self.resource_page, self.course_page = resource(self.library, "guide"), course(self.library)
        self.programme_page = self.home.add_child(instance=ProgrammePage(slug="programme", **titles, **ready))
        self.calls_page = self.programme_page.add_child(instance=CallsPage(slug="calls", **titles, **ready))
        self.call_page = self.calls_page.add_child(instance=CallPage(slug="call", **titles, **ready))
        self.observatory_page = self.home.add_child(instance=ObservatoryPage(slug="observatory", **titles, **ready))
        self.draft_page = ContentPageFactory(parent=self.home, slug="draft", live=False)
        self.unready_page = ContentPageFactory(parent=self.home, slug="unready", ready_in=(), title_en="Unready")

    def add_records(self) -> None:
        self.number = HelpNumberFactory(checked=True)
        self.duty = DutyFactory()
        self.image = PortalImage.objects.create(title="Picture", file=ContentFile(small_picture(), name="small.jpg"))
        self.document = PortalDocument.objects.create(title="Document", file=ContentFile(document(), name="small.pdf"))
        self.text = DocumentText.objects.create(document=self.document, state=TextState.FAILED, fault=TextFault.BROKEN)
        FolderBackend().send_messages([EmailMessage("Hello", "Hello", "portal@network.example", ["owner@exampleville.example"])])
        self.mail_name, _mail = kept_messages()[0]

    def add_proposals(self) -> None:
        """An experience that the authority is telling, one that is with the editors, and one that is public and asked about."""
        owner, editor = self.people["owner"], self.people["editor"]
        if not ExperiencesPage.objects.exists():
            experiences_page(self.home)
        self.proposal = whole(self.authority, owner)
        self.attachment_id = with_picture(self.proposal, owner).public_id
        self.proposal_sent = sent(self.authority, owner)
        self.proposed_page = self.proposal_sent.page
        self.sent_attachment_id = ProposalAttachment.objects.create(
            proposal=self.proposal_sent, kind="document", sha256="0" * 64, name="report.pdf"
        ).public_id
        signoff.ask(self.proposed_page, by=editor, representative=self.authority.representatives.get(user=owner))
        self.sign_off_token = token_in_mail(Message.objects.filter(purpose__startswith="experience_sign_off").latest("pk"))
        self.experience = public = sent(self.authority, owner).page
        public.get_latest_revision().publish()
        self.question = CheckQuestion.objects.create(page=public, answer="changed", answered_at=timezone.now(), text="It has moved.")
        self.still_true_token = checking.token_for(CheckQuestion.objects.create(page=public), owner)

    def add_observatory(self) -> None:
        self.figure, self.measure, self.protocol = observing.figure(), observing.measure(), observing.protocol()
        self.observatory = LocalObservatory.objects.create(local_government=self.authority, name_en="Observatory", country="FR")
        origin = observing.adaptation(self.measure)
        self.report = AdaptationReport.objects.create(
            measure=self.measure,
            local_government=self.authority,
            origin=origin,
            told_by=self.people["owner"],
            change="Another lamp.",
            language="en",
        )


def small_picture() -> bytes:
    target = BytesIO()
    Image.new("RGB", (800, 600), "white").save(target, "JPEG")
    return target.getvalue()
