"""What keeps a catalogue from being complete, and compiling without gettext."""

import gettext
import os

import pytest
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from core.catalogues import compile_all, problems

HEADER = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : 3;\\n"\n\n'
FORMS = ["لا نتائج", "نتيجة واحدة", "نتيجتان", "%(n)s نتائج", "%(n)s نتيجة", "%(n)s نتيجة"]


def plural(forms):
    lines = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    return f'msgid "%(n)s result"\nmsgid_plural "%(n)s results"\n{lines}'


@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "ar/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)

    def write(text):
        path.write_text(HEADER + text)
        return path

    return write


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "Sign"\nmsgstr "توقيع"\n', None),
        ('msgid "Sign"\nmsgstr ""\n', "not translated"),
        ('#, fuzzy\nmsgid "Sign"\nmsgstr "توقيع"\n', "fuzzy"),
        ('#~ msgid "Sign"\n#~ msgstr "توقيع"\n', "no longer used"),
        ('msgid "By %(who)s"\nmsgstr "%(who)s"\n', None),
        ('msgid "By %(who)s"\nmsgstr "من"\n', "other placeholders"),
        ('msgid "By %(who)s"\nmsgstr "%(wer)s"\n', "other placeholders"),
        ('msgid "A <a>link</a>"\nmsgstr "<a>رابط</a>"\n', None),
        ('msgid "A <a>link</a>"\nmsgstr "<b>رابط</b>"\n', "other tags"),
        (plural(FORMS), None),
        (plural(FORMS[:2]), "2 plural forms instead of 6"),
        (plural([*FORMS[:5], ""]), "not translated"),
        (plural([*FORMS[:5], "نتيجة"]), "other placeholders"),
    ],
)
def test_problems(catalogue, entry, problem):
    found = [line.split(": ")[1] for line in problems(catalogue(entry))]

    assert found[:1] == ([problem] if problem else [])


def test_compiles_what_changed_with_every_plural_form(catalogue, tmp_path):
    path = catalogue(plural(FORMS))

    assert (compile_all(tmp_path), compile_all(tmp_path)) == (1, 0)
    os.utime(path, ns=(path.stat().st_mtime_ns + 10**10,) * 2)
    assert compile_all(tmp_path) == 1

    with path.with_suffix(".mo").open("rb") as compiled:
        translations = gettext.GNUTranslations(compiled)
    assert [translations.ngettext("%(n)s result", "%(n)s results", number) for number in range(4)] == FORMS[:4]


def test_a_catalogue_compiled_in_this_process_is_read_at_once(tmp_path, settings):
    folder = tmp_path / "fr/LC_MESSAGES"
    folder.mkdir(parents=True)
    settings.LOCALE_PATHS = [tmp_path]
    translation_file_changed(None, tmp_path / "forget.mo")
    with translation.override("fr"):
        before = translation.gettext("A word of this test")
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "A word of this test"\nmsgstr "Un mot"\n'
    )

    compile_all(tmp_path)

    with translation.override("fr"):
        assert (before, translation.gettext("A word of this test")) == ("A word of this test", "Un mot")
    settings.LOCALE_PATHS = [settings.BASE_DIR / "locales"]
    translation_file_changed(None, tmp_path / "forget.mo")
