"""Help numbers by country."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from network.help import HelpPage, asked


@require_safe
def help_numbers(request: HttpRequest) -> HttpResponse:
    """All of them, or those of `?country=`. No copy stays in the browser's cache (docs/decisions/0010)."""
    response = render(request, "network/help.html", {"help": HelpPage(asked(request.GET.get("country", "")))})
    patch_cache_control(response, private=True, no_store=True)
    return response
