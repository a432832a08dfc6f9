"""The desk of a representative, the demonstration's mailbox, and what robots read."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache

from charter.space import places_of
from core.mail import kept_messages
from core.typing_kept import SignedInRequest, signed_in
from core.views import language_of
from network.contribution.views import proposals_of
from network.models import Invitation


def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by robots, which are told where the sitemap is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/accounts/",
        "Disallow: /*/space/",
        "Disallow: /*/charter/sign/with/",
        "",
        f"Sitemap: {settings.PORTAL_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def to_language(request: HttpRequest, rest: str) -> HttpResponse:
    """An address of the accounts without a language leads to the one in the visitor's."""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return HttpResponseRedirect(f"/{language_of(request)}/accounts/{rest}{query}")


@never_cache
def admin_login(request: HttpRequest) -> HttpResponse:
    """Wagtail's admin uses the portal's sign-in. Who is signed in and comes here has no right to the admin."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", "/admin/"), "account_login")


@signed_in
def space(request: SignedInRequest) -> HttpResponse:
    """A representative's desk: the local governments they speak for, their files and what to do next."""
    invitations = Invitation.objects.usable().addressed_to(request.user).select_related("local_government")
    places = places_of(request.user)
    keeps = any(place.keeps_profile for place in places)
    context = {"places": places, "invitations": invitations, "keeps": keeps, "proposals": proposals_of(request.user) if keeps else []}
    return render(request, "portal/space.html", context)


@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """Demonstration mode only: every mail the portal sent."""
    return render(request, "portal/mailbox.html", {"messages_sent": kept_messages()})


@never_cache
def mailbox_message(request: HttpRequest, name: str) -> HttpResponse:
    """Demonstration mode only: one mail."""
    message = dict(kept_messages()).get(name)
    if message is None:
        raise Http404
    return render(
        request, "portal/mailbox_message.html", {"name": name, "message": message, "attachments": list(message.iter_attachments())}
    )


@never_cache
def mailbox_attachment(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Demonstration mode only: a file that came with a mail."""
    message = dict(kept_messages()).get(name)
    attachments = list(message.iter_attachments()) if message else []
    if not 1 <= number <= len(attachments):
        raise Http404
    found = attachments[number - 1]
    headers = {"Content-Disposition": content_disposition_header(True, found.get_filename("file")) or "attachment"}
    return HttpResponse(found.get_content(), content_type=found.get_content_type(), headers=headers)
