"""The interface's translations: extracting, compiling and judging the catalogues in locales/."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.plurals import get_plural
from django.conf import settings
from django.core.management import call_command
from django.utils.translation.reloader import translation_file_changed

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
TAG = re.compile(r"</?\w+")
EMPTY_HEADER = re.compile(
    r'\A(?:#.*\n)+(?=msgid "")|^"(?:POT-Creation-Date|PO-Revision-Date|Project-Id-Version|Report-Msgid-Bugs-To|Last-Translator|Language-Team):.*\n',
    re.MULTILINE,
)
IGNORED = ("var", "tests", "benchmarks", "docs", "node_modules")


def catalogues(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/LC_MESSAGES/django.po"))


def folder_of_locales() -> Path:
    return Path(settings.LOCALE_PATHS[0])


def compile_all(folder: Path) -> int:
    """Compile every catalogue that changed since it was compiled. Needs no gettext. Returns how many."""
    done = 0
    for source in catalogues(folder):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            polib.pofile(str(source)).save_as_mofile(str(target))
            translation_file_changed(None, target)  # this process, and those it starts, read it anew
            done += 1
    return done


def extract() -> None:
    """Bring every catalogue up to date with the code. Needs gettext."""
    languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    call_command(
        "makemessages", locale=languages, no_obsolete=True, no_wrap=True, add_location="file", ignore_patterns=list(IGNORED), verbosity=0
    )
    for path in catalogues(folder_of_locales()):
        text = EMPTY_HEADER.sub("", path.read_text())  # dates would change with every extraction, the rest says nothing
        path.write_text(re.sub(r'^"Language: *\\n"', rf'"Language: {path.parts[-3]}\\n"', text, flags=re.MULTILINE))


def problems(path: Path) -> Iterator[str]:
    """What keeps a catalogue from being complete, one line each."""
    language = path.parts[-3]
    plurals = get_plural(language).num_plurals
    for entry in polib.pofile(str(path)):
        for problem in entry_problems(entry, plurals):
            yield f"{language}: {problem}: {entry.msgid[:70]!r}"


def entry_problems(entry: polib.POEntry, plurals: int) -> Iterator[str]:
    if entry.obsolete:
        yield "no longer used"
        return
    if entry.fuzzy:
        yield "fuzzy"
    forms = [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)] if entry.msgid_plural else [entry.msgstr]
    if entry.msgid_plural and len(forms) != plurals:
        yield f"{len(forms)} plural forms instead of {plurals}"
    if not all(forms):
        yield "not translated"
        return
    yield from shape_problems(entry, forms)


def shape_problems(entry: polib.POEntry, forms: list[str]) -> Iterator[str]:
    """Placeholders and tags must survive. A plural form may leave the number out ("one result"), the last may not."""
    wanted = Counter(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    found = [Counter(PLACEHOLDER.findall(form)) for form in forms]
    if found[-1] != wanted or any(set(form) - set(wanted) for form in found):
        yield "other placeholders"
    tags = Counter(TAG.findall(entry.msgid_plural or entry.msgid))
    if any(Counter(TAG.findall(form)) != tags for form in forms):
        yield "other tags"
