"""“Before you publish”, in the Wagtail admin: what is done, what is missing, the five questions, and the button."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from core.admin_frame import framed
from core.typing_kept import keeps_typing, kept
from network.contribution.admin import ICON, for_editors, found
from network.experiences import answering
from network.experiences.agreed import content_digest
from network.experiences.guard import NotReady
from network.experiences.harm_form import HarmForm
from network.experiences.publishing import small_counts, tasks
from network.models import ExperiencePage
from network.people_admin import status_of, user_of

PAGE = "experience_before_publishing"
LAST = ("questions", "agreement")  # asked about a text that is final


@keeps_typing
@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def before_publishing(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list; a POST answers the questions and, when nothing else is missing and it was asked for, publishes."""
    page = found(pk)
    typed = request.POST if request.method == "POST" else kept(request)
    form = HarmForm(typed) if typed is not None else None
    if form is None or request.method != "POST" or not form.is_valid():
        return shown(request, page, form)
    digest = form.cleaned_data["text_digest"]
    try:
        answering.answer(page, by=user_of(request), confirmed=form.confirmed, notes=form.notes, text_digest=digest)
    except ValidationError as refusal:
        form.refuse(refusal)
        return shown(request, page, form)
    messages.success(request, _("Your answers are kept."))
    return publish(request, pk) if "publish" in request.POST else redirect(PAGE, pk)


@for_editors
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    page = found(pk)
    try:
        page = answering.publish(page, by=user_of(request))
    except NotReady:
        messages.warning(request, _("Not published yet: something is still missing."))
        return redirect(PAGE, pk)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect(PAGE, pk)
    tell_published(request, page)
    return redirect("wagtailadmin_pages:edit", pk)


def tell_published(request: HttpRequest, page: ExperiencePage) -> None:
    if page.go_live_at and page.go_live_at > timezone.now():
        messages.success(request, _("It goes public at the hour you chose, if nothing is missing then."))
        return
    messages.success(request, _("It is public now."), buttons=[messages.button(page.get_url(request) or "/", _("See the public page"))])


@for_editors
@require_POST
def clean(request: HttpRequest, pk: int, image_id: int) -> HttpResponse:
    """Take out of a picture what its camera wrote."""
    try:
        answering.clean_picture(found(pk), by=user_of(request), image_id=image_id)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("Taken out. The picture itself looks the same."))
    return redirect(PAGE, pk)


def shown(request: HttpRequest, page: ExperiencePage, form: HarmForm | None = None) -> HttpResponse:
    draft = page.get_latest_revision_as_object()
    checks = list(page.harm_checks.select_related("by"))
    done = tasks(draft)
    missing = [task for task in done if not task.is_done]
    rights = page.permissions_for_user(user_of(request))
    context: dict[str, Any] = {
        "page": page,
        "tasks": done,
        "missing": missing,
        "only_questions": [task.code for task in missing] == ["questions"],
        "text_first": any(task.code not in LAST for task in missing),
        "form": form or HarmForm(initial={"text_digest": content_digest(draft)}, before=next(iter(checks), None)),
        "refused": form if form and form.non_field_errors() else None,
        "small_counts": small_counts(draft),
        "checks": checks,
        "may_publish": rights.can_publish(),
        "is_new": page.has_unpublished_changes or not page.live,
    }
    crumbs = [
        (reverse("experiences_desk"), _("Experiences")),
        (reverse("wagtailadmin_pages:edit", args=[page.pk]), draft.first_title or _("Without a title")),
    ]
    status = status_of(form) if form else HTTPStatus.OK
    template = "network/admin/before_publishing.html"
    return framed(request, template, title=_("Before you publish"), icon=ICON, crumbs=crumbs, status=status, **context)


urlpatterns: list[URLPattern] = [
    path("experiences/<int:pk>/before-publishing/", before_publishing, name=PAGE),
    path("experiences/<int:pk>/publish/", publish, name="experience_publish"),
    path("experiences/<int:pk>/pictures/<int:image_id>/clean/", clean, name="experience_clean_picture"),
]
