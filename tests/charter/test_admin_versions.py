"""Versions of the charter in the admin: drafts are written and published once, published ones stand."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from charter.actions import publish_version
from charter.models import CharterText, CharterVersion
from core.languages import CODES
from tests.charter.pages import make_text
from tests.factories import CharterVersionFactory

NAMESPACE = "wagtailsnippets_charter_charterversion"
ARTICLES = [("1", "Listen", "We listen"), ("2", "Act", "We act")]


def address(name, version=None):
    return reverse(f"{NAMESPACE}:{name}", args=[version.pk] if version else [])


def publish_address(version):
    return reverse("charter_version_publish", args=[version.pk])


def form(number=1, **changed):
    """What the admin's form sends for a version with one article and one declaration, in two languages."""
    fields = {
        "number": str(number),
        "articles-TOTAL_FORMS": "1",
        "articles-INITIAL_FORMS": "0",
        "articles-0-code": "1",
        "articles-0-ORDER": "1",
        "declarations-TOTAL_FORMS": "1",
        "declarations-INITIAL_FORMS": "0",
        "declarations-0-code": "read",
        "declarations-0-when": "always",
        "declarations-0-ORDER": "1",
    }
    for code in ("en", "ar"):
        fields |= {f"title_{code}": f"Charter {code}", f"preamble_{code}": f"We {code}", f"declarations-0-text_{code}": f"Read {code}"}
        fields |= {f"articles-0-title_{code}": f"Listen {code}", f"articles-0-text_{code}": f"We listen {code}"}
    return fields | changed


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def unpublished(db):
    return make_text(2, ARTICLES, publish=False)


@pytest.fixture
def published(db):
    return CharterVersionFactory(number=1)


def test_secretariat_writes_a_draft(desk):
    response = desk.post(address("add"), form())

    version = CharterVersion.objects.get()
    assert response.status_code == 302
    assert not version.is_published
    assert (version.title_en, version.title_ar, version.articles.get().text_ar) == ("Charter en", "Charter ar", "We listen ar")
    assert version.declarations.get().text_en == "Read en"


def test_number_is_used_once(desk, published):
    response = desk.post(address("add"), form(number=published.number))

    assert "number" in response.context["form"].errors
    assert "Charter ar" in response.content.decode()


def test_draft_is_edited_and_deleted(desk, unpublished):
    assert desk.get(address("edit", unpublished)).status_code == 200
    assert "charter/versions" in desk.get(address("edit", unpublished)).content.decode()

    desk.post(address("delete", unpublished))

    assert not CharterVersion.objects.exists()


def test_list_leads_to_the_draft_but_only_shows_what_is_published(desk, published, unpublished):
    html = desk.get(address("list")).content.decode()

    assert address("edit", unpublished) in html
    assert address("inspect", published) in html
    assert address("edit", published) not in html
    assert address("delete", published) not in html
    assert "Published on" in html


def test_publishing_says_what_happens_first(desk, published):
    draft = make_text(2, ARTICLES, languages=["en", "fr"], publish=False)

    response = desk.get(publish_address(draft))

    html = response.content.decode()
    assert [code for code, _text in response.context["complete"]] == ["en", "fr"]
    assert response.context["incomplete"] == ["es", "ar"]
    assert "It can never be changed or deleted" in html
    assert "Those of version 1 stay in force" in html
    assert not CharterVersion.objects.get(number=2).is_published


def test_publishing_names_a_declaration_without_words(desk):
    draft = make_text(1, [], languages=["en", "fr"], publish=False)
    draft.declarations.update(text_fr="")

    response = desk.get(publish_address(draft))

    assert response.context["undeclared"] == ["fr"]
    assert "It has no article" in response.content.decode()


def test_version_is_published_once(desk, unpublished):
    first = desk.post(publish_address(unpublished))
    second = desk.post(publish_address(unpublished), follow=True)

    unpublished.refresh_from_db()
    assert first["Location"] == address("inspect", unpublished)
    assert unpublished.is_published
    assert sorted(unpublished.texts.values_list("language", flat=True)) == sorted(CODES)
    assert "its text never changes" in told(second)


def test_incomplete_version_is_not_published(desk):
    draft = CharterVersion.objects.create(number=1, title_en="Charter", preamble_en="")

    assert "not complete in any language" in desk.get(publish_address(draft)).content.decode()
    response = desk.post(publish_address(draft))

    assert response.status_code == 409
    assert "not complete in any language" in told(response)
    assert not CharterText.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["edit", "delete"])
def test_published_version_is_neither_edited_nor_deleted_and_says_why(name, method, desk, published):
    before = CharterVersion.objects.values().get()

    response = getattr(desk, method)(address(name, published), form() if method == "post" else {}, follow=True)

    assert response.redirect_chain[0][0] == address("inspect", published)
    assert "its text never changes" in told(response)
    assert CharterVersion.objects.values().get() == before
    assert published.articles.count() == 2


def test_published_version_is_not_deleted_among_others(desk, published, unpublished):
    path = reverse("wagtail_bulk_action", args=["charter", "charterversion", "delete"])

    desk.post(f"{path}?id={published.pk}&id={unpublished.pk}&next=/admin/")

    assert CharterVersion.objects.filter(pk=published.pk).exists()


def test_draft_published_meanwhile_is_not_changed(desk, unpublished):
    desk.get(address("edit", unpublished))
    publish_version(unpublished)

    desk.post(address("edit", unpublished), form(number=2, title_en="Sneaky"))

    unpublished.refresh_from_db()
    assert unpublished.title_en == "Charter 2 en"


def test_published_version_shows_its_exact_texts(desk, published):
    html = desk.get(address("inspect", published)).content.decode()

    for text in published.texts.all():
        assert text.fingerprint in html
    assert "its text never changes" in html


@pytest.mark.parametrize("name", ["list", "add", "edit", "delete", "inspect", "history", "usage"])
def test_editor_is_refused(name, client, editor, unpublished):
    client.force_login(editor)
    path = address(name, None if name in ("list", "add") else unpublished)

    assert client.get(path)["Location"] == "/admin/"
    client.post(path)
    assert CharterVersion.objects.get().title_en == "Charter 2 en"


def test_editor_publishes_nothing(client, editor, unpublished):
    client.force_login(editor)

    assert client.post(publish_address(unpublished)).status_code == 403
    assert not CharterVersion.objects.get().is_published


def test_superuser_is_held_by_the_same_rule(client, published):
    client.force_login(get_user_model().objects.create_superuser("root@network.example"))

    assert client.get(address("edit", published))["Location"] == address("inspect", published)
    client.post(address("delete", published))
    assert CharterVersion.objects.exists()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_editor_of_versions_speaks_every_language(language, desk, unpublished):
    for path in (
        address("list"),
        address("add"),
        address("edit", unpublished),
        publish_address(unpublished),
        address("inspect", unpublished),
    ):
        response = desk.get(path, headers={"accept-language": language})
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()
