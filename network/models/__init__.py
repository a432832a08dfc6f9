"""Local governments, who speaks for them, their pages, and help numbers."""

from network.models.duties import Duty
from network.models.help import HelpNumber
from network.models.invitations import Invitation
from network.models.pages import NetworkPage, ProfilePage
from network.models.people import OwnerNotice, RepresentativeEvent
from network.models.profile import ProfileChange, ProfileContribution, ProfileLink, ProfilePicture
from network.models.records import LocalGovernment, Representative, Source

__all__ = [
    "Duty",
    "HelpNumber",
    "Invitation",
    "LocalGovernment",
    "NetworkPage",
    "OwnerNotice",
    "ProfileChange",
    "ProfileContribution",
    "ProfileLink",
    "ProfilePage",
    "ProfilePicture",
    "Representative",
    "RepresentativeEvent",
    "Source",
]
