"""Which fields of the charter's models are kept in every language."""

from modeltranslation.translator import TranslationOptions, register

from charter.models import Article, CharterVersion, Declaration


@register(CharterVersion)
class CharterVersionTranslation(TranslationOptions):
    fields = ("title", "label", "preamble")


@register(Article)
class ArticleTranslation(TranslationOptions):
    fields = ("title", "text")


@register(Declaration)
class DeclarationTranslation(TranslationOptions):
    fields = ("text",)
