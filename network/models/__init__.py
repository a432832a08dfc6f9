"""Local governments, who speaks for them, their pages, help numbers, and what the network knows: experiences and measures."""

from network.models.adaptations import AdaptationReport
from network.models.contributions import CheckQuestion, ExperienceProposal, ProposalAttachment, ProposalNote, SignOff
from network.models.courses import CourseModule, CoursePage, CourseSession
from network.models.document_texts import DocumentText
from network.models.duties import Duty
from network.models.experience_parts import ExperiencePartner, ExperienceResult, ExperienceSource, ExperienceStep
from network.models.experiences import ExperiencePage, ExperiencesPage
from network.models.help import HelpNumber
from network.models.invitations import Invitation
from network.models.library import ResourceFile, ResourcePage, ResourcesPage
from network.models.measures import Adaptation, Measure
from network.models.observatory import (
    KeyFigure,
    LocalObservatory,
    LocalProtocol,
    ObservatoryPage,
    ProtocolObjective,
    ProtocolPrinciple,
    ProtocolStructure,
)
from network.models.pages import NetworkPage, ProfilePage
from network.models.people import OwnerNotice, RepresentativeEvent
from network.models.profile import ProfileChange, ProfileContribution, ProfileLink, ProfilePicture
from network.models.records import LocalGovernment, Representative, Source
from network.models.safety import HarmCheck
from network.models.terms import Term

__all__ = [
    "Adaptation",
    "AdaptationReport",
    "CheckQuestion",
    "CourseModule",
    "CoursePage",
    "CourseSession",
    "DocumentText",
    "Duty",
    "ExperiencePage",
    "ExperiencePartner",
    "ExperienceProposal",
    "ExperienceResult",
    "ExperienceSource",
    "ExperienceStep",
    "ExperiencesPage",
    "HarmCheck",
    "HelpNumber",
    "Invitation",
    "KeyFigure",
    "LocalGovernment",
    "LocalObservatory",
    "LocalProtocol",
    "Measure",
    "NetworkPage",
    "ObservatoryPage",
    "OwnerNotice",
    "ProfileChange",
    "ProfileContribution",
    "ProfileLink",
    "ProfilePage",
    "ProfilePicture",
    "ProposalAttachment",
    "ProposalNote",
    "ProtocolObjective",
    "ProtocolPrinciple",
    "ProtocolStructure",
    "Representative",
    "RepresentativeEvent",
    "ResourceFile",
    "ResourcePage",
    "ResourcesPage",
    "SignOff",
    "Source",
    "Term",
]
