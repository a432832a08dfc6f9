"""Numbers as people type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from core.number_fields import DegreesField, WholeNumberField


@pytest.mark.parametrize(
    "typed", ["50000", "50 000", "50.000", "50,000", "50'000", "50’000", "٥٠٠٠٠", "٥٠٬٠٠٠", "50\u202f000", " 50000\u200f"]
)
def test_whole_number_is_understood(typed):
    assert WholeNumberField().clean(typed) == 50000


@pytest.mark.parametrize("typed", ["50,5", "5.00", "about 50", "-3", "1e5", "\x00", "9" * 10_000, "1 23", "½"])
def test_what_is_no_whole_number_is_refused(typed):
    with pytest.raises(ValidationError):
        WholeNumberField(min_value=1, max_value=2_000_000_000).clean(typed)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("48.9356", "48.9356"),
        ("48,93561", "48.9356"),
        ("-11.65°", "-11.6500"),
        ("−11.65", "-11.6500"),
        ("٣٢٫٤٦", "32.4600"),
        ("0", "0.0000"),
    ],
)
def test_degrees_are_understood(typed, understood):
    assert str(DegreesField(most=90).clean(typed)) == understood
    assert DegreesField(most=90).clean(typed) == Decimal(understood)


@pytest.mark.parametrize("typed", ["91", "-90.1", "48° 56′", "north", "NaN", "Infinity", "1e2", "\x00", "9" * 1000])
def test_what_are_no_degrees_is_refused(typed):
    with pytest.raises(ValidationError):
        DegreesField(most=90).clean(typed)


def test_nothing_typed_is_nothing():
    assert WholeNumberField(required=False).clean(" ") is None
    assert DegreesField(most=90, required=False).clean("") is None
