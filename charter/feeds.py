"""The register as files: CSV for spreadsheets, JSON for programs, Atom for readers of news. No names of signatories in any."""

import csv
import hashlib
import io
import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charter.entries import Entry, State
from charter.models import Signature
from charter.models.signatures import SignatureQuerySet
from charter.register import Filters
from core.feeds import BYTE_ORDER_MARK, LICENCE, NOT_IN_XML, Feed, address, cell, opened, tag
from core.languages import CODES, current, long_date

EDITION = 1  # of these files; to be raised when their form changes, so that nobody is told that a copy is still good
NEWEST = 50  # entries in the Atom feed

COLUMNS = {
    "reference": gettext_lazy("Stable reference of the signature."),
    "local_government": gettext_lazy("Name of the local government, in the language of this file where it is known."),
    "name_local": gettext_lazy("Name in its own language and script."),
    "name_local_language": gettext_lazy("Language of that name, as a code (BCP 47)."),
    "public_id": gettext_lazy("Identifier of the local government, which never changes."),
    "level": gettext_lazy("Level of the local government, as a code."),
    "country": gettext_lazy("Country, as a code (ISO 3166-1, two letters)."),
    "country_name": gettext_lazy("Name of the country, in the language of this file."),
    "region": gettext_lazy("Region of the world, as a code."),
    "version": gettext_lazy("Number of the version of the charter that was signed."),
    "language": gettext_lazy("Language in which it was signed, as a code."),
    "text_sha256": gettext_lazy("Fingerprint of the exact text that was signed (SHA-256)."),
    "signed_on": gettext_lazy("Day of the signature."),
    "accepted_on": gettext_lazy("Day on which the secretariat accepted it."),
    "status": gettext_lazy("in_force, suspended, withdrawn or superseded."),
    "mandate_state": gettext_lazy("decided, or pending while the decision that allows the signature is awaited."),
    "mandate_until": gettext_lazy("Day by which a pending decision is expected."),
    "ended_on": gettext_lazy("Day on which the signature was withdrawn or superseded."),
    "demonstration": gettext_lazy("Whether the signature was made to try the portal and commits nobody."),
    "url": gettext_lazy("Address of the entry in the register."),
}
AUTHORITY = ("name_local", "name_local_language", "public_id", "level", "country", "region", *(f"name_{code}" for code in CODES))
SAID = (
    *("reference", "chain", "status", "mandate_state", "mandate_until", "signed_at", "accepted_at", "decided_at", "ended_at", "changed_at"),
    *("version__number", "text__language", "text__sha256", *(f"local_government__{name}" for name in AUTHORITY)),
)


def asked(filters: Filters) -> SignatureQuerySet:
    return filters.narrow(Signature.objects.in_register()).select_related("local_government", "version", "text")


def etag(filters: Filters, kind: str) -> str:
    """Another one as soon as anything changes that the file says. One light query, nothing is written."""
    seen = hashlib.sha256(f"{EDITION} {kind} {current()} {settings.PORTAL_URL} {filters.query}".encode())
    for row in filters.narrow(Signature.objects.in_register()).values_list(*SAID):
        seen.update(repr(row).encode())
    return f'W/"{seen.hexdigest()[:32]}"'


def row(signature: Signature) -> dict[str, Any]:
    """What is public of a signature, in the order of COLUMNS."""
    authority, text, entry = signature.local_government, signature.text, Entry(signature)
    values = (
        *(signature.reference, authority.display_name, authority.name_local, authority.name_local_language, str(authority.public_id)),
        *(authority.level, authority.country, authority.country_name, authority.region),
        *(signature.version.number, text.language if text else "", text.sha256 if text else ""),
        *(entry.signed_on, entry.accepted_on, State.of_status(signature.status).value, signature.mandate_state),
        *(signature.mandate_until if signature.mandate_is_pending else None, entry.ended_on, signature.is_demonstration),
        address(signature.get_absolute_url()),
    )
    return dict(zip(COLUMNS, values, strict=True))


def own_address(kind: str, filters: Filters) -> str:
    """The address of a file or of the list, with the filters and nothing else of the request."""
    return address(reverse(f"charter:{kind}")) + (f"?{filters.query}" if filters.query else "")


# --- CSV
def as_csv(filters: Filters) -> str:
    """One line a signature."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([cell(value) for value in row(signature).values()] for signature in asked(filters))
    return BYTE_ORDER_MARK + out.getvalue()


# --- JSON
def as_json(filters: Filters) -> str:
    signatures = [row(signature) for signature in asked(filters)]
    whole = {
        "title": _("Register of signatures"),
        "url": own_address("register_json", filters),
        "language": current(),
        "generated": timezone.now().isoformat(timespec="seconds"),
        "license": LICENCE,
        "note": _(
            "Signatures marked as demonstration were made to try the portal and commit nobody. Names of signatories stand only on the page of each signature."
        ),
        "columns": {name: str(meaning) for name, meaning in COLUMNS.items()},
        "count": len(signatures),
        "signatures": signatures,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=lambda value: value.isoformat())


# --- Atom (RFC 4287)
def as_atom(filters: Filters) -> str:
    """The signatures that changed last, latest first."""
    feed = opened(
        title=_("Register of signatures"),
        subtitle=_("Local governments that signed the charter, and what became of their signatures."),
        link=own_address("register", filters),
        own=own_address("register_atom", filters),
        guid=tag("register", filters.query),
    )
    for signature in asked(filters).order_by("-changed_at", "-pk")[:NEWEST]:
        add_to(feed, Entry(signature))
    return str(feed.writeString("utf-8"))


def summary(entry: Entry) -> str:
    return _("Signed on %(signed)s, accepted on %(accepted)s. Reference: %(reference)s.") % {
        "signed": long_date(entry.signed_on) if entry.signed_on else "",
        "accepted": long_date(entry.accepted_on) if entry.accepted_on else "",
        "reference": entry.signature.reference,
    }


def add_to(feed: Feed, entry: Entry) -> None:
    signature, authority = entry.signature, entry.signature.local_government
    title = _("%(name)s, %(country)s: %(state)s") % {
        "name": authority.display_name,
        "country": authority.country_name,
        "state": entry.state_label,
    }
    feed.add_item(
        title=NOT_IN_XML.sub("", title),
        link=address(signature.get_absolute_url()),
        description=f"<p>{escape(NOT_IN_XML.sub('', summary(entry)))}</p>",
        unique_id=tag("signature", signature.reference or ""),
        pubdate=signature.accepted_at,
        updateddate=signature.changed_at,
        categories=[signature.chain],
    )
