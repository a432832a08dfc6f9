"""What the templates of every application need: icons, dates, countries, and a page's address in every language."""

import html
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import template
from django.conf import settings
from django.core.paginator import Page as ListPage
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.templatetags.static import static
from django.utils.encoding import escape_uri_path
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from core import languages
from core.countries import country_name
from core.languages import CODES, current
from core.models import BasePage

register = template.Library()

# What a list or a form is about. Anything else in a query is not carried into links.
KEPT_PARAMETERS = ("q", "type", "theme", "country", "region", "level", "role", "status", "year", "lang", "compare", "page", "next")


# --- Small things
@register.simple_tag
def icon(name: str, turns: bool = False) -> SafeString:
    """An icon of the sprite. It says nothing to those who do not see it: a word always stands beside it."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>', " turns" if turns else "", static("img/icons.svg"), name
    )


@register.filter
def long_date(value: date | None) -> str:
    """A date in the words of the reader's language."""
    return languages.long_date(value) if value else ""


@register.filter
def long_time(value: datetime | None) -> str:
    """A moment in the words of the reader's language, in UTC."""
    return languages.long_time(value) if value else ""


@register.filter
def number(value: int) -> str:
    """A number as the reader's language writes it."""
    return languages.number(value)


@register.filter
def country(code: str) -> str:
    """The name of a country in the reader's language."""
    return country_name(code)


@register.filter
def language_name(code: str) -> str:
    """A language of the portal, named in itself."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def language_here(code: str) -> str:
    """A language named in the reader's, as it stands within a sentence."""
    return languages.language_name(code)


@register.filter
def direction(code: str) -> str:
    """`rtl` or `ltr`."""
    return languages.direction(code)


@register.simple_tag
def name(local_government: Any) -> SafeString:
    """A local government's name, marked with its language and direction."""
    shown, code = local_government.display_name, local_government.display_language
    return (
        format_html('<bdi lang="{}" dir="{}">{}</bdi>', code, languages.direction(code), shown)
        if code
        else format_html("<bdi>{}</bdi>", shown)
    )


@register.simple_block_tag
def captured(content: str) -> str:
    """The words of a block without its markup, for use in several places: {% captured as page_title %}…{% endcaptured %}."""
    return " ".join(html.unescape(strip_tags(content)).split())


# --- Forms and lists
@register.filter
def target(field: BoundField) -> str:
    """The id of a field's first control, for a link to it."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def unended(label: str) -> str:
    """A label without the sign it ends with, to stand before a colon."""
    return str(label).strip(" \u00a0.:?؟¿¡")


@register.filter
def page_numbers(page: ListPage) -> list[int | str]:
    """The numbers of a pagination with the far ones left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def comma() -> str:
    """What stands between the items of a list, in the reader's script."""
    return pgettext("between the items of a list", ", ")


# --- Where we are
@register.simple_tag(takes_context=True)
def current_if(context: Context, address: str, *deeper: str) -> SafeString:
    """`aria-current` for a link of the menu: the page itself, or its section unless a deeper entry stands for that."""
    path = path_of(context)
    if path == address:
        return mark_safe(' aria-current="page"')
    inside = address and path.startswith(address) and not any(path.startswith(other) for other in deeper)
    return mark_safe(' aria-current="true"') if inside else SafeString("")


@register.inclusion_tag("core/_breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, Any]:
    """The way from the home page: {% breadcrumbs url label url label %}. The page itself is not named."""
    return {"crumbs": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag("core/_breadcrumbs.html", takes_context=True)
def page_breadcrumbs(context: Context, page: BasePage) -> dict[str, Any]:
    """The way from the home page to a page of the tree."""
    above = page.get_ancestors().filter(depth__gt=2) if page.depth > 3 else []
    return {"crumbs": [(ancestor.get_url(context.get("request")), ancestor.t.title) for ancestor in above]}


# --- The same page in every language
def path_of(context: Context) -> str:
    request: HttpRequest | None = context.get("request")
    return escape_uri_path(request.path) if request else "/"


def has_language(path: str) -> bool:
    return path.startswith(tuple(f"/{code}/" for code in CODES))


def in_language(path: str, code: str) -> str:
    """The same path under another language; the home page for a path that has no language."""
    rest = path.split("/", 2)[2] if has_language(path) else ""
    return f"/{code}/{rest}"


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """This page in every language, each named in itself."""
    path, kept = path_of(context), kept_parameters(context)
    return [
        {"code": code, "name": name, "url": in_language(path, code) + query_in(kept, code), "is_current": code == current()}
        for code, name in settings.LANGUAGES
    ]


def kept_parameters(context: Context) -> list[tuple[str, str]]:
    """What the page was asked, less what a stranger added to its address. A view that knows better says so in `clean_query`."""
    if "clean_query" in context:
        return parse_qsl(context["clean_query"])
    request: HttpRequest | None = context.get("request")
    sent = request.GET if request else QueryDict()
    return [(name, value) for name in KEPT_PARAMETERS for value in sent.getlist(name)]


def query_in(parameters: list[tuple[str, str]], code: str) -> str:
    """The query of a link to another language; where the visitor was going changes language too."""
    words = [(name, in_language(value, code) if name == "next" and has_language(value) else value) for name, value in parameters]
    return f"?{urlencode(words)}" if words else ""


@register.inclusion_tag("core/_alternates.html", takes_context=True)
def alternates(context: Context, page: BasePage) -> dict[str, Any]:
    """Canonical and hreflang links of a page of the tree: only the languages that are ready."""
    parts = page.get_url_parts(context.get("request"))
    return links(parts[2], page.ready_languages, page.display_language) if parts and page.ready_languages else {}


@register.inclusion_tag("core/_alternates.html", takes_context=True)
def alternates_here(context: Context, codes: Iterable[str] = CODES, shown: str = "") -> dict[str, Any]:
    """Canonical and hreflang links of an address that exists in every language, or in `codes` only and is shown in one of them."""
    path = path_of(context)
    return links(path, codes, shown or current()) if has_language(path) else {}


def links(path: str, codes: Iterable[str], shown: str) -> dict[str, Any]:
    """What `core/_alternates.html` needs. Addresses are the portal's, whatever host the request names."""
    address = {code: settings.PORTAL_URL + in_language(path, code) for code in codes}
    default = address.get(settings.LANGUAGE_CODE) or next(iter(address.values()))
    return {"canonical": address.get(shown, default), "alternates": [*address.items(), ("x-default", default)]}
