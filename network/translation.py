"""Which fields of the network's models are kept in every language."""

from modeltranslation.translator import TranslationOptions, register

from network.models import (
    Adaptation,
    Duty,
    ExperiencePage,
    ExperiencePartner,
    ExperienceResult,
    ExperiencesPage,
    ExperienceStep,
    HelpNumber,
    LocalGovernment,
    Measure,
    NetworkPage,
    ProfilePage,
    Term,
)
from network.models.experiences import PROSE


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


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ("name",)
    fallback_languages = {"default": ()}


@register(ExperiencesPage)
class ExperiencesPageTranslation(TranslationOptions):
    fields = ("intro",)


@register(ExperiencePage)
class ExperiencePageTranslation(TranslationOptions):
    fields = ("place", *PROSE, "body")


@register(ExperiencePartner)
class ExperiencePartnerTranslation(TranslationOptions):
    fields = ("name",)
    fallback_languages = {"default": ()}


@register(ExperienceStep)
class ExperienceStepTranslation(TranslationOptions):
    fields = ("heading", "text")
    fallback_languages = {"default": ()}


@register(ExperienceResult)
class ExperienceResultTranslation(TranslationOptions):
    fields = ("text",)
    fallback_languages = {"default": ()}


@register(Measure)
class MeasureTranslation(TranslationOptions):
    fields = ("name", "summary")
    fallback_languages = {"default": ()}


@register(Adaptation)
class AdaptationTranslation(TranslationOptions):
    fields = ("name", "change", "result")
    fallback_languages = {"default": ()}
