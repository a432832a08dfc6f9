"""The authority's page: the very revision it is asked about, and two buttons. Opening it changes nothing."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.forms import CleanCharField
from core.languages import current
from network.contribution_enums import SignOffAnswer
from network.experiences import signoff
from network.experiences.reading import Reading
from network.models import ExperiencePage, SignOff

View = Callable[..., HttpResponse]
STATUS = {"unknown": HTTPStatus.NOT_FOUND, "cancelled": HTTPStatus.GONE, "expired": HTTPStatus.GONE}


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=[("agree", ""), ("remark", "")], error_messages={"required": _("Choose one of the two answers.")})
    remark = CleanCharField(label=_("Your remark"), lines=True, max_length=4000, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("answer") == "remark" and not values.get("remark") and "remark" not in self.errors:
            self.add_error("remark", _("Write your remark."))
        return values


def state_of(sign_off: SignOff | None) -> str:
    """Whether it is `open`, or why it can no longer be answered."""
    if sign_off is None:
        return "unknown"
    if sign_off.answer:
        return str(sign_off.answer)
    if sign_off.cancelled_at or sign_off.page is None or sign_off.revision is None:
        return "cancelled"
    return "expired" if sign_off.is_expired else "open"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked; or, for a link that can no longer be used, what became of it."""
    found = signoff.link_for(token)
    state = state_of(found)
    if found is None or state != "open":
        context = {"state": state, "sign_off": found, "answers": SignOffAnswer}
        response = render(request, "network/contribution/sign_off_closed.html", context, status=STATUS.get(state, HTTPStatus.OK))
    else:
        response = answered(request, token, found)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def answered(request: HttpRequest, token: str, found: SignOff) -> HttpResponse:
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            signoff.answer(found, agrees=form.cleaned_data["answer"] == "agree", remark=form.cleaned_data["remark"] or "")
        except ValidationError as refusal:
            if refusal.messages and not hasattr(refusal, "error_dict"):  # answered, cancelled or expired meanwhile: the page says so
                return redirect("experiences:sign_off", token)
            form.add_error(None, refusal)
        else:
            return redirect("experiences:sign_off", token)
    return render(request, "network/contribution/sign_off.html", context_of(request, token, found, form))


def context_of(request: HttpRequest, token: str, found: SignOff, form: AnswerForm) -> dict[str, Any]:
    """The page as it stood when it was asked about, in one of the languages that were ready."""
    page: ExperiencePage = found.revision.as_object()  # type: ignore[union-attr]  # an open one has it
    asked, codes = request.GET.get("in", ""), list(found.languages)
    page.preview_language = next((code for code in (asked, current(), page.original_language) if code in codes), codes[0])
    return {
        "page": page,
        "reading": Reading(page),
        "sign_off": found,
        "token": token,
        "form": form,
        "lg": page.local_government,
        "others": [code for code in codes if code != page.preview_language],
    }
