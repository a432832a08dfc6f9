"""The pages that bring the applications together: home, the programme and its calls for projects, plain pages."""

from portal.models.calls import CallDocument, CallPage, CallsPage
from portal.models.pages import ContentPage, HomePage
from portal.models.programme import ProgrammePage, ProgrammePartner

__all__ = [
    "CallDocument",
    "CallPage",
    "CallsPage",
    "ContentPage",
    "HomePage",
    "ProgrammePage",
    "ProgrammePartner",
]
