"""What waits for the editors: proposals to read, remarks and changes to deal with, pages that nobody has confirmed for long."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from network.contribution_enums import WITH_EDITORS, ProposalStatus, SignOffAnswer
from network.experiences import checking
from network.models import CheckQuestion, ExperiencePage, ExperienceProposal, SignOff


@dataclass(frozen=True)
class Row:
    """One experience in a list, and why it is there."""

    page_pk: int | None
    proposal: ExperienceProposal | None
    title: str
    local_government: Any
    what: str
    since: date | datetime


@dataclass(frozen=True)
class Pile:
    name: str
    label: Promise


PILES = {
    pile.name: pile
    for pile in (
        Pile("proposals", _("Proposed")),
        Pile("remarks", _("Remarks and changes")),
        Pile("unpublished", _("Agreement asked or given")),
        Pile("stale", _("Out of date")),
    )
}


def proposed() -> QuerySet[ExperienceProposal]:
    return ExperienceProposal.objects.filter(status__in=WITH_EDITORS)


def waiting(request: HttpRequest) -> int:
    """What only an editor can move: proposals sent, changes told, remarks. Read once per request."""
    if not hasattr(request, "experiences_waiting"):
        sent = ExperienceProposal.objects.filter(status=ProposalStatus.SUBMITTED).count()
        request.experiences_waiting = sent + CheckQuestion.objects.reported().count() + remarked().count()  # type: ignore[attr-defined]
    return request.experiences_waiting  # type: ignore[attr-defined]


def before_publication() -> QuerySet[SignOff]:
    """The last word on each page that was never public."""
    return SignOff.objects.filter(cancelled_at=None, page__first_published_at=None, page__isnull=False).select_related(
        "page__local_government"
    )


def remarked() -> QuerySet[SignOff]:
    last = newest_of(before_publication())
    return before_publication().filter(pk__in=last, answer=SignOffAnswer.REMARK)


def newest_of(rows: QuerySet[SignOff]) -> list[int]:
    """Of each page, the newest."""
    found: dict[int, int] = {}
    for page, pk in rows.order_by("asked_at", "pk").values_list("page_id", "pk"):
        found[page] = pk
    return list(found.values())


def rows_of(pile: Pile) -> list[Row]:
    lists: dict[str, Callable[[], list[Row]]] = {
        "proposals": proposals,
        "remarks": remarks,
        "unpublished": unpublished,
        "stale": stale,
    }
    return lists[pile.name]()


def proposals() -> list[Row]:
    rows = proposed().select_related("local_government", "page").order_by("status", "sent_at", "pk")
    return [Row(row.page_id, row, row.title, row.local_government, row.get_status_display(), row.sent_at or row.changed_at) for row in rows]


def remarks() -> list[Row]:
    changed = CheckQuestion.objects.reported().select_related("page__local_government").order_by("answered_at")
    rows = [of_page(row.page, row.get_answer_display(), row.answered_at or row.asked_at) for row in changed]
    return [*(of_page(row.page, row.get_answer_display(), row.answered_at) for row in remarked().order_by("answered_at")), *rows]


def unpublished() -> list[Row]:
    last = before_publication().filter(pk__in=newest_of(before_publication())).exclude(answer=SignOffAnswer.REMARK)
    return [of_page(row.page, row.get_answer_display(), row.answered_at or row.asked_at) for row in last.order_by("asked_at", "pk")]


def stale() -> list[Row]:
    rows = []
    for page in checking.out_of_date():
        day = checking.last_confirmed(page)
        rows.append(of_page(page, "", day or date.min))
    return rows


def of_page(page: ExperiencePage | None, what: str, since: Any) -> Row:
    if page is None:
        raise ValueError("These lists are of pages.")
    return Row(page.pk, None, page.first_title, page.local_government, what, since)
