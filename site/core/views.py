"""Addresses that belong to no application: the root, health, errors."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template import loader
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language_from_path, get_language_from_request
from django.views.decorators.cache import never_cache

from core.languages import CODES

MOST_KEPT = 200  # fields shown again after a refused form


def root(request: HttpRequest) -> HttpResponse:
    """Lead to the home page in the visitor's language."""
    response = HttpResponseRedirect(f"/{language_of(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def language_of(request: HttpRequest) -> str:
    """The language of an address, else the one the browser asks for."""
    code = get_language_from_path(request.path_info) or get_language_from_request(request)
    return code if code in CODES else settings.LANGUAGE_CODE


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has every migration."""
    try:
        executor = MigrationExecutor(connection)
        ready = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception:  # noqa: BLE001 -- whatever is wrong, the answer is "not ready"
        ready = False
    return JsonResponse({"status": "ok" if ready else "not ready"}, status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE)


def error(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """An error page of ours, in the language of the address."""
    with translation.override(language_of(request)):
        html = loader.render_to_string(f"{status}.html", {"status": status, **context}, request=request)
        response = HttpResponse(html, status=status, headers={"Content-Language": translation.get_language() or ""})
    patch_cache_control(response, private=True, no_store=True)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error(request, HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error(request, HTTPStatus.FORBIDDEN)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error(request, HTTPStatus.NOT_FOUND)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Says how long to wait, where the exception knows it."""
    return error(request, HTTPStatus.TOO_MANY_REQUESTS, refusal=" ".join(getattr(exception, "messages", [])))


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database: it may be the database that failed."""
    return error(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose session ended meanwhile: shown again, filled in, to be sent with a fresh token.

    Only when the browser says that the form is ours; a form from elsewhere gets a plain refusal.
    """
    if not is_ours(request):
        return error(request, HTTPStatus.FORBIDDEN)
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"][:MOST_KEPT]
    kept = [(name, value) for name in names for value in request.POST.getlist(name)]
    return error(request, HTTPStatus.FORBIDDEN, kept=kept, action=request.path, had_file=bool(request.FILES))


def is_ours(request: HttpRequest) -> bool:
    """Whether the browser vouches that the request came from one of our own pages."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or (bool(origin) and urlsplit(origin).netloc == request.get_host())
