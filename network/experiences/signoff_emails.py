"""Mails about sign-offs. No subject says what a page is about."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core import outbox
from network.contribution.emails import editors
from network.models import SignOff
from network.models.contributions import SIGN_OFF_LASTS


def asked(sign_off: SignOff, token: str) -> None:
    with translation.override(sign_off.language):
        url = settings.PORTAL_URL + reverse("experiences:sign_off", args=[token])
    context = {
        "sign_off": sign_off,
        "local_government": sign_off.page.local_government if sign_off.page else None,
        "url": url,
        "days": SIGN_OFF_LASTS.days,
    }
    purpose = f"experience_sign_off:{sign_off.pk}"
    outbox.write(purpose, "network/emails/sign_off_asked", sign_off.email, sign_off.language, context)


def answered(sign_off: SignOff) -> None:
    """To whoever asked, or to the editors when they are gone."""
    page = sign_off.page
    asker = sign_off.asked_by
    for user in [asker] if asker and asker.is_active else editors():
        context = {
            "sign_off": sign_off,
            "local_government": page.local_government if page else None,
            "url": settings.PORTAL_URL + reverse("experience_authority", args=[sign_off.page_id]),
        }
        purpose = f"experience_sign_off:{sign_off.pk}:answer:{user.pk}"
        outbox.write(purpose, "network/emails/sign_off_answered", user.email, user.language, context)
