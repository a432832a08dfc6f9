"""Which fields of the network's models are kept in every language."""

from modeltranslation.translator import TranslationOptions, register

from network.models import (
    Adaptation,
    CourseModule,
    CoursePage,
    Duty,
    ExperiencePage,
    ExperiencePartner,
    ExperienceResult,
    ExperiencesPage,
    ExperienceStep,
    HelpNumber,
    KeyFigure,
    LocalGovernment,
    LocalObservatory,
    LocalProtocol,
    Measure,
    NetworkPage,
    ObservatoryPage,
    ProfilePage,
    ProtocolObjective,
    ProtocolPrinciple,
    ResourcePage,
    ResourcesPage,
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


@register(ObservatoryPage)
class ObservatoryPageTranslation(TranslationOptions):
    fields = ("intro",)


@register(KeyFigure)
class KeyFigureTranslation(TranslationOptions):
    fields = ("unit", "territory", "definition", "note")
    fallback_languages = {"default": ()}


@register(LocalObservatory)
class LocalObservatoryTranslation(TranslationOptions):
    fields = ("name", "place", "publishes")
    fallback_languages = {"default": ()}


@register(LocalProtocol)
class LocalProtocolTranslation(TranslationOptions):
    fields = ("name", "place", "signed", "purpose", "structures_note")
    fallback_languages = {"default": ()}


@register(ProtocolObjective)
class ProtocolObjectiveTranslation(TranslationOptions):
    fields = ("text",)
    fallback_languages = {"default": ()}


@register(ProtocolPrinciple)
class ProtocolPrincipleTranslation(TranslationOptions):
    fields = ("text",)
    fallback_languages = {"default": ()}


@register(ResourcesPage)
class ResourcesPageTranslation(TranslationOptions):
    fields = ("intro",)


@register(ResourcePage)
class ResourcePageTranslation(TranslationOptions):
    fields = ("intro", "note", "publisher")


@register(CoursePage)
class CoursePageTranslation(TranslationOptions):
    fields = ("intro", "audience", "note", "provider")


@register(CourseModule)
class CourseModuleTranslation(TranslationOptions):
    fields = ("name", "text")
    fallback_languages = {"default": ()}
