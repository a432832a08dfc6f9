"""Mails about adaptations: to the editors when one is told, to whoever told it when it is answered."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core import outbox
from core.models.mail import Priority
from network.contribution.emails import editors
from network.models import AdaptationReport


def told(report: AdaptationReport) -> None:
    url = settings.PORTAL_URL + reverse("adaptation_report", args=[report.pk])
    for user in editors():
        context = {"report": report, "local_government": report.local_government, "url": url}
        outbox.write(f"adaptation:{report.pk}:told:{user.pk}", "network/emails/adaptation_told", user.email, user.language, context)


def answered(report: AdaptationReport) -> None:
    """Nobody when the account was closed meanwhile."""
    user = report.told_by
    if user is None or not user.is_active:
        return
    with translation.override(user.language):
        url = (
            settings.PORTAL_URL + reverse("observatory:measure", args=[report.measure.slug]) if report.adaptation and report.measure else ""
        )
    context = {"report": report, "local_government": report.local_government, "url": url}
    purpose = f"adaptation:{report.pk}:answered"
    outbox.write(purpose, "network/emails/adaptation_answered", user.email, user.language, context, Priority.NOTICE)
