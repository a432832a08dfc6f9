"""What stands between an experience and its publication, in one list: the same wherever a person publishes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.languages import CODES, language_name
from core.models import PortalImage
from core.models.media import People
from core.picture_traces import stored_with_traces
from network.experiences import harm, signoff
from network.experiences.agreed import content_digest
from network.experiences.harm import Finding
from network.experiences.passages import passages
from network.harm_enums import Question
from network.models.help import HelpNumber
from network.models.safety import HarmCheck

if TYPE_CHECKING:
    from network.models import ExperiencePage

Said = str | Promise


@dataclass(frozen=True)
class Obstacle:
    """One thing to do, where it is to be done, and what was found there."""

    message: Said
    where: str = ""
    excerpt: str = ""
    field: str = ""  # of the editor's form
    picture: PortalImage | None = None
    traces: bool = False  # the picture can be cleaned at once

    @property
    def anchor(self) -> str:
        """Opens the tab of the field in Wagtail's editor: rows by their input, other fields by their path."""
        return f"id_{self.field}" if "-" in self.field else f":w:contentpath={self.field}"


@dataclass(frozen=True)
class Task:
    """One line of the list “Before you publish”."""

    code: str
    label: Said
    obstacles: list[Obstacle]

    @property
    def is_done(self) -> bool:
        return not self.obstacles


@dataclass(frozen=True)
class Picture:
    """A picture as one language's text uses it."""

    image: PortalImage
    language: str
    alt: str
    decorative: bool


def obstacles(page: "ExperiencePage") -> list[Obstacle]:
    """Everything that keeps this text from being published; empty when it may be."""
    return [obstacle for task in tasks(page) for obstacle in task.obstacles]


def tasks(page: "ExperiencePage") -> list[Task]:
    """The page as it is given (a form's, a revision's), not as it is stored."""
    return [
        Task("language", _("A language is ready"), list(language_obstacles(page))),
        Task("texts", _("The text leads nobody to a woman"), list(text_obstacles(page))),
        Task("numbers", _("No result counts fewer than 5 people"), list(number_obstacles(page))),
        Task("pictures", _("Every picture is described and allowed"), list(picture_obstacles(page))),
        Task("questions", _("The five questions are answered"), list(question_obstacles(page))),
        Task("agreement", _("The local government agrees"), list(agreement_obstacles(page))),
    ]


# --- Language, texts, numbers
def language_obstacles(page: "ExperiencePage") -> Iterator[Obstacle]:
    if not page.ready_languages:
        yield Obstacle(
            _("No language is visible yet. Tick “visible to the public” in each language that has a title and a summary."),
            field=f"ready_{page.original_language or CODES[0]}",
        )


def text_obstacles(page: "ExperiencePage") -> Iterator[Obstacle]:
    for finding in findings(page):
        if finding.stops:
            yield Obstacle(finding.message, where_of(finding), finding.excerpt, finding.passage.field)


def small_counts(page: "ExperiencePage") -> list[Obstacle]:
    """Sentences that may count fewer than 5 people: shown beside the question about small numbers, which answers them."""
    return [
        Obstacle(finding.message, where_of(finding), finding.excerpt, finding.passage.field)
        for finding in findings(page)
        if finding.kind == harm.Kind.FEW
    ]


def findings(page: "ExperiencePage") -> list[Finding]:
    return harm.find(passages(page), list(HelpNumber.objects.values_list("number", flat=True)))


def where_of(finding: Finding) -> str:
    name = finding.passage.name
    return f"{name[:1].upper()}{name[1:]} ({language_name(finding.passage.language)})"


def number_obstacles(page: "ExperiencePage") -> Iterator[Obstacle]:
    for number, result in enumerate(page.results.all()):
        if result.is_small_count:
            yield Obstacle(
                _("Fewer than 5 people could be recognised. Write “fewer than 5” and leave the figure empty."),
                excerpt=str(result.figure),
                field=f"results-{number}-figure",
            )


# --- Pictures
def picture_obstacles(page: "ExperiencePage") -> Iterator[Obstacle]:
    seen: set[int] = set()
    for picture in pictures(page):
        if not picture.alt and not picture.decorative:
            yield Obstacle(
                _("Describe this picture for those who do not see it."),
                f"{picture.image.title} ({language_name(picture.language)})",
                field=f"body_{picture.language}",
                picture=picture.image,
            )
        if picture.image.pk not in seen:
            seen.add(picture.image.pk)
            yield from obstacles_of_image(picture.image)


def pictures(page: "ExperiencePage") -> Iterator[Picture]:
    """In the text of each language that has one, in their order."""
    for code in CODES:
        for block in getattr(page, f"body_{code}") or ():
            if block.block_type == "image" and block.value:
                yield Picture(block.value, code, block.value.contextual_alt_text or "", bool(block.value.decorative))


def obstacles_of_image(image: PortalImage) -> Iterator[Obstacle]:
    if not image.people:
        yield Obstacle(_("Say whether somebody can be recognised in this picture."), image.title, picture=image)
    elif image.people == People.SOMEBODY and not image.consent:
        yield Obstacle(
            _("Somebody can be recognised, and nobody has ticked that they agreed in writing. Tick it, or choose another picture."),
            image.title,
            picture=image,
        )
    if stored_with_traces(image.file):
        yield Obstacle(
            _("The file still holds what a camera wrote into it, such as the place. Take it out."), image.title, picture=image, traces=True
        )


# --- Questions and agreement
def question_obstacles(page: "ExperiencePage") -> Iterator[Obstacle]:
    check = answers(page)
    if check is None:
        said = (
            _("The text was changed after they were answered: answer them again.") if was_asked(page) else _("Answer the five questions.")
        )
        yield Obstacle(said)
        return
    for question in check.missing:
        yield Obstacle(_("Not confirmed: %(question)s") % {"question": Question(question).label})


def answers(page: "ExperiencePage") -> HarmCheck | None:
    """The last answers that were given to exactly this text."""
    return page.harm_checks.of_text(content_digest(page)).first() if page.pk else None


def was_asked(page: "ExperiencePage") -> bool:
    return bool(page.pk) and page.harm_checks.exists()


def agreement_obstacles(page: "ExperiencePage") -> Iterator[Obstacle]:
    said = signoff.obstacle(page)
    if said:
        yield Obstacle(said)
