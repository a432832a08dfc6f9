"""Which fields of the portal's pages are kept in every language."""

from modeltranslation.translator import TranslationOptions, register

from portal.models import ContentPage, HomePage


@register(HomePage)
class HomePageTranslation(TranslationOptions):
    fields = ("heading", "intro")


@register(ContentPage)
class ContentPageTranslation(TranslationOptions):
    fields = ("intro", "body")
