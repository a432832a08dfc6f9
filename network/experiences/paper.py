"""One experience as a PDF, in the reader's language: made when somebody first asks, kept until the page changes."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from core.languages import current, direction, language_name, long_date
from core.storages import private_storage
from core.typesetting import typeset
from network.experiences.facts import ON_PAPER, facts_of
from network.experiences.lineage import Lineage
from network.experiences.plain_body import SAID, plain
from network.experiences.reading import Reading, Result
from network.models import ExperiencePage
from network.prose import Words

EDITION = 1  # of these sheets; to be raised when their form changes, so that none made before is given
FOLDER = "experiences"


def paper_of(page: ExperiencePage) -> bytes:
    """Raises TypesettingError."""
    storage, folder = private_storage(), f"{FOLDER}/{page.pk}"
    name = kept_as(page)
    if storage.exists(f"{folder}/{name}"):
        with storage.open(f"{folder}/{name}") as file:
            return bytes(file.read())
    content = made(page)
    storage.save(f"{folder}/{name}", ContentFile(content))
    forget_others(folder, name)
    return content


def kept_as(page: ExperiencePage) -> str:
    """Another name as soon as the page says something else: one file for each language of each page."""
    published = f"{page.last_published_at:%Y%m%d%H%M%S%f}" if page.last_published_at else "0"
    return f"{current()}-{EDITION}-{page.live_revision_id or 0}-{published}-{page.checked_on or 0}.pdf"


def forget_others(folder: str, name: str) -> None:
    """What was made of the page before, in this language."""
    storage = private_storage()
    _folders, files = storage.listdir(folder)
    for other in files:
        if other.startswith(f"{current()}-") and other != name:
            storage.delete(f"{folder}/{other}")


def file_name(page: ExperiencePage) -> str:
    return f"{page.slug}-{current()}.pdf"


def made(page: ExperiencePage) -> bytes:
    moment = page.last_published_at or timezone.now()
    return typeset("network/experience", current(), sheet(ExperiencePage.objects.for_reading().get(pk=page.pk)), moment)


# --- The sheet
def words(said: Words) -> dict[str, str]:
    return {"text": said.text, "language": said.language, "direction": direction(said.language)}


def paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def sheet(page: ExperiencePage) -> dict[str, Any]:
    """Everything that the page says, in the order of the page."""
    reading, shown = Reading(page), page.display_language

    def prose(text: str) -> list[dict[str, str]]:
        return [words(Words(line, shown)) for line in paragraphs(text)]

    return {
        "title": page.t.title,
        "portal": _("Caring Territories"),
        "network": _("Global network of local governments committed to fight violence against women"),
        "heading": words(Words(page.t.title, shown)),
        "fallback": fallback(page),
        "intro": prose(page.t.intro),
        "who": who(page),
        "facts": [
            {"label": fact.label, "words": [words(said) for said in fact.words] or [unknown()]} for fact in facts_of(reading, ON_PAPER)
        ],
        "sections": [{"title": section.title, "words": prose(section.text)} for section in reading.told],
        "steps": titled(_("Step by step"), [[words(part) for part in step if part] for step in reading.steps]),
        "results": titled(_("What came of it"), [claim(result) for result in reading.results]),
        "body": titled(
            _("More about it"), [{"kind": piece.kind, **body_words(piece.kind, piece.text, shown)} for piece in plain(page.t.body or [])]
        ),
        "lineage": titled(_("Where it came from, where it went"), [line for lineage in reading.lineages for line in lines_of(lineage)]),
        "untold": titled(_("The sources seen do not say:"), untold(reading)),
        "note": titled(_("To be noted"), prose(page.t.note)),
        "sources": titled(_("Sources"), [source.url for source in reading.sources]),
        "facts_title": _("Facts"),
        "not_documented": _("Not documented"),
        "address": page.address,
        "dated": dated(page),
    }


def titled(title: str, items: list[Any]) -> dict[str, Any]:
    return {"title": title, "items": items}


def unknown() -> dict[str, str]:
    return words(Words(_("Not documented"), current()))


def body_words(kind: str, text: str, shown: str) -> dict[str, str]:
    return words(Words(text, current() if kind == SAID else shown))


def who(page: ExperiencePage) -> list[dict[str, str]]:
    """The authority, the country, the years."""
    authority = page.local_government
    name = [Words(authority.display_name, authority.display_language or current())] if authority else []
    return [words(said) for said in [*name, *(Words(text, current()) for text in (page.country_name, page.years) if text)]]


def claim(result: Result) -> dict[str, Any]:
    """What came of it, then how sure it is, of which year, and from where."""
    sure = _("%(level)s, level %(rank)d of 4") % {"level": result.level, "rank": result.rank}
    return {
        "words": words(result.words) if result.words else unknown(),
        "sure": f"{sure}; {result.year or _('year not documented')}",
        "source": result.source,
    }


def lines_of(lineage: Lineage) -> list[str]:
    """Every place of a measure, in reading order, with where it took it from."""
    said = [_("%(measure)s:") % {"measure": lineage.measure.display_name}]
    for node in lineage.nodes:
        place, origin, year = node.adaptation.place, node.adaptation.origin, node.adaptation.year or _("year not documented")
        come = _("adapted from %(place)s") % {"place": origin.place} if origin else _("where it began")
        said.append(_("%(place)s, %(year)s: %(come)s") % {"place": place, "year": year, "come": come})
    return said


def untold(reading: Reading) -> list[str]:
    return [*([] if reading.steps else [_("The steps")]), *(section.title for section in reading.untold)]


def fallback(page: ExperiencePage) -> str:
    if not page.is_fallback:
        return ""
    here = _("This page is not yet available in %(language)s.") % {"language": language_name(current())}
    return here + " " + _("You are reading it in %(language)s.") % {"language": language_name(page.display_language)}


def dated(page: ExperiencePage) -> str:
    """When it was published, and when somebody last said that it is still true."""
    published = page.last_published_at
    said = [_("As published on %(date)s.") % {"date": long_date(timezone.localdate(published))}] if published else []
    checked = page.checked_on
    return " ".join([*said, _("Last checked on %(date)s.") % {"date": long_date(checked)} if checked else _("Not yet checked since.")])
