"""The five duties of the pilot territories: what the facts show of them, with its sources."""

from typing import Any

from network.models import Duty, LocalGovernment
from portal.demo.facts import read, translated

DATE = ("year", "month", "day")


def load_duties() -> int:
    """Returns how many were missing; those that are there stay as they are."""
    known = set(Duty.objects.values_list("local_government__slug", "kind"))
    missing = [facts for facts in read("duties") if (facts["local_government"], facts["kind"]) not in known]
    owners = LocalGovernment.objects.in_bulk({facts["local_government"] for facts in missing}, field_name="slug")
    for facts in missing:
        make(facts, owners[facts["local_government"]]).save()
    return len(missing)


def make(facts: dict[str, Any], owner: LocalGovernment) -> Duty:
    return Duty(
        local_government=owner,
        kind=facts["kind"],
        state=facts["state"],
        sources="\n".join(facts["sources"]),
        **dict(zip(DATE, map(int, facts["date"].split("-")), strict=False)),
        **translated("evidence", facts["evidence"]),
    )
