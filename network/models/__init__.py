"""Local governments, who speaks for them, and their pages."""

from network.models.pages import NetworkPage, ProfilePage
from network.models.records import LocalGovernment, Representative, Source

__all__ = ["LocalGovernment", "NetworkPage", "ProfilePage", "Representative", "Source"]
