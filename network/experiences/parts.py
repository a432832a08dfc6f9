"""What an experience is made of, read in two questions when it stands in the database as it is shown.

A preview, and a page that was read together with others, already has its parts at hand.
"""

from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from core.languages import CODES
from network.experiences.facets import TERMS

if TYPE_CHECKING:
    from network.models import ExperiencePage

PARTS = ("partners", "steps", "results", "sources")
FIRST = {"partners": "name", "steps": "heading"}  # what has two texts has them in two columns
SECOND = {"steps": "text", "results": "text"}


def is_at_hand(page: "ExperiencePage") -> bool:
    held = (getattr(page, "_prefetched_objects_cache", None), getattr(page, "_cluster_related_objects", None))
    return page.preview_language is not None or any(held)


# --- Partners, steps, results, sources
def parts_of(page: "ExperiencePage") -> dict[str, list[Any]]:
    if is_at_hand(page):
        return {name: list(getattr(page, name).all()) for name in PARTS}
    first, *others = (columns(page, name) for name in PARTS)
    found: dict[str, list[Any]] = {name: [] for name in PARTS}
    for name, position, pk, *values in sorted(first.union(*others, all=True), key=lambda row: row[:3]):
        found[name].append(part(page, name, position, pk, values))
    return found


def columns(page: "ExperiencePage", name: str) -> Any:
    """The same columns for every kind of part."""
    is_result = name == "results"
    texts = {f"{place}_{code}": text(names.get(name), code) for place, names in (("one", FIRST), ("two", SECOND)) for code in CODES}
    made = {
        "part": Value(name),
        **texts,
        "link": {"results": F("source"), "sources": F("url")}.get(name, Value("")),
        "sure": F("evidence") if is_result else Value(""),
        "of_year": Coalesce("year", 0) if is_result else Value(0),
    }
    plain: QuerySet[Any] = QuerySet(page._meta.get_field(name).related_model)  # modeltranslation's own gives columns in any order
    return plain.filter(page_id=page.pk).order_by().annotate(**made).values_list("part", "position", "pk", *list(made)[1:])


def text(name: str | None, code: str) -> Any:
    return Coalesce(f"{name}_{code}", Value(""), output_field=TextField()) if name else Value("")


def part(page: "ExperiencePage", name: str, position: int, pk: int, values: list[Any]) -> Any:
    """The part as its model, without asking again."""
    *texts, url, evidence, year = values
    fields: dict[str, Any] = {}
    for names, said in ((FIRST, texts[: len(CODES)]), (SECOND, texts[len(CODES) :])):
        if column := names.get(name):
            fields |= {f"{column}_{code}": words for code, words in zip(CODES, said, strict=True)}
    if name == "results":
        fields |= {"source": url, "evidence": evidence, "year": year or None}
    elif name == "sources":
        fields["url"] = url
    return page._meta.get_field(name).related_model(pk=pk, position=position, page_id=page.pk, **fields)


# --- Terms
def terms_of(page: "ExperiencePage") -> dict[str, list[Any]]:
    """Facet → its terms, in their order."""
    if is_at_hand(page):
        return {facet: list(getattr(page, name).all()) for facet, name in TERMS.items()}
    asked = Q(pk__in=[])
    for facet in TERMS:
        asked |= Q(vocabulary=facet, code__in=page.found_by.get(facet, []))
    found: dict[str, list[Any]] = {facet: [] for facet in TERMS}
    every_term: Any = page._meta.get_field(TERMS["form"]).related_model
    for term in every_term.objects.filter(asked):
        found[term.vocabulary].append(term)
    return found
