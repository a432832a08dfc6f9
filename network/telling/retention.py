"""What a person's account keeps of the adaptations they told (core.personal_data)."""

from typing import Any

from core.models import User


def copy_of(user: User) -> list[dict[str, Any]]:
    """The adaptations that a person told, and what the editors answered."""
    return [
        {
            "local_government": report.local_government.slug,
            "adapted": str(report.subject),
            "year": report.year,
            "change": report.change,
            "result": report.result,
            "source": report.source,
            "told_at": report.told_at.isoformat(),
            "status": report.status,
            "reason": report.reason,
        }
        for report in user.adaptations_told.select_related("local_government", "measure", "experience").order_by("pk")
    ]
