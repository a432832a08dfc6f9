"""The authority agrees with its page before it is published for the first time: asked by a link, answered without an account.

asked ──▶ approved | remark;   asked again: the one before is cancelled;   nobody to ask: the secretariat waives, with a reason.
What was agreed is the text that was shown: a text that is changed afterwards needs another agreement.
"""

import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from core.languages import CODES, long_date
from core.locks import lock
from core.models import User
from core.permissions import is_secretariat
from core.secrets import token_digest
from network.contribution_enums import ProposalStatus, SignOffAnswer
from network.experiences import signoff_emails as emails
from network.experiences.agreed import content_digest
from network.models import ExperiencePage, LocalGovernment, Representative, SignOff
from network.models.contributions import SIGN_OFF_LASTS
from network.permissions import can_edit_experience

LINKS_PER_DAY = 5


# --- Whether it may be published
def obstacle(page: ExperiencePage) -> str | None:
    """Why this page, as it is given, may not be published for the first time; None when it may, and for a page that was public before."""
    if page.first_published_at:
        return None
    proposal = getattr(page, "proposal", None) if page.pk else None
    if proposal and proposal.status in (ProposalStatus.WITHDRAWN, ProposalStatus.DECLINED):
        return _("This proposal has ended: “%(status)s”. It is not published.") % {"status": proposal.get_status_display()}
    last = newest(page)
    if last is None:
        return not_asked(page)
    return obstacle_in(last, page)


def newest(page: ExperiencePage) -> SignOff | None:
    return SignOff.objects.filter(page_id=page.pk, cancelled_at=None).first() if page.pk else None


def not_asked(page: ExperiencePage) -> str:
    if needs_nobody(page):
        return _("Nobody can be asked for this page: the secretariat has to say why it is published without an agreement.")
    return _("The local government has not been asked yet whether it agrees with this page.")


def obstacle_in(last: SignOff, page: ExperiencePage) -> str | None:
    if last.answer == SignOffAnswer.WAIVED:
        return None
    if last.answer == SignOffAnswer.REMARK:
        return _("The local government has a remark. Settle it, then ask again whether it agrees.")
    if last.answer == SignOffAnswer.NONE:
        asked = {"date": long_date(timezone.localdate(last.asked_at))}
        if last.is_expired:
            return _("The local government was asked on %(date)s, and the link has expired. Ask again.") % asked
        return _("The local government was asked on %(date)s and has not answered yet.") % asked
    if last.content_digest != content_digest(page):
        return _("The text was changed after the local government agreed. Ask again.")
    return None


def needs_nobody(page: ExperiencePage) -> bool:
    """No authority, or none that anybody speaks for: the secretariat decides."""
    authority = page.local_government
    return authority is None or not authority.representatives.speaking().filter(user__is_active=True).exists()


# --- Asking
def draft_of(page: ExperiencePage) -> tuple[ExperiencePage, Revision]:
    """The newest revision, which is the one that is shown and agreed."""
    revision = ExperiencePage.objects.get(pk=page.pk).get_latest_revision()
    if revision is None:
        raise ValidationError(_("Save the page first."), code="no_revision")
    return revision.as_object(), revision


def is_known(authority: LocalGovernment, page: ExperiencePage, email: str) -> bool:
    """An address of the authority's own domain, or one that the portal knows it by."""
    domain = email.rpartition("@")[2].lower()
    own = authority.domain
    known = {authority.contact_email.lower(), page.contact_email.lower()} - {""}
    return email.lower() in known or (bool(own) and (domain == own or domain.endswith(f".{own}")))


@transaction.atomic
def ask(
    page: ExperiencePage,
    *,
    by: User,
    representative: Representative | None = None,
    email: str = "",
    name: str = "",
    language: str = "",
) -> SignOff:
    """Send somebody of the authority a link to the page as it stands, in place of any sent before."""
    must_edit(by, page)
    lock(f"sign-off {page.pk}")
    draft, revision = draft_of(page)
    refuse_asking(page, draft)
    person = person_of(draft, representative, email, name, language)
    refuse_too_many(page)
    page.sign_offs.open().update(cancelled_at=timezone.now())
    token = secrets.token_urlsafe(32)
    sign_off = SignOff.objects.create(
        **what(page, draft, revision), **person, asked_by=by, token_digest=token_digest(token), expires_at=timezone.now() + SIGN_OFF_LASTS
    )
    emails.asked(sign_off, token)
    return sign_off


def must_edit(by: User, page: ExperiencePage) -> None:
    if not can_edit_experience(by, page):
        raise ValidationError(_("Only the editors can do this."), code="permission")


