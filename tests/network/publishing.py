"""An experience that lacks nothing, what can be wrong with it, and every way in which a person publishes."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from core.languages import CODES
from core.models import PortalImage
from network.contribution.workflow import attach
from network.experiences import answering, signoff
from network.experiences.agreed import content_digest
from network.harm_enums import Question
from network.models import ExperiencePage, ExperienceResult
from tests import pictures

TEXT = "The city lends a telephone that calls the police. 120 women had one in 2024."


def picture(**fields) -> PortalImage:
    """Described by nobody yet, unless `fields` say more."""
    image = PortalImage(title="Hall", title_en="Hall", file=ContentFile(pictures.jpeg(), name="hall.jpg"), **fields)
    image.save()
    return image


def with_alt(image: PortalImage, alt: str) -> PortalImage:
    image.contextual_alt_text, image.decorative = alt, False
    return image


def with_stored_place(image: PortalImage) -> PortalImage:
    """As a picture that was stored before anybody looked at what cameras write."""
    name, storage = image.file.name, image.file.storage
    storage.delete(name)
    assert storage.save(name, ContentFile(pictures.with_place())) == name
    return image


def written(parent, by, **fields) -> ExperiencePage:
    """A draft in English and French that nothing can be said against; its questions are not answered yet."""
    texts = {"title_en": "A telephone", "title_fr": "Un téléphone", "intro_en": TEXT, "intro_fr": "La ville prête un téléphone."}
    shown = picture(people="nobody")
    values = texts | {"ready_en": True, "ready_fr": True, "country": "FR", "body_en": [("image", with_alt(shown, "A hall"))]} | fields
    page = parent.add_child(instance=ExperiencePage(live=False, slug="telephone", **values))
    page.save_revision(user=by)
    return ExperiencePage.objects.get(pk=page.pk)


def rewritten(page, by, change) -> ExperiencePage:
    """`change(draft)`, saved as the newest revision."""
    draft = page.get_latest_revision_as_object()
    change(draft)
    draft.save_revision(user=by, clean=False)
    return ExperiencePage.objects.get(pk=page.pk)


def content_of(image: PortalImage) -> bytes:
    """What is stored."""
    with image.file.storage.open(image.file.name) as stored:
        return stored.read()


def answered(page, by, **left_out):
    """All five confirmed, less those `left_out`."""
    confirmed = {question: question.value not in left_out for question in Question}
    notes = {question: f"Seen by {by.first_name}" if question == Question.STORIES else "" for question in Question}
    digest = content_digest(page.get_latest_revision_as_object())
    return answering.answer(page, by=by, confirmed=confirmed, notes=notes, text_digest=digest)


def agreed(page, secretary):
    """Nobody can be asked: the secretariat says why."""
    return signoff.waive(page, by=secretary, reason="It is told from public reports.")


# --- What can be wrong
def put(**fields):
    def change(draft):
        for name, value in fields.items():
            setattr(draft, name, value)

    return change


def small_count(draft):
    draft.results = [ExperienceResult(text_en="It was used.", figure=3, counts_people=True)]


def shows(image, alt="A hall"):
    return put(body_en=[("image", with_alt(image, alt))])


WRONG = {
    "an e-mail address": lambda: put(intro_en="Write to marie@example.org."),
    "a telephone number": lambda: put(problem_fr="Appelez le 01 49 77 52 12."),
    "a street": lambda: put(conditions_es="Estamos en la calle Mayor 12."),
    "a small count": lambda: small_count,
    "a picture without description": lambda: shows(picture(people="nobody"), ""),
    "a face that nobody spoke about": lambda: shows(picture()),
    "a face without consent": lambda: shows(picture(people="somebody")),
    "a picture with its place": lambda: shows(with_stored_place(picture(people="nobody"))),
    "no visible language": lambda: put(ready_en=False, ready_fr=False),
}
SAID = {
    "an e-mail address": "An e-mail address stands in the text. Take it out: readers write through the page’s form, which hides it.",
    "a telephone number": "A telephone number stands in the text. Take it out, or link to the page with the help numbers.",
    "a street": "A street with its number stands in the text. Name the town only: a woman could be followed there.",
    "a small count": "Fewer than 5 people could be recognised. Write “fewer than 5” and leave the figure empty.",
    "a picture without description": "Describe this picture for those who do not see it.",
    "a face that nobody spoke about": "Say whether somebody can be recognised in this picture.",
    "a face without consent": "Somebody can be recognised, and nobody has ticked that they agreed in writing. "
    "Tick it, or choose another picture.",
    "a picture with its place": "The file still holds what a camera wrote into it, such as the place. Take it out.",
    "no visible language": "No language is visible yet. Tick “visible to the public” in each language that has a title and a summary.",
}


# --- Every way in which a person publishes
def form_of(client, page) -> dict[str, object]:
    """What the browser would send from the page's editor; bodies are drawn by scripts there, so they are added here."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    typed = querydict_from_html(html, form_id="page-edit-form")
    data: dict[str, object] = {name: typed.getlist(name) for name in typed}
    draft = page.get_latest_revision_as_object()
    data |= {f"results-{number}-counts_people": "on" for number, row in enumerate(draft.results.all()) if row.counts_people}
    for code in CODES:
        data.pop(f"ready_{code}", None)
        if getattr(draft, f"ready_{code}"):
            data[f"ready_{code}"] = "on"
        blocks = [
            ("image", {"image": block.value.pk, "alt_text": block.value.contextual_alt_text or "", "decorative": ""})
            for block in getattr(draft, f"body_{code}")
        ]
        data.update(nested_form_data({f"body_{code}": streamfield(blocks)}))
    return data


def by_button(client, page, user):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(client, page) | {"action-publish": "publish"})


def in_bulk(client, page, user):
    address = reverse("wagtail_bulk_action", args=["core", "basepage", "publish"])
    return client.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": ""})


def with_its_list(client, page, user):
    """The list of experiences is published, and all that stands below it."""
    address = reverse("wagtail_bulk_action", args=["core", "basepage", "publish"])
    return client.post(f"{address}?id={page.get_parent().pk}&next=/admin/", {"include_descendants": "on"})


def by_approval(client, page, user):
    state = page.current_workflow_state or attach(page.get_parent().specific).start(page, user)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    return client.post(address, {"comment": "Good"})


def on_the_page_of_the_list(client, page, user):
    return client.post(reverse("experience_publish", args=[page.pk]))


def at_an_hour(client, page, user):
    later = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    form = form_of(client, page) | {"action-publish": "publish", "go_live_at": later}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


WAYS = (by_button, in_bulk, with_its_list, by_approval, on_the_page_of_the_list, at_an_hour)
