"""What an editor does before an experience is published: answer the five questions, clean a picture, publish."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.locks import lock
from core.models import PortalImage, User
from core.picture_traces import redraw
from network.experiences.agreed import content_digest
from network.experiences.publishing import pictures
from network.experiences.signoff import draft_of, must_edit
from network.harm_enums import Question
from network.models import ExperiencePage, HarmCheck

ANSWERED = "network.harm_check"


@transaction.atomic
def answer(page: ExperiencePage, *, by: User, confirmed: Mapping[str, bool], notes: Mapping[str, str], text_digest: str) -> HarmCheck:
    """Keep what was answered about the text that was shown, and only about that one."""
    must_edit(by, page)
    lock(f"harm check {page.pk}")
    draft, revision = draft_of(page)
    if content_digest(draft) != text_digest:
        raise ValidationError(_("Somebody has changed the text since you opened this page. Read it again, then answer."), code="changed")
    if not any(confirmed.values()) and not any(notes.values()):
        raise ValidationError(_("Tick each sentence that is true."), code="nothing")
    given: dict[str, bool | str] = {question.value: confirmed[question] for question in Question}
    given |= {f"{question}_note": notes[question] for question in Question}
    check = HarmCheck.objects.create(page=page, page_name=draft.first_title, revision=revision, text_digest=text_digest, by=by, **given)
    log(instance=page, action=ANSWERED, user=by, revision=revision)
    return check


def clean_picture(page: ExperiencePage, *, by: User, image_id: int) -> PortalImage:
    """Take out of a picture of this page what a camera wrote into its file."""
    must_edit(by, page)
    draft, _revision = draft_of(page)
    image = next((picture.image for picture in pictures(draft) if picture.image.pk == image_id), None)
    if image is None:
        raise ValidationError(_("This picture is not on the page any more."), code="gone")
    redraw(image)
    log(instance=image, action="wagtail.edit", user=by)
    return image


def publish(page: ExperiencePage, *, by: User) -> ExperiencePage:
    """Publish the newest text. Raises NotReady when something is missing after all."""
    must_edit(by, page)
    if not page.permissions_for_user(by).can_publish():
        raise ValidationError(_("You may not publish this page. Send it to those who may, from its editor."), code="permission")
    _draft, revision = draft_of(page)
    revision.publish(user=by)
    return ExperiencePage.objects.get(pk=page.pk)
