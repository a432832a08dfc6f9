"""Which fields of the network's models are kept in every language."""

from modeltranslation.translator import TranslationOptions, register

from network.models import Duty, HelpNumber, LocalGovernment, NetworkPage, ProfilePage


@register(LocalGovernment)
class LocalGovernmentTranslation(TranslationOptions):
    fields = ("name", "story", "note", "sort_name")
    fallback_languages = {"default": ()}


@register(HelpNumber)
class HelpNumberTranslation(TranslationOptions):
    fields = ("name", "territory", "hours", "note")
    fallback_languages = {"default": ()}


@register(Duty)
class DutyTranslation(TranslationOptions):
    fields = ("evidence",)
    fallback_languages = {"default": ()}


@register(NetworkPage)
class NetworkPageTranslation(TranslationOptions):
    fields = ("intro",)


@register(ProfilePage)
class ProfilePageTranslation(TranslationOptions):
    fields = ("body",)
