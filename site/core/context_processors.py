"""What every template may need."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from core.languages import current, direction


def portal(request: HttpRequest) -> dict[str, Any]:
    """The mode and the direction of writing. Nothing of the visitor: public pages are the same for all."""
    return {
        "demonstration_mode": settings.DEMONSTRATION,
        "direction": direction(current()),
        "leave_url": settings.LEAVE_URL,
        "portal_url": settings.PORTAL_URL,
    }
