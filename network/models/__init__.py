"""Local governments, who speaks for them, their pages, and help numbers."""

from network.models.help import HelpNumber
from network.models.pages import NetworkPage, ProfilePage
from network.models.profile import ProfileChange, ProfileContribution, ProfileLink, ProfilePicture
from network.models.records import LocalGovernment, Representative, Source

__all__ = [
    "HelpNumber",
    "LocalGovernment",
    "NetworkPage",
    "ProfileChange",
    "ProfileContribution",
    "ProfileLink",
    "ProfilePage",
    "ProfilePicture",
    "Representative",
    "Source",
]
