"""People, pages, media and mail: what every application stands on."""

from core.models.limits import AttemptLimit
from core.models.mail import Message
from core.models.media import PortalDocument, PortalImage, PortalRendition
from core.models.pages import BasePage, InLanguage
from core.models.sealed import SealedDocument
from core.models.sessions import SignedInSession
from core.models.users import User

__all__ = [
    "AttemptLimit",
    "BasePage",
    "InLanguage",
    "Message",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "SealedDocument",
    "SignedInSession",
    "User",
]
