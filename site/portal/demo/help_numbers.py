"""Help numbers: those of the facts, with their sources. Nobody has checked them, and the page says so."""

from typing import Any

from network.models import HelpNumber
from portal.demo.facts import read, translated

AS_THEY_ARE = ["country", "number", "kind", "own_name", "own_name_language", "cost", "run_by", "remark"]
AS_THEY_ARE += ["languages", "other_languages", "day_and_night", "publics"]
TRANSLATED = ("name", "territory", "hours", "note")


def load_help_numbers() -> int:
    """Returns how many were missing; those that are there stay as they are."""
    known = set(HelpNumber.objects.values_list("country", "number", "channel"))
    made = [make(facts, place) for place, facts in enumerate(read("help_numbers"))]
    missing = [number for number in made if (number.country, number.number, number.channel) not in known]
    for number in missing:
        number.save()
    return len(missing)


def make(facts: dict[str, Any], place: int) -> HelpNumber:
    words = {field: text for name in TRANSLATED for field, text in translated(name, facts.get(name)).items()}
    return HelpNumber(
        written=facts.get("written", facts["number"]),
        channel=facts.get("channel", "call"),
        sources="\n".join(facts.get("sources", [])),
        position=place,
        **{name: facts[name] for name in AS_THEY_ARE if name in facts},
        **words,
    )
