"""Sources, links and pictures as a profile's page shows them, in few queries."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.db.models import CharField, F, FilteredRelation, Q, Value

from core.languages import direction
from core.models import PortalRendition
from network.prose import Words, in_best_language

if TYPE_CHECKING:
    from network.models.records import LocalGovernment

RENDITION = "max-1000x1000|format-webp"
COLUMNS = ("position", "pk", "url", "text", "tongue")


@dataclass(frozen=True)
class Address:
    """A source, or a link with its text and the language of that."""

    url: str
    text: str = ""
    language: str = ""

    @property
    def is_source(self) -> bool:
        return not self.text

    @property
    def label(self) -> str:
        """The address as one reads it."""
        return unquote(self.url).split("://", 1)[-1].removeprefix("www.").rstrip("/")

    @property
    def direction(self) -> str:
        return direction(self.language)


def addresses(local_government: "LocalGovernment") -> list[Address]:
    """Its sources and its links, each in their order, in one query."""
    nothing = Value("", output_field=CharField())
    sources = local_government.sources.annotate(text=nothing, tongue=nothing).order_by().values_list(*COLUMNS)
    links = local_government.links.annotate(text=F("title"), tongue=F("language")).order_by().values_list(*COLUMNS)
    rows = sources.union(links, all=True).order_by("position", "pk")
    return [Address(url, text, tongue) for _position, _pk, url, text, tongue in rows]


@dataclass(frozen=True)
class ShownPicture:
    url: str
    alt: Words | None
    credit: str
    width: int | None = None
    height: int | None = None


def pictures(local_government: "LocalGovernment") -> list[ShownPicture]:
    """Its public pictures, each with the copy that the page shows."""
    is_shown = Q(image__renditions__filter_spec=RENDITION, image__renditions__focal_point_key="")
    found = local_government.pictures.public().select_related("image")
    with_copies = found.annotate(copy=FilteredRelation("image__renditions", condition=is_shown)).annotate(
        copy_name=F("copy__file"), copy_width=F("copy__width"), copy_height=F("copy__height")
    )
    return [shown(picture) for picture in with_copies]


def shown(picture: Any) -> ShownPicture:
    """A copy that is missing, because an editor changed the image, is made."""
    alt = in_best_language(picture.image, "alt")
    if picture.copy_name:
        url = PortalRendition._meta.get_field("file").storage.url(picture.copy_name)
        return ShownPicture(url, alt, picture.credit, picture.copy_width, picture.copy_height)
    made = picture.image.get_rendition(RENDITION)
    return ShownPicture(made.url, alt, picture.credit, made.width, made.height)
