"""The yearly question, opened by the link in a mailbox. Opening it changes nothing."""

from contextlib import suppress
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
from core.models import User
from network.experiences import checking
from network.experiences.reading import Reading
from network.models import CheckQuestion

STATUS = {"unknown": HTTPStatus.NOT_FOUND, "closed": HTTPStatus.GONE, "person": HTTPStatus.GONE}


class CheckForm(forms.Form):
    answer = forms.ChoiceField(
        choices=[("still_true", ""), ("changed", "")], error_messages={"required": _("Choose one of the two answers.")}
    )
    text = CleanCharField(label=_("What changed?"), lines=True, max_length=4000, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("answer") == "changed" and not values.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what changed."))
        return values


def state_of(question: CheckQuestion | None, user: User | None) -> str:
    if question is None or user is None:
        return "unknown"
    if question.answer:
        return str(question.answer)
    if question.closed_at or not question.page.live:
        return "closed"
    return "open" if checking.still_answers(user, question.page) else "person"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_true(request: HttpRequest, token: str) -> HttpResponse:
    """The question with its two buttons; or, for a link that can no longer be used, what became of it."""
    question, user = checking.asked_by(token) or (None, None)
    state = state_of(question, user)
    if question is None or user is None or state != "open":
        context = {"state": state, "question": question}
        response = render(request, "network/contribution/still_true_closed.html", context, status=STATUS.get(state, HTTPStatus.OK))
    else:
        response = answered(request, token, question, user)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def answered(request: HttpRequest, token: str, question: CheckQuestion, user: User) -> HttpResponse:
    form = CheckForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with suppress(ValidationError):  # answered or closed meanwhile: the page says so
            checking.answer(question, by=user, still_true=values["answer"] == "still_true", text=values["text"] or "")
        return redirect("experiences:still_true", token)
    page = question.page
    context = {"question": question, "page": page, "lg": page.local_government, "reading": Reading(page), "form": form, "token": token}
    return render(request, "network/contribution/still_true.html", context)