def refuse_asking(page: ExperiencePage, draft: ExperiencePage) -> None:
    if page.first_published_at:
        raise ValidationError(_("This page was published before: it needs no sign-off."), code="published")
    if draft.local_government is None:
        raise ValidationError(_("This page has no local government to ask."), code="nobody")
    if not draft.ready_languages:
        raise ValidationError(_("Tick at least one language as visible: that is what the local government reads."), code="no_language")


def refuse_too_many(page: ExperiencePage) -> None:
    if page.sign_offs.filter(asked_at__gt=timezone.now() - timedelta(days=1)).count() >= LINKS_PER_DAY:
        raise ValidationError(_("The link was already sent several times today. Please try again tomorrow."), code="too_many")


def what(page: ExperiencePage, draft: ExperiencePage, revision: Revision) -> dict[str, Any]:
    """What is asked about: it never changes afterwards."""
    return {
        "page": page,
        "page_title": draft.first_title,
        "revision": revision,
        "revision_number": revision.pk,
        "content_digest": content_digest(draft),
        "languages": draft.ready_languages,
    }


def person_of(draft: ExperiencePage, representative: Representative | None, email: str, name: str, language: str) -> dict[str, Any]:
    """Who is asked: somebody who speaks for the authority, or a person at an address of its own."""
    authority = draft.local_government
    if authority is None:
        raise ValidationError(_("This page has no local government to ask."), code="nobody")
    if representative is not None:
        if representative.local_government_id != authority.pk or not representative.is_speaking or not representative.user.is_active:
            raise ValidationError(_("This person does not speak for the local government any more."), code="person")
        user = representative.user
        return {"representative": representative, "email": user.email, "name": user.get_full_name(), "language": user.language}
    if not is_known(authority, draft, email):
        raise ValidationError(
            {"email": _("Choose an address of the local government: at the domain of its website, or one on its record.")}
        )
    if language not in CODES:
        raise ValidationError({"language": _("Choose a language.")})
    return {"email": email, "name": name, "language": language}


@transaction.atomic
def waive(page: ExperiencePage, *, by: User, reason: str) -> SignOff:
    """Publish without an agreement, because nobody can be asked. Only the secretariat, and only with a reason that is kept."""
    if not is_secretariat(by):
        raise ValidationError(_("Only the secretariat can do this."), code="permission")
    lock(f"sign-off {page.pk}")
    draft, revision = draft_of(page)
    if not needs_nobody(draft):
        raise ValidationError(_("Somebody speaks for this local government: ask them."), code="somebody")
    if not reason:
        raise ValidationError({"reason": _("Write the reason. It is kept.")})
    page.sign_offs.open().update(cancelled_at=timezone.now())
    answered = {"answer": SignOffAnswer.WAIVED, "answered_at": timezone.now(), "remark": reason}
    return SignOff.objects.create(**what(page, draft, revision), asked_by=by, **answered)


# --- Answering
def link_for(token: str) -> SignOff | None:
    """What a link asks, whether or not it can still be answered."""
    return SignOff.objects.with_token(token).select_related("page__local_government", "revision", "asked_by", "representative").first()


@transaction.atomic
def answer(sign_off: SignOff, *, agrees: bool, remark: str = "") -> SignOff:
    """The authority agrees, or has a remark. Once."""
    rows = SignOff.objects.select_for_update(of=("self",)).select_related("page__local_government", "asked_by")
    sign_off = rows.get(pk=sign_off.pk)
    if not sign_off.is_open or sign_off.page is None:
        raise ValidationError(_("This link can no longer be used."), code="link")
    if not agrees and not remark:
        raise ValidationError({"remark": _("Write your remark.")})
    sign_off.answer = SignOffAnswer.APPROVED if agrees else SignOffAnswer.REMARK
    sign_off.answered_at, sign_off.remark = timezone.now(), "" if agrees else remark
    sign_off.save(update_fields=["answer", "answered_at", "remark"])
    emails.answered(sign_off)
    return sign_off


def note_first_publication(page: ExperiencePage) -> None:
    """Agreed is checked: by whom and when."""
    last = newest(page)
    if last and last.answer == SignOffAnswer.APPROVED and last.answered_at and page.checked_on is None:
        person = last.representative.user if last.representative else None
        ExperiencePage.objects.filter(pk=page.pk).update(checked_on=timezone.localdate(last.answered_at), checked_by=person)


# --- Retention
KEEP_ADDRESS = timedelta(days=3 * 365)


def forget_addresses() -> int:
    """Job: three years after it was asked, who was asked is forgotten; what was answered stays."""
    old = SignOff.objects.filter(asked_at__lt=timezone.now() - KEEP_ADDRESS).exclude(email="")
    return old.update(email="", name="")
