"""Direction, dates and the active language."""

from datetime import date, datetime, timedelta, timezone

import pytest
from django.utils import translation

from core.languages import current, direction, in_each, long_date, long_time


@pytest.mark.parametrize(
    ("code", "expected"), [("ar", "rtl"), ("ar-MA", "rtl"), ("he", "rtl"), ("en", "ltr"), ("zz", "ltr"), ("", "ltr"), (None, "ltr")]
)
def test_direction(code, expected):
    assert direction(code) == expected


def test_dates_are_in_words_with_western_digits():
    assert in_each(lambda: long_date(date(2026, 3, 3))) == {
        "en": "3 March 2026",
        "fr": "3 mars 2026",
        "es": "3 de marzo de 2026",
        "ar": "3 مارس 2026",
    }


def test_moments_say_their_zone():
    moment = datetime(2026, 3, 3, 15, 5, tzinfo=timezone(timedelta(hours=1)))

    assert in_each(lambda: long_time(moment)) == {
        "en": "3 March 2026, 14:05 UTC",
        "fr": "3 mars 2026, 14:05 UTC",
        "es": "3 de marzo de 2026, 14:05 UTC",
        "ar": "3 مارس 2026، 14:05 UTC",
    }


def test_current_is_always_one_of_ours():
    for active, expected in (("fr", "fr"), ("fr-ca", "fr"), ("de", "en")):
        with translation.override(active):
            assert current() == expected
    with translation.override(None):
        assert current() == "en"
