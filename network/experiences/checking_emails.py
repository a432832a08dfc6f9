"""Mails of the yearly question. No subject says what an experience is about."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core import outbox
from core.models import User
from core.models.mail import Priority
from network.contribution.emails import editors
from network.models import CheckQuestion


def asked(question: CheckQuestion, user: User, token: str, *, again: bool) -> None:
    page = question.page
    with translation.override(user.language):
        url = settings.PORTAL_URL + reverse("experiences:still_true", args=[token])
        context = {"local_government": page.local_government, "page": page, "page_url": page.get_full_url(), "url": url, "again": again}
    purpose = f"experience_check:{question.pk}:{'again' if again else 'first'}:{user.pk}"
    outbox.write(purpose, "network/emails/check_asked", user.email, user.language, context, Priority.BULK)


def changed(question: CheckQuestion) -> None:
    for user in editors():
        context = {
            "question": question,
            "local_government": question.page.local_government,
            "url": settings.PORTAL_URL + reverse("experience_authority", args=[question.page_id]),
        }
        outbox.write(
            f"experience_check:{question.pk}:changed:{user.pk}", "network/emails/check_changed", user.email, user.language, context
        )
