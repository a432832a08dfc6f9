"""The duties of pilot territories as files: one row a duty, also those of which nothing is documented."""

import csv
import io
import json
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.feeds import BYTE_ORDER_MARK, LICENCE, address, cell
from core.languages import current
from network.duties import Board, ShownDuty, Territory

COLUMNS = {
    "public_id": gettext_lazy("Identifier of the local government, which never changes."),
    "local_government": gettext_lazy("Name of the local government, in the language of this file where it is known."),
    "country": gettext_lazy("Country, as a code (ISO 3166-1, two letters)."),
    "duty": gettext_lazy("The duty, as a code."),
    "duty_name": gettext_lazy("The duty, in the language of this file."),
    "state": gettext_lazy("done, under_way, planned or not_known."),
    "evidence": gettext_lazy("What was done and how that is known; empty when nothing is documented."),
    "evidence_language": gettext_lazy("Language of the evidence, as a code."),
    "evidence_date": gettext_lazy("Date of the evidence as far as it is known: a day, a month or a year."),
    "sources": gettext_lazy("Addresses of the pages that say so, separated by spaces in the CSV file."),
    "demonstration": gettext_lazy("Whether the local government is made up, or was added while trying the portal."),
    "url": gettext_lazy("Address of its profile; empty when it has none."),
}


def rows() -> list[dict[str, Any]]:
    return [row(territory, duty) for territory in Board().territories for duty in territory.duties]


def row(territory: Territory, duty: ShownDuty) -> dict[str, Any]:
    """In the order of COLUMNS."""
    owner: Any = territory.local_government
    values = (
        *(str(owner.public_id), owner.display_name, owner.country),
        *(duty.kind.value, str(duty.kind.label), duty.state.value),
        *((duty.evidence.text, duty.evidence.language) if duty.evidence else ("", "")),
        *((duty.record.written_date, duty.record.sources.split()) if duty.record else ("", [])),
        owner.is_demonstration,
        address(owner.get_absolute_url()) if owner.has_page else "",
    )
    return dict(zip(COLUMNS, values, strict=True))


def as_csv() -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([cell(" ".join(value) if isinstance(value, list) else value) for value in row.values()] for row in rows())
    return BYTE_ORDER_MARK + out.getvalue()


def as_json() -> str:
    duties = rows()
    whole = {
        "title": _("The five duties of pilot territories"),
        "url": address(reverse("duties:json")),
        "language": current(),
        "generated": timezone.now().isoformat(timespec="seconds"),
        "license": LICENCE,
        "columns": {name: str(meaning) for name, meaning in COLUMNS.items()},
        "count": len(duties),
        "duties": duties,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)
