"""Local governments, who speaks for them, their pages, and help numbers."""

from network.models.help import HelpNumber
from network.models.pages import NetworkPage, ProfilePage
from network.models.records import LocalGovernment, Representative, Source

__all__ = ["HelpNumber", "LocalGovernment", "NetworkPage", "ProfilePage", "Representative", "Source"]
