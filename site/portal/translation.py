"""Which fields of the portal's pages are kept in every language."""

from modeltranslation.translator import TranslationOptions, register

from portal.models import (
    CallDocument,
    CallPage,
    CallsPage,
    ContentPage,
    HomePage,
    ProgrammePage,
    ProgrammePartner,
)


@register(HomePage)
class HomePageTranslation(TranslationOptions):
    fields = ("heading", "intro")


@register(ContentPage)
class ContentPageTranslation(TranslationOptions):
    fields = ("intro", "body")


@register(ProgrammePage)
class ProgrammePageTranslation(TranslationOptions):
    fields = ("intro", "goals", "body", "funding", "sources")


@register(ProgrammePartner)
class ProgrammePartnerTranslation(TranslationOptions):
    fields = ("name", "text")
    fallback_languages = {"default": ()}


@register(CallsPage)
class CallsPageTranslation(TranslationOptions):
    fields = ("intro",)


@register(CallPage)
class CallPageTranslation(TranslationOptions):
    fields = ("organiser", "intro", "audience", "body", "outcome")


@register(CallDocument)
class CallDocumentTranslation(TranslationOptions):
    fields = ("name",)
    fallback_languages = {"default": ()}
