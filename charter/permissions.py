"""Who may do what with a signature."""

from charter.models import Signature
from core.permissions import is_secretariat
from network.permissions import Visitor, can_prepare_file, represents


def can_prepare(user: Visitor, signature: Signature) -> bool:
    """Prepare, send, answer and withdraw: the owners and signing delegates of its local government; not those who keep its page."""
    return can_prepare_file(user, signature.local_government)


def can_decide(user: Visitor) -> bool:
    """Accept, decline, ask for changes, suspend, withdraw."""
    return is_secretariat(user)


def can_read_file(user: Visitor, signature: Signature) -> bool:
    """See the whole file, with the decision: who prepares it and the secretariat."""
    return can_prepare(user, signature) or is_secretariat(user)


def can_download_certificate(user: Visitor, signature: Signature) -> bool:
    """It shows a person's name: whoever represents the local government today, and the secretariat."""
    return represents(user, signature.local_government) or is_secretariat(user)
