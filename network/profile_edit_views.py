"""Changing one's profile, one short form at a time. What is saved is proposed; nothing is public before it is accepted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core import attempts
from core.languages import CODES, language_name
from core.typing_kept import SignedInRequest, kept, signed_in
from network.models import ProfileChange, ProfilePicture
from network.profile_actions import ConflictError, drop_picture, keep_picture, propose, propose_link
from network.profile_desk import ProfileDesk
from network.profile_form_base import PartsForm, asking
from network.profile_forms import ContactForm, FactsForm, LinkForm, NamesForm, PictureFileForm, PictureForm, StoryForm
from network.profile_parts import CONTACT, FACTS, LINK, NAMES, PICTURE, part_of
from network.profile_views import CONFLICT, editable, to_profile

SECTIONS: dict[str, tuple[type[PartsForm], tuple[str, ...], Promise]] = {
    "names": (NamesForm, tuple(NAMES), gettext_lazy("Its names")),
    "facts": (FactsForm, tuple(FACTS), gettext_lazy("Its facts")),
    "contact": (ContactForm, tuple(CONTACT), gettext_lazy("Its public contact")),
}
CHANGING = require_http_methods(["GET", "HEAD", "POST"])


def sent(request: HttpRequest) -> Any:
    """What was sent, or what waited while its author signed in."""
    return request.POST if request.method == "POST" else kept(request) if request.method == "GET" else None


@signed_in
@CHANGING
def story(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    """What it did, in one language."""
    if code not in CODES:
        raise Http404
    desk = ProfileDesk(editable(request.user, slug))
    others = [row for row in desk.stories if row.language != code and row.text]
    title = _("What it did, in %(language)s") % {"language": language_name(code)}
    return edit(request, desk, StoryForm, (f"story_{code}",), title, "story", others=others)


@signed_in
@CHANGING
def section(request: SignedInRequest, slug: str, name: str) -> HttpResponse:
    """Names, facts or contact."""
    form, parts, title = SECTIONS[name]
    return edit(request, ProfileDesk(editable(request.user, slug)), form, parts, str(title), name)


def edit(
    request: SignedInRequest, desk: ProfileDesk, form_class: type[PartsForm], parts: tuple[str, ...], title: str, name: str, **context: Any
) -> HttpResponse:
    """Show the form; propose what was typed; ask where somebody else changed the same."""
    form, status = form_class(sent(request), parts=parts, now=desk.now, who=desk.last_hand), 200
    if request.method == "POST" and form.is_valid():
        try:
            change = propose(desk.local_government, by=request.user, began_with=form.began_with, typed=form.typed())
        except ConflictError as conflict:
            desk = ProfileDesk(editable(request.user, desk.local_government.slug))
            form = asking(form, conflict, conflict.parts, parts=parts, now=desk.now, who=desk.last_hand)
            status = CONFLICT
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return saved(request, desk, change)
    frame = {"form": form, "lg": desk.local_government, "title": title, "section": name}
    return render(request, "network/profile_section.html", frame | context, status=status)


def saved(request: HttpRequest, desk: ProfileDesk, change: ProfileChange | None) -> HttpResponse:
    """Say what became of it, and lead back to the overview."""
    if change is None or not change.is_open:
        messages.success(request, _("This is what is public already: nothing is proposed."))
    elif desk.change and change.changed_at == desk.change.changed_at:
        messages.success(request, _("Nothing was changed."))
    else:
        messages.success(request, _("Proposed. It is not public yet: the secretariat reads it first and answers by mail."))
    return to_profile(desk.local_government)


# --- Links
@signed_in
@CHANGING
def link_add(request: SignedInRequest, slug: str) -> HttpResponse:
    """Another link."""
    desk = ProfileDesk(editable(request.user, slug))
    part = part_of(LINK, "new")
    form = LinkForm(sent(request), parts=(part,), now={}, who=desk.last_hand)
    if request.method == "POST" and form.is_valid():
        try:
            change = propose_link(desk.local_government, by=request.user, value=form.value_of(part))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return saved(request, desk, change)
    frame = {"form": form, "lg": desk.local_government, "title": _("Add a link"), "section": "link"}
    return render(request, "network/profile_section.html", frame)


@signed_in
@CHANGING
def link(request: SignedInRequest, slug: str, public_id: UUID) -> HttpResponse:
    """Change a link, or remove it."""
    desk, part = ProfileDesk(editable(request.user, slug)), part_of(LINK, public_id)
    if desk.now.get(part) is None and not (request.method == "POST" and desk.knows(part)):
        raise Http404
    if "remove" in request.POST:
        return remove(request, desk, LinkForm, part)
    return edit(request, desk, LinkForm, (part,), _("Change a link"), "link", removable=True)


def remove(request: SignedInRequest, desk: ProfileDesk, form_class: type[PartsForm], part: str) -> HttpResponse:
    """Propose that it goes. What somebody else changed meanwhile is not removed unseen."""
    form = form_class(request.POST, parts=(part,), now=desk.now, who=desk.last_hand)
    try:
        change = propose(desk.local_government, by=request.user, began_with=form.began_with, typed={part: None})
    except ConflictError:
        messages.error(request, _("Somebody else changed it meanwhile. Look at it again before you remove it."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        return saved(request, desk, change)
    return to_profile(desk.local_government)


# --- Pictures
@signed_in
@CHANGING
def picture_add(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send a picture; it is described next."""
    local_government = editable(request.user, slug)
    form = PictureFileForm(request.POST, request.FILES) if request.method == "POST" else PictureFileForm()
    if request.method == "POST":
        try:
            attempts.take("picture_sent", request=request, key=str(local_government.pk))
            if form.is_valid():
                picture = keep_picture(local_government, by=request.user, content=form.cleaned_data["file"])
                return redirect("space:profile_picture", slug, picture.public_id)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(request, "network/profile_picture_add.html", {"form": form, "lg": local_government})


@signed_in
@CHANGING
def picture(request: SignedInRequest, slug: str, public_id: UUID) -> HttpResponse:
    """Describe a picture, or remove it."""
    desk, part = ProfileDesk(editable(request.user, slug)), part_of(PICTURE, public_id)
    found = desk.local_government.pictures.filter(public_id=public_id).first()
    is_begun = found is not None and found.is_begun
    if found is None or (desk.now.get(part) is None and not is_begun and request.method != "POST"):
        return picture_gone(request, desk, part)
    if "remove" in request.POST and is_begun:
        return drop(request, desk, found)
    if "remove" in request.POST:
        return remove(request, desk, PictureForm, part)
    return edit(request, desk, PictureForm, (part,), _("Describe the picture"), "picture", picture=found, removable=True)


def drop(request: SignedInRequest, desk: ProfileDesk, found: ProfilePicture) -> HttpResponse:
    try:
        drop_picture(found, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("The picture is deleted. Nobody but your colleagues had seen it."))
    return to_profile(desk.local_government)


def picture_gone(request: SignedInRequest, desk: ProfileDesk, part: str) -> HttpResponse:
    """Somebody removed it while it was being described: what was typed is shown again."""
    if request.method != "POST" or not desk.knows(part):
        raise Http404
    form = PictureForm(request.POST, parts=(part,), now=desk.now, who=desk.last_hand)
    form.add_error(None, _("Somebody removed this picture meanwhile. What you typed is still here: copy it, then add the picture again."))
    frame = {"form": form, "lg": desk.local_government, "title": _("Describe the picture"), "section": "picture"}
    return render(request, "network/profile_section.html", frame, status=CONFLICT)
