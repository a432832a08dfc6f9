"""Accounts in the admin: a second step that was lost is taken away."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from core import second_factor
from core.admin_frame import framed
from core.models import User

USERS = "wagtailusers_users:index"
TITLE = gettext_lazy("Take the second step away")


def listing_buttons(user: User, request_user: User) -> Iterator[Button]:
    """Beside each account but one's own, for superusers. The page says when there is none."""
    if request_user.is_superuser and user != request_user:
        yield Button(TITLE, url=reverse("second_factor_reset", args=[user.pk]), icon_name="key", priority=40)


@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """What it means, and the button."""
    by: Any = request.user
    if not by.is_superuser:
        raise PermissionDenied
    user = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        try:
            second_factor.reset(user, by=by)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        else:
            messages.success(request, _("Taken away. %(address)s has been told by mail.") % {"address": user.email})
        return redirect(USERS)
    crumbs = [(reverse(USERS), _("Accounts"))]
    return framed(
        request,
        "core/admin/second_factor_reset.html",
        title=str(TITLE),
        icon="key",
        crumbs=crumbs,
        account=user,
        has_one=second_factor.has_one(user),
    )
