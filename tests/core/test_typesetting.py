"""Documents on paper: whatever people typed can be set, and what was set can be read again."""

import unicodedata
from datetime import UTC, datetime

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogues import folder_of_locales
from core.typesetting import SHOWN, TypesettingError, printable, qr, script_direction, shows, typeset
from tests import paper

MADE = datetime(2026, 3, 3, tzinfo=UTC)
ALL_SHOWN = [chr(code) for first, last in SHOWN for code in range(ord(first), ord(last) + 1) if shows(chr(code))]


def words(text):
    return {"text": text, "language": "", "direction": script_direction(text)}


def sheet(typed="Exampleville", label="Label"):
    """The values of a certificate whose every text is `typed`, between labels of ours."""
    return {
        "title": label,
        "portal": label,
        "network": label,
        "demonstration": label,
        "authority": words(typed),
        "authority_size": 2,
        "authority_own": words(typed),
        "statement": label,
        "charter": words(typed),
        "signed": [{"label": label, "words": [words(typed), words(typed)]}, *[{"label": label, "words": [words("3 March 2026")]}] * 2],
        "record": [{"label": label, "words": [words(typed)]}, {"label": label, "code": "CT-2026-0001"}],
        "check_title": label,
        "check_text": label,
        "address": "https://portal.example/en/verify/",
        "code": "2345 6789",
        "qr": qr("https://portal.example/en/verify/23456789/"),
        "qr_alt": label,
    }


@pytest.fixture
def made(tmp_path):
    """Where a sheet was saved."""
    return lambda language="en", **values: paper.saved(typeset("charter/certificate", language, sheet(**values), MADE), tmp_path)


# --- What may be typed
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Saint-Étienne-du-Rouvray", "Saint-Étienne-du-Rouvray"),
        ("E\u0301vry", "Évry"),
        ("Đà Nẵng", "Đà Nẵng"),
        ("Ọ̀ṣun", "Ọ̀ṣun"),
        ("Αθήνα, Κыргызстан № 1", "Αθήνα, Κыргызстан № 1"),
        ("بلدية جنين", "بلدية جنين"),
        ("مُحَمَّد", "محمد"),
        ("ﺑﻠﺪﻳﺔ ﷲ", "بلدية الله"),
        ("شهرداری‌ها", "شهرداری‌ها"),
        ("경기도", "GyeongGiDo"),
        ("თბილისი", "tbilisi"),
        ("北京市", "BeiJingShi"),
        ("Straße “A” – B…", "Straße “A” – B…"),
        ("a\u202eb\u200fc\u00add\x00e\ufefff", "abcdef"),
        ("two\r\nlines\tand  spaces\u00a0", "two lines and spaces"),
        ("\u0301x", "x"),
        ("", ""),
    ],
)
def test_texts_are_written_as_our_faces_can_show_them(typed, shown):
    assert printable(typed) == shown


def test_our_faces_have_every_letter_they_are_said_to_have(made):
    assert len(ALL_SHOWN) > 1800

    made(typed=" ".join(f"x{letter}" for letter in ALL_SHOWN))


@settings(max_examples=40)
@given(st.text(max_size=60), st.text(st.sampled_from(ALL_SHOWN), max_size=60), st.sampled_from(["en", "ar"]))
def test_whatever_is_typed_can_be_set(anything, mixed, language):
    assert typeset("charter/certificate", language, sheet(f"{anything} {mixed}"), MADE).startswith(b"%PDF")


def test_what_is_typed_is_no_part_of_the_program(made):
    odd = '"; #panic("no") #text(fill: red)[x] \\ $ * _ ` // #sys.inputs'

    assert odd in " ".join(paper.text_of(made(typed=odd)).split())


class PanicException(BaseException):
    """As Rust's comes through to Python: it is no Exception."""


@pytest.mark.parametrize("error", [typst.TypstError("the text `Marie` could not be displayed"), PanicException("`Marie`")])
def test_what_goes_wrong_ends_no_thread_and_shows_no_value(error, monkeypatch):
    def refuse(*_arguments, **_options):
        raise error

    monkeypatch.setattr(typst, "compile", refuse)

    with pytest.raises(TypesettingError) as caught:
        typeset("charter/certificate", "en", sheet("Marie"), MADE)
    assert str(caught.value) == "charter/certificate"


def test_a_worker_told_to_stop_stops(monkeypatch):
    def stop(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(typst, "compile", stop)

    with pytest.raises(KeyboardInterrupt):
        typeset("charter/certificate", "en", sheet(), MADE)


# --- What comes out
def test_the_same_values_and_moment_give_the_same_bytes():
    first, again, later = (typeset("charter/certificate", "ar", sheet("جنين"), moment) for moment in (MADE, MADE, MADE.replace(year=2027)))

    assert first == again
    assert first != later


def test_the_file_says_its_title_its_language_and_no_author(made):
    said = paper.run("pdfinfo", str(made("fr", label="Attestation"))).stdout

    rows = dict(line.split(":", 1) for line in said.splitlines())
    assert rows["Title"].strip() == "Attestation"
    assert rows["Tagged"].strip() == "yes"
    assert rows["CreationDate"].strip() == "Tue Mar  3 00:00:00 2026 UTC"
    assert "Author" not in rows


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_language_of_the_document_is_said(made, language):
    assert paper.run("pdfinfo", "-meta", str(made(language))).stdout.count(f"<rdf:li>{language}</rdf:li>") == 1


def test_every_face_is_embedded_and_none_is_the_machines(made):
    path = made("ar", typed="Exampleville جنين Αθήνα Κиев")

    assert paper.fonts_not_embedded(path) == []
    faces = {row.split()[0].partition("+")[2] for row in paper.run("pdffonts", str(path)).stdout.splitlines()[2:]}
    assert {face.split("-")[0] for face in faces} == {"Amiri", "LibertinusSerif", "DejaVuSansMono"}


def test_every_arabic_word_of_ours_can_be_read_again(made):
    catalogue = (folder_of_locales() / "ar/LC_MESSAGES/django.po").read_text()
    letters = "".join(letter if "ARABIC LETTER" in unicodedata.name(letter, "") else " " for letter in printable(catalogue))
    ours = sorted(set(letters.split()))
    assert len(ours) > 1000

    read = set(paper.text_of(made("ar", typed=" ".join(ours))).split())

    assert [word for word in ours if word not in read] == []


def test_qr_code_reads_as_the_address():
    modules = qr("https://portal.example/en/verify/23456789/")

    assert {len(row) for row in modules} == {len(modules)}
    assert {module for row in modules for module in row} == {0, 1}
    finder = [row[:7] for row in modules[:7]]
    assert [sum(row) for row in finder] == [7, 2, 5, 5, 5, 2, 7]


# --- Which way it runs
@pytest.mark.parametrize(
    ("text", "runs"), [("Marie", "ltr"), ("ليلى", "rtl"), ("12 ليلى", "rtl"), ("(Marie ليلى", "ltr"), ("", "ltr"), ("42", "ltr")]
)
def test_a_text_runs_as_its_first_letter_does(text, runs):
    assert script_direction(text) == runs
