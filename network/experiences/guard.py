"""Nobody publishes an experience past its list of obstacles: not by the button, not in a workflow, not in bulk, not by the clock.

Wagtail asks `refuse` before it publishes a revision, with whoever does it. Code of the portal that publishes without a person
(the demonstration's facts) is not asked; no request reaches Wagtail without one.
"""

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from core.models import User

if TYPE_CHECKING:
    from network.models import ExperiencePage

BY_THE_CLOCK = "wagtail.publish.scheduled"  # Wagtail's name for a publication whose hour has come
HELD_BACK = "network.held_back"


class NotReady(Exception):  # noqa: N818 -- no error: a person has something to do first
    """This page has obstacles; the middleware leads to the list of them."""

    def __init__(self, page: "ExperiencePage") -> None:
        super().__init__(page.pk)
        self.page = page


def may_publish(revision: Revision, user: User | None, log_action: bool | str) -> bool:
    """Whether to go on. Raises NotReady for a person; holds back, and says so, what the clock would publish."""
    if user is None and log_action != BY_THE_CLOCK:
        return True
    from network.experiences.publishing import obstacles  # noqa: PLC0415 -- the rules need the models

    page = revision.as_object()
    if not obstacles(page):
        return True
    if user is not None:
        raise NotReady(page)
    hold_back(page, revision)
    return False


@transaction.atomic
def hold_back(page: "ExperiencePage", revision: Revision) -> None:
    """Its hour has come and something is missing: it stays a draft, and whoever planned it hears of it."""
    from network.experiences import publishing_emails as emails  # noqa: PLC0415 -- the same

    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(instance=page, action=HELD_BACK, revision=revision)
    emails.held_back(page, revision)
