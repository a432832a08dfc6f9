"""Who may do what with a signature."""

from charter.models import Signature
from core.permissions import is_secretariat
from network.permissions import Visitor, represents


def can_prepare(user: Visitor, signature: Signature) -> bool:
    """Prepare, send, answer and withdraw: the representatives of its local government."""
    return represents(user, signature.local_government)


def can_decide(user: Visitor) -> bool:
    """Accept, decline, ask for changes, suspend, withdraw."""
    return is_secretariat(user)


def can_read_file(user: Visitor, signature: Signature) -> bool:
    """See the whole file, with the decision: its representatives and the secretariat."""
    return can_prepare(user, signature) or is_secretariat(user)
