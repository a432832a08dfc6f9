"""Which fields of the core's models are kept in every language."""

from modeltranslation.translator import TranslationOptions, register

from core.models import BasePage, PortalDocument, PortalImage


@register(BasePage)
class BasePageTranslation(TranslationOptions):
    fields = ("title", "seo_title", "search_description", "ready")


@register(PortalImage)
class PortalImageTranslation(TranslationOptions):
    fields = ("title", "alt")


@register(PortalDocument)
class PortalDocumentTranslation(TranslationOptions):
    fields = ("title",)
