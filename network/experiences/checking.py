"""Once a year, whoever answers for an experience is asked whether it is still true.

asked ──▶ (a month later: reminded, once) ──▶ still_true: checked today  |  changed: what changed goes to the editors
Whoever checks a page otherwise, or takes it from the public, closes its question.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.models import User
from network.contribution_enums import CheckAnswer
from network.experiences import checking_emails as emails
from network.experiences.freshness import STALE_AFTER, confirmed_on
from network.models import CheckQuestion, ExperiencePage
from network.permissions import can_edit_experience

ASK_AFTER = timedelta(days=365)  # since somebody last answered for it, and since the last question
REMIND_AFTER = timedelta(days=30)
LINK_LASTS = timedelta(days=180)
SALT = "network.experiences.checking"
CHECKED = "network.experience_checked"  # in the admin's history


# --- Who is asked
def answering_for(page: ExperiencePage) -> list[User]:
    """Who answers for it; else the owners of its authority's file."""
    owner = page.owner_account
    if owner and owner.is_active:
        return [owner]
    if page.local_government is None:
        return []
    owners = page.local_government.representatives.owners().select_related("user").order_by("pk")
    return [row.user for row in owners]


def public_pages() -> Any:
    return ExperiencePage.objects.readable().select_related("local_government", "owner_account")


def last_confirmed(page: ExperiencePage) -> date | None:
    return confirmed_on(page.checked_on, page.first_published_at)


def due(today: date) -> list[ExperiencePage]:
    """Public pages that nobody has confirmed for a year, and whose owner was not asked within that year."""
    asked = CheckQuestion.objects.filter(asked_at__gt=timezone.now() - ASK_AFTER).values("page")
    open_now = CheckQuestion.objects.open().values("page")
    pages: Iterable[ExperiencePage] = public_pages().exclude(Q(pk__in=asked) | Q(pk__in=open_now))
    return [page for page in pages if (day := last_confirmed(page)) and day <= today - ASK_AFTER]


def out_of_date() -> list[ExperiencePage]:
    """Public pages that count as stale, the oldest first."""
    limit = timezone.localdate() - timedelta(days=STALE_AFTER)
    pages = [(day, page) for page in public_pages() if (day := last_confirmed(page)) and day < limit]
    return [page for _day, page in sorted(pages, key=lambda pair: (pair[0], pair[1].pk))]


# --- Asking
def ask_owners() -> int:
    """Job: ask about every page that is due. Returns how many were asked about."""
    return sum(ask(page) for page in due(timezone.localdate()))


@transaction.atomic
def ask(page: ExperiencePage) -> bool:
    """Ask, once a year however many workers there are; not when there is nobody to ask."""
    page = ExperiencePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    recently = page.check_questions.filter(asked_at__gt=timezone.now() - ASK_AFTER).exists()
    people = answering_for(page)
    if recently or page.check_questions.open().exists() or not people:
        return False
    question = CheckQuestion.objects.create(page=page)
    for user in people:
        emails.asked(question, user, token_for(question, user), again=False)
    return True


def remind() -> int:
    """Job: ask once more after a month without an answer; close questions whose page is not public any more."""
    closed = CheckQuestion.objects.open().exclude(page__in=ExperiencePage.objects.readable()).update(closed_at=timezone.now())
    waiting = CheckQuestion.objects.open().filter(reminded_at=None, asked_at__lt=timezone.now() - REMIND_AFTER)
    return closed + sum(remind_of(question) for question in waiting)


@transaction.atomic
def remind_of(question: CheckQuestion) -> bool:
    question = held(question)
    if not question.is_open or question.reminded_at:
        return False
    question.reminded_at = timezone.now()
    question.save(update_fields=["reminded_at"])
    for user in answering_for(question.page):
        emails.asked(question, user, token_for(question, user), again=True)
    return True


def held(question: CheckQuestion) -> CheckQuestion:
    rows = CheckQuestion.objects.select_for_update(of=("self",)).select_related("page__local_government", "page__owner_account")
    return rows.get(pk=question.pk)


# --- Links
def token_for(question: CheckQuestion, user: User) -> str:
    """Signed, for one person and one question; nothing is kept of it."""
    return signing.dumps([str(question.public_id), user.pk], salt=SALT)


def asked_by(token: str) -> tuple[CheckQuestion, User] | None:
    """The question that a link asks, and of whom; None for a link that is not ours or too old."""
    try:
        public_id, pk = signing.loads(token, salt=SALT, max_age=LINK_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = CheckQuestion.objects.select_related("page__local_government", "page__owner_account", "answered_by")
    question, user = rows.filter(public_id=public_id).first(), User.objects.filter(pk=pk, is_active=True).first()
    return (question, user) if question and user else None


def still_answers(user: User, page: ExperiencePage) -> bool:
    """A link outlives a role: whoever left does not answer any more."""
    return any(person.pk == user.pk for person in answering_for(page))


# --- Answering
@transaction.atomic
def answer(question: CheckQuestion, *, by: User, still_true: bool, text: str = "") -> CheckQuestion:
    """Still true: checked today. Something changed: the editors are told what. Once."""
    question = held(question)
    if not question.is_open:
        raise ValidationError(_("This question has been answered meanwhile."), code="answered")
    if not still_answers(by, question.page):
        raise ValidationError(_("Somebody else answers for this page now."), code="person")
    if not still_true and not text:
        raise ValidationError({"text": _("Write what changed.")})
    question.answer = CheckAnswer.STILL_TRUE if still_true else CheckAnswer.CHANGED
    question.answered_at, question.answered_by, question.text = timezone.now(), by, "" if still_true else text
    question.save(update_fields=["answer", "answered_at", "answered_by", "text"])
    if still_true:
        note_checked(question.page, by)
    else:
        emails.changed(question)
    return question


def note_checked(page: ExperiencePage, by: User) -> None:
    """On the page itself, whatever its drafts say."""
    ExperiencePage.objects.filter(pk=page.pk).update(checked_on=timezone.localdate(), checked_by=by)
    log(instance=page, action=CHECKED, user=by)


@transaction.atomic
def confirm(page: ExperiencePage, *, by: User) -> None:
    """An editor has checked it otherwise, and says so."""
    must_edit(by, page)
    page = ExperiencePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if not page.live:
        raise ValidationError(_("This page is not public."), code="not_public")
    note_checked(page, by)
    page.check_questions.open().update(closed_at=timezone.now())


@transaction.atomic
def handle(question: CheckQuestion, *, by: User) -> CheckQuestion:
    """An editor has dealt with what changed."""
    must_edit(by, question.page)
    question = held(question)
    if question.answer != CheckAnswer.CHANGED or question.handled_at:
        raise ValidationError(_("Somebody has dealt with this already."), code="handled")
    question.handled_at, question.handled_by = timezone.now(), by
    question.save(update_fields=["handled_at", "handled_by"])
    return question


def must_edit(by: User, page: ExperiencePage) -> None:
    if not can_edit_experience(by, page):
        raise ValidationError(_("Only the editors can do this."), code="permission")
