"""The charter to read, to compare and to keep."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from charter.comparison import Comparison
from charter.models import CharterText, CharterVersion
from charter.reading import Reading, texts_of
from core.languages import CODES, current

A_DAY = 24 * 60 * 60


@require_safe
def text(request: HttpRequest) -> HttpResponse:
    """The version in force."""
    versions = published()
    return render(request, "charter/text.html", context(versions[0] if versions else None, versions))


@require_safe
def version_detail(request: HttpRequest, number: str) -> HttpResponse:
    """Any published version, by itself or compared with another one."""
    versions = published()
    version = next((version for version in versions if str(version.number) == number), None)
    if version is None:
        raise Http404
    other = next((other for other in versions if str(other.number) == request.GET.get("compare") and other != version), None)
    comparison = compare(version, other)
    query = f"compare={other.number}" if other and comparison else ""
    return render(request, "charter/version_detail.html", context(version, versions) | {"comparison": comparison, "clean_query": query})


@require_safe
def text_download(request: HttpRequest, number: str, language: str) -> HttpResponse:
    """The bytes whose SHA-256 is the fingerprint: nothing is added, not even a byte order mark."""
    kept = get_object_or_404(CharterText, version__number=number, version__published_at__isnull=False, language=language)
    response = HttpResponse(kept.body.encode(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="charter-{number}-{language}.txt"'
    response["Content-Language"] = language
    response["ETag"] = f'"{kept.sha256}"'
    patch_cache_control(response, public=True, max_age=A_DAY, immutable=True)
    return response


def published() -> list[CharterVersion]:
    """Every version that the public may read, the latest first."""
    return list(CharterVersion.objects.published().order_by("-number").prefetch_related("texts", "articles", "declarations"))


def context(version: CharterVersion | None, versions: list[CharterVersion]) -> dict[str, Any]:
    reading = Reading.of(version)
    others = [Reading.of(other) for other in versions if other != version]
    return {
        "reading": reading,
        "others": [(other, bool(version and common_language(version, other.version))) for other in others if other],
        "is_in_force": bool(versions) and version == versions[0],
        "clean_query": "",
    }


def compare(version: CharterVersion, other: CharterVersion | None) -> Comparison | None:
    """Both in one language: the reader's, else the first one that both exist in."""
    language = other and common_language(version, other)
    if not other or not language:
        return None
    older, newer = sorted((version, other), key=lambda version: version.number)
    before, after = Reading.of(older, language), Reading.of(newer, language)
    return Comparison(before, after) if before and after else None


def common_language(one: CharterVersion, other: CharterVersion) -> str:
    shared = texts_of(one).keys() & texts_of(other).keys()
    return next((code for code in (current(), *CODES) if code in shared), "")
