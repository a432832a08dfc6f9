"""The page of help numbers: countries with their numbers, in the reader's words, and the countries that have none."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from babel import Locale
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.languages import current
from network.countries import CODES, choices, country_name, fold
from network.help_enums import Public
from network.models import HelpNumber, LocalGovernment
from network.prose import Words, in_best_language


def asked(typed: str) -> str:
    """The country somebody asks for; empty for none and for anything that is no country."""
    code = typed.strip().upper()
    return code if code in CODES else ""


@dataclass
class Line:
    """One number and what is known of it."""

    record: HelpNumber

    @property
    def name(self) -> Words | None:
        return in_best_language(self.record, "name")

    @property
    def territory(self) -> Words | None:
        return in_best_language(self.record, "territory")

    @property
    def hours(self) -> Words | None:
        return in_best_language(self.record, "hours")

    @property
    def note(self) -> Words | None:
        return in_best_language(self.record, "note")

    @property
    def own_name(self) -> Words | None:
        """What it calls itself, when that is not what it was just called."""
        own = Words(self.record.own_name, self.record.own_name_language)
        return own if own.text and own.text != self.record.display_name else None

    @property
    def languages(self) -> str:
        """Named in the reader's language; empty when none is documented."""
        names = Locale.parse(current()).languages
        listed = in_a_row(names.get(code, code) for code in self.record.languages)
        return _("%(languages)s and other languages") % {"languages": listed} if listed and self.record.other_languages else listed

    @property
    def publics(self) -> str:
        return in_a_row(str(Public(code).label) for code in self.record.publics if code in Public.values)


def in_a_row(words: Iterable[str]) -> str:
    return pgettext("between the items of a list", ", ").join(words)


@dataclass
class Country:
    code: str
    lines: list[Line] = field(default_factory=list)

    @property
    def name(self) -> str:
        return country_name(self.code)

    @property
    def sorting_name(self) -> str:
        return fold(self.name)


@dataclass
class HelpPage:
    """Every country, or the one that was chosen."""

    chosen: str = ""

    @cached_property
    def countries(self) -> list[Country]:
        """Those with numbers; the chosen one also without."""
        numbers = HelpNumber.objects.shown().urgent_first()
        if self.chosen:
            return [Country(self.chosen, [Line(number) for number in numbers.filter(country=self.chosen)])]
        grouped = groupby(numbers, key=lambda number: number.country)
        return sorted(
            (Country(code, [Line(number) for number in group]) for code, group in grouped), key=lambda country: country.sorting_name
        )

    @cached_property
    def codes_with_numbers(self) -> set[str]:
        if not self.chosen:
            return {country.code for country in self.countries}
        return set(HelpNumber.objects.shown().values_list("country", flat=True).distinct())

    @property
    def choices_with_numbers(self) -> list[tuple[str, str]]:
        return [choice for choice in choices() if choice[0] in self.codes_with_numbers]

    @property
    def choices_without(self) -> list[tuple[str, str]]:
        return [choice for choice in choices() if choice[0] not in self.codes_with_numbers]

    @cached_property
    def gaps(self) -> list[Country]:
        """Countries where the network has local governments, and no number to show."""
        if self.chosen:
            return []
        real = LocalGovernment.objects.filter(is_provisional=False, is_demonstration=False)
        ours = real.order_by().values_list("country", flat=True).distinct()
        return sorted((Country(code) for code in set(ours) - self.codes_with_numbers), key=lambda country: country.sorting_name)

    @property
    def has_unchecked(self) -> bool:
        return any(not line.record.is_checked for country in self.countries for line in country.lines)
