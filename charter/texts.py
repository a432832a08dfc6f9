"""The exact text of a version in one language: what is read, downloaded, hashed and signed."""

from django.utils import translation
from django.utils.translation import gettext as _

from charter.models import CharterVersion


def render(version: CharterVersion, language: str) -> str:
    """Title, notice, preamble and articles as plain text: UTF-8, `\\n` at the end of each line, one at the end.

    Empty when the version is not complete in this language.
    """
    with translation.override(language):
        parts = [
            version.title,
            getattr(version, f"label_{language}") or "",
            _("Version %(number)s") % {"number": version.number},
            version.preamble.strip(),
        ]
        articles = [(article.code, article.title, article.text.strip()) for article in version.articles.all()]
        complete = all(
            getattr(version, f"{name}_{language}") for name in ("title", "preamble", *(["label"] if version.label else []))
        ) and all(getattr(article, f"{name}_{language}") for article in version.articles.all() for name in ("title", "text"))
        if not complete:
            return ""
        heading = _("Article %(number)s")
        parts += [f"{heading % {'number': code}}. {title}\n\n{text}" for code, title, text in articles]
    return "\n\n".join(part for part in parts if part) + "\n"
