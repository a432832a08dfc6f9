"""The base of every page: one tree, one slug, fields translated in place, each language shown when it is ready."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator
from wagtail.coreutils import string_to_ascii
from wagtail.models import AbstractPage, DefaultBasePageMixin, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.languages import ANALYZERS, CODES, current

# Journeys stand under these addresses in the URLconf: a page of that name under the home page could not be reached.
RESERVED_SLUGS = frozenset(
    ["charter", "accounts", "search", "space", "mailbox", "help", "verify", "developers", "admin", "api", "static", "media", "documents"]
)
RESERVED_BELOW = {  # the same, under a page of that name below the home page
    "programme": frozenset(["duties"]),
    "resources": frozenset(["reading-list"]),
    "experiences": frozenset(["compare", "propose", "sign-off", "still-true"]),
}
HOME_DEPTH = 2


def search_fields_for(name: str, **kwargs: Any) -> list[index.SearchField]:
    """One search field per language of a translated field, each with its language's analyzer."""
    return [index.SearchField(f"{name}_{code}", es_extra={"analyzer": ANALYZERS.get(code, "standard")}, **kwargs) for code in CODES]


def is_reserved(slug: str, parent: Any) -> bool:
    """Whether a journey has the address that a page of this slug would get under `parent`."""
    depth = parent.depth if parent is not None else 0
    if depth == HOME_DEPTH:
        return slug in RESERVED_SLUGS
    return depth == HOME_DEPTH + 1 and slug in RESERVED_BELOW.get(parent.slug, ())


class InLanguage:
    """A page as it stands in ONE language: translated fields never fall back one by one."""

    def __init__(self, page: models.Model, code: str) -> None:
        self._page = page
        self._translated = translator.get_options_for_model(type(page)).all_fields
        self.language = code

    def __getattr__(self, name: str) -> Any:
        if name not in self._translated:
            return getattr(self._page, name)
        value = getattr(self._page, f"{name}_{self.language}")
        return "" if value is None else value


class BasePageQuerySet(PageQuerySet):
    def readable(self) -> "BasePageQuerySet":
        """Live pages with at least one language that the public may see."""
        ready = Q()
        for code in CODES:
            ready |= Q(**{f"ready_{code}": True})
        return self.live().filter(ready)

    def unrestricted(self) -> "BasePageQuerySet":
        """Pages without a restriction of their own, for those directly below one that the reader may see; `public()` asks once more."""
        return self.filter(view_restrictions=None)


class BasePage(AbstractPage, DefaultBasePageMixin):
    ready = models.BooleanField(_("visible to the public in this language"), default=False)
    slug = models.SlugField(
        _("address"), max_length=255, blank=True, help_text=_("The end of the page's address, the same in every language.")
    )

    objects = PageManager.from_queryset(BasePageQuerySet)()

    required_when_ready: ClassVar[tuple[str, ...]] = ("title",)
    summary_field: ClassVar[str] = "search_description"
    draft_save = False  # set by the form: a draft is kept even when a ready language misses something
    preview_language: str | None = None

    search_fields = [
        *(field for field in AbstractPage.search_fields if not isinstance(field, index.SearchField | index.AutocompleteField)),
        *DefaultBasePageMixin.search_fields,
        *search_fields_for("title", boost=2),
        *(index.AutocompleteField(f"title_{code}") for code in CODES),
        *(index.FilterField(f"ready_{code}") for code in CODES),
    ]

    @property
    def ready_languages(self) -> list[str]:
        return [code for code in CODES if getattr(self, f"ready_{code}")]

    @property
    def display_language(self) -> str:
        """The language the page is shown in: the reader's when it is ready, else the first ready one."""
        ready = self.ready_languages
        return self.preview_language or (current() if current() in ready or not ready else ready[0])

    @property
    def is_fallback(self) -> bool:
        return self.display_language != current()

    @property
    def t(self) -> InLanguage:
        return InLanguage(self, self.display_language)

    @property
    def summary(self) -> str:
        """What search engines and link previews show."""
        return self.t.search_description or str(getattr(self.t, self.summary_field, ""))

    def get_admin_display_title(self) -> str:
        return (self.draft_title if self.has_unpublished_changes or not self.live else self.title) or self.draft_title or self.title

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components and not self.ready_languages:
            raise Http404
        return super().route(request, path_components)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        with translation.override(settings.LANGUAGE_CODE):  # logs, index and draft title do not depend on who saves
            return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        with translation.override(settings.LANGUAGE_CODE):
            return super().save_revision(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Wagtail's cleans the title of a draft in place, which would write another language's into the active one."""
        titles = {f"title_{code}": getattr(self, f"title_{code}") for code in CODES}
        super().minimal_clean()
        for name, title in titles.items():
            setattr(self, name, title)

    def _set_core_field_defaults(self) -> None:
        parent_is_known = self.path or getattr(self, "_cached_parent_obj", None)
        if not self.slug and parent_is_known:
            base = slugify(string_to_ascii(self.first_title))
            if base:
                self.slug = self._get_autogenerated_slug(base)
        super()._set_core_field_defaults()

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Any, page: Any = None) -> bool:
        """Wagtail asks before creating, copying, moving and saving."""
        return not is_reserved(slug, parent_page) and AbstractPage._slug_is_available(slug, parent_page, page)

    @property
    def first_title(self) -> str:
        """The title in the first language that has one."""
        return next((title for code in CODES if (title := getattr(self, f"title_{code}"))), "")

    def clean(self) -> None:
        super().clean()
        if self.depth == 1:
            return
        errors: dict[str, Any] = {}
        if not self.first_title:
            errors[f"title_{CODES[0]}"] = _("Give a title in at least one language.")
        for code in [] if self.draft_save else self.ready_languages:
            errors |= {
                f"{name}_{code}": _("Needed before this language can be visible.")
                for name in self.required_when_ready
                if not getattr(self, f"{name}_{code}")
            }
        if errors:
            raise ValidationError(errors)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return list(settings.LANGUAGES)

    @property
    def default_preview_mode(self) -> str:
        return settings.LANGUAGE_CODE

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        self.preview_language = mode_name or settings.LANGUAGE_CODE
        with translation.override(self.preview_language):
            response = super().serve_preview(request, "")
            return response.render() if hasattr(response, "render") else response

    def address_in(self, code: str, request: HttpRequest | None = None) -> str | None:
        """The page's full address under a language."""
        with translation.override(code):
            return self.get_full_url(request)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        alternates = [{"lang_code": code, "location": self.address_in(code, request)} for code in self.ready_languages]
        return [{"location": a["location"], "lastmod": self.last_published_at, "alternates": alternates} for a in alternates]
