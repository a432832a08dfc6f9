"""What the charter keeps about a person with an account: the files they prepared (core.personal_data)."""

from typing import Any

from core.models import User


def prepared_files(user: User) -> list[dict[str, Any]]:
    """Files of signatures this person prepared, with their state. The signatory's own data is not theirs to take along."""
    found = user.prepared_signatures.select_related("local_government", "version").order_by("pk")
    return [
        {
            "local_government": signature.local_government.name_local,
            "charter_version": str(signature.version),
            "state": signature.status,
            "begun_at": signature.started_at.isoformat(),
            "signed_at": signature.signed_at.isoformat() if signature.signed_at else None,
        }
        for signature in found
    ]
