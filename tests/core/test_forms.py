"""Fields take what people really type."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from core.forms import CleanCharField, CodeField, DayField, DayInput

RLO, NUL, BOM, LRM, ZWNJ = "\u202e", "\x00", "\ufeff", "\u200e", "\u200c"


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("  Marie   Exemple ", "Marie Exemple"),
        (f"Ma{NUL}rie{RLO}", "Marie"),
        (f"{BOM}Ma\x07rie\u2066 X\u2069{LRM}", "Marie X"),
        ("line\r\none\u2028two", "line one two"),
        (f"می{ZWNJ}خواهم", f"می{ZWNJ}خواهم"),
        ("e\u0301", "é"),
        ("<b>Marie</b>", "<b>Marie</b>"),
    ],
)
def test_text_loses_what_nobody_sees(typed, understood):
    assert CleanCharField(max_length=50).clean(typed) == understood


def test_text_of_several_lines_keeps_them():
    assert CleanCharField(lines=True).clean("one\r\n\r\n\r\n\r\ntwo\x00") == "one\n\ntwo"


@pytest.mark.parametrize("typed", ["\x00", "\u202e\u200b", "   ", ""])
def test_text_of_invisible_characters_is_empty(typed):
    with pytest.raises(ValidationError) as refusal:
        CleanCharField().clean(typed)

    assert refusal.value.error_list[0].code == "required"


def test_text_too_long_says_both_lengths():
    with pytest.raises(ValidationError) as refusal:
        CleanCharField(max_length=150).clean("x" * 10_000)

    assert refusal.value.messages == ["This is too long: 150 characters at most, this has 10000."]


def test_text_field_lets_the_browser_cut_nothing():
    assert "maxlength" not in CleanCharField(max_length=5).widget.attrs


@pytest.mark.parametrize(
    "typed",
    ["2026-02-03", "3/2/2026", "03/02/2026", "03.02.2026", "3-2-2026", " 03 / 02 / 2026 ", "٠٣/٠٢/٢٠٢٦", f"{LRM}2026-02-03", "۳/۲/۲۰۲۶"],
)
def test_day_is_understood(typed):
    assert DayField().clean(typed) == date(2026, 2, 3)


@pytest.mark.parametrize("typed", ["31/02/2026", "2026", "yesterday", "\x00", "3/2/26", "<script>", "9" * 10_000, "2026-02-03T10:00"])
def test_day_that_is_none_is_refused(typed):
    with pytest.raises(ValidationError):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("value", "html"),
    [
        (date(2026, 2, 3), '<input type="date" name="day" value="2026-02-03">'),
        ("3/2/2026", '<input type="date" name="day" value="2026-02-03">'),
        ("next week", '<input type="text" name="day" value="next week">'),
        (None, '<input type="date" name="day">'),
    ],
)
def test_day_shows_what_was_typed(value, html):
    assert DayInput().render("day", value).strip() == html


@pytest.mark.parametrize("typed", ["123456", "123 456", "١٢٣٤٥٦", "۱۲۳۴۵۶", " 12-34-56 ", "\u200e123456\u200f", "123\u00a0456"])
def test_code_is_understood(typed):
    assert CodeField().clean(typed) == "123456"


@pytest.mark.parametrize("typed", ["12345", "1234567", "abcdef", "\x00", "1" * 10_000, "<b>123456</b>"])
def test_code_that_is_none_is_refused(typed):
    with pytest.raises(ValidationError) as refusal:
        CodeField().clean(typed)

    assert refusal.value.error_list[0].code in ("code", "required")


def test_code_asks_the_phone_for_digits():
    class CodeForm(forms.Form):
        code = CodeField()

    html = str(CodeForm()["code"])

    assert 'inputmode="numeric"' in html
    assert 'autocomplete="one-time-code"' in html
