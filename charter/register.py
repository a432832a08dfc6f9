"""The public register: what is asked of it, what it counts, and one page of it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count
from django.db.models.functions import ExtractYear

from charter.entries import Entry, State
from charter.enums import Chain, MandateState, Status
from charter.models import Signature
from charter.models.signatures import SignatureQuerySet
from network.countries import CODES as COUNTRIES
from network.countries import country_name, fold, region_of
from network.enums import Region
from network.facets import Counted, Option, added_up, by_name
from network.models import LocalGovernment
from network.names import words

PER_PAGE = 50
LONGEST_NAME = 100
FACETS = ("country", "status", "year")


@dataclass(frozen=True)
class Filters:
    """What a reader asks for. What makes no sense is left out, so that it neither fails nor travels on in links."""

    q: str = ""
    country: str = ""  # its code, or a region
    status: str = ""
    year: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Filters":
        q = re.sub(r"[\s\x00-\x1f\x7f]+", " ", query.get("q", "")).strip()[:LONGEST_NAME]
        country, status, year = (query.get(name, "") for name in ("country", "status", "year"))
        return cls(
            q=q if words(q) else "",
            country=country if country in Region.values or country in COUNTRIES else "",
            status=status if status in State.values else "",
            year=year if re.fullmatch(r"20\d\d", year, re.ASCII) else "",
        )

    @property
    def query(self) -> str:
        """For links: only what is asked, always in the same order."""
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def narrow(self, signatures: SignatureQuerySet) -> SignatureQuerySet:
        """Those of the signatures that are asked for."""
        if self.q:
            signatures = signatures.filter(local_government__in=LocalGovernment.objects.named_like(self.q))
        if self.country:
            field = "region" if self.country in Region.values else "country"
            signatures = signatures.filter(**{f"local_government__{field}": self.country})
        if self.status:
            signatures = signatures.filter(**State(self.status).lookup)
        if self.year:
            signatures = signatures.filter(signed_at__year=int(self.year))
        return signatures


@dataclass(frozen=True)
class Cell:
    """How many signatures share what the register counts by."""

    country: str
    region: str
    status: str
    mandate: str
    chain: str
    year: int
    count: int

    @property
    def states(self) -> list[str]:
        """In force on the promise of a decision is in force, too."""
        pending = self.status == Status.ACCEPTED and self.mandate == MandateState.PENDING
        return [State.of_status(self.status), *([State.PENDING] if pending else [])]

    def values(self, facet: str) -> list[str]:
        return {"country": [self.region, self.country], "status": self.states, "year": [str(self.year)]}[facet]

    def is_asked(self, filters: Filters, apart_from: str = "") -> bool:
        """Whether every filter but one admits it (the filter of a name is the database's)."""
        asked = {name: getattr(filters, name) for name in FACETS if name != apart_from}
        return all(not value or value in self.values(name) for name, value in asked.items())


@dataclass(frozen=True)
class Place:
    """A region with its countries, or a country."""

    code: str
    name: str
    count: int
    in_force: int
    countries: "list[Place]"


@dataclass(frozen=True)
class Tally:
    """The whole register in numbers."""

    recorded: int
    in_force: int
    pending: int
    suspended: int
    withdrawn: int
    superseded: int
    countries: int


@dataclass
class Register:
    """The register as asked for. Two queries count (three when a name is asked), one reads the page."""

    filters: Filters
    number: str = "1"

    @cached_property
    def cells(self) -> list[Cell]:
        return count(Signature.objects.in_register())

    @cached_property
    def named_cells(self) -> list[Cell]:
        """As far as the filter of a name goes."""
        if not self.filters.q:
            return self.cells
        return count(Filters(q=self.filters.q).narrow(Signature.objects.in_register()))

    @cached_property
    def asked_cells(self) -> list[Cell]:
        return [cell for cell in self.named_cells if cell.is_asked(self.filters)]

    @cached_property
    def tally(self) -> Tally:
        states = added_up((state, cell.count) for cell in self.cells for state in cell.states)
        recorded, countries = total(self.cells), len({cell.country for cell in self.cells})
        return Tally(recorded=recorded, countries=countries, **{state.value: states[state] for state in State})

    @property
    def count(self) -> int:
        return total(self.asked_cells)

    @property
    def shows_demonstration(self) -> bool:
        return any(cell.chain == Chain.DEMONSTRATION for cell in self.asked_cells)

    @cached_property
    def page(self) -> "Page[Signature]":
        """The page asked for; the first for junk, the last when there are fewer."""
        signatures = self.filters.narrow(Signature.objects.in_register()).select_related("local_government", "version")
        return Counted(signatures, PER_PAGE, total=self.count).get_page(self.number)

    @property
    def query(self) -> str:
        """What leads to this page again."""
        parts = [self.filters.query, f"page={self.page.number}" if self.page.number > 1 else ""]
        return "&".join(part for part in parts if part)

    @cached_property
    def entries(self) -> list[Entry]:
        return [Entry(signature) for signature in self.page.object_list]

    # --- Filters with their counts
    def counted(self, facet: str) -> Counter[str]:
        """By value of one filter, given all others; the value asked for is there even when it finds nothing."""
        cells = [cell for cell in self.named_cells if cell.is_asked(self.filters, apart_from=facet)]
        found = added_up((value, cell.count) for cell in cells for value in cell.values(facet))
        found[getattr(self.filters, facet)] += 0
        found.pop("", None)
        return found

    def total_without(self, facet: str) -> int:
        return total(cell for cell in self.named_cells if cell.is_asked(self.filters, apart_from=facet))

    @cached_property
    def country_options(self) -> list[tuple[Option, list[Option]]]:
        """Each region with its countries, in the alphabetical order of the reader's language."""
        found = self.counted("country")
        within = {cell.country: cell.region for cell in self.cells}
        region_by_country = {code: within.get(code) or region_of(code) for code in found if code in COUNTRIES}
        regions = {code for code in found if code in Region.values} | set(region_by_country.values())
        options = []
        for region, name in by_name({code: str(Region(code).label) for code in regions}):
            countries = by_name({code: country_name(code) for code, its_region in region_by_country.items() if its_region == region})
            options.append((Option(region, name, found[region]), [Option(code, country, found[code]) for code, country in countries]))
        return options

    @cached_property
    def status_options(self) -> list[Option]:
        found = self.counted("status")
        return [Option(state, str(state.label), found[state]) for state in State if state in found]

    @cached_property
    def year_options(self) -> list[Option]:
        return [Option(year, year, number) for year, number in sorted(self.counted("year").items(), reverse=True)]

    @property
    def totals(self) -> dict[str, int]:
        return {facet: self.total_without(facet) for facet in FACETS}

    @cached_property
    def places(self) -> list[Place]:
        """The whole register by region and country, the largest first."""
        regions = [place(code, str(Region(code).label), [cell for cell in self.cells if cell.region == code]) for code in Region.values]
        return largest_first(region for region in regions if region.count)


def count(signatures: SignatureQuerySet) -> list[Cell]:
    """One query, whose answer is as long as the register is varied, not as it is long."""
    groups = signatures.order_by().values_list(
        "local_government__country", "local_government__region", "status", "mandate_state", "chain", ExtractYear("signed_at")
    )
    return [Cell(*row) for row in groups.annotate(number=Count("pk"))]


def place(code: str, name: str, cells: list[Cell]) -> Place:
    """Its counts; a region's countries too."""
    within = {cell.country for cell in cells} - {code}
    countries = [place(country, country_name(country), [cell for cell in cells if cell.country == country]) for country in within]
    in_force = total(cell for cell in cells if cell.status == Status.ACCEPTED)
    return Place(code, name, total(cells), in_force, largest_first(countries))


def largest_first(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (-place.count, fold(place.name)))


def total(cells: Iterable[Cell]) -> int:
    return sum(cell.count for cell in cells)
