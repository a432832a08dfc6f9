"""A mail to whoever planned a publication that could not take place. Its subject does not say what it is about."""

from django.conf import settings
from django.urls import reverse
from wagtail.models import Revision

from core import outbox
from network.contribution.emails import editors
from network.models import ExperiencePage


def held_back(page: ExperiencePage, revision: Revision) -> None:
    planner = revision.user
    for user in [planner] if planner and planner.is_active else editors():
        context = {"title": page.first_title, "url": settings.PORTAL_URL + reverse("experience_before_publishing", args=[page.pk])}
        purpose = f"experience_held_back:{revision.pk}:{user.pk}"
        outbox.write(purpose, "network/emails/experience_held_back", user.email, user.language, context)
