"""An experience on paper: tagged, in the reader's language, made once for each publication."""

import pytest

from core.storages import private_storage
from core.typesetting import TypesettingError
from network.experiences import paper as papers
from network.models import ExperiencePage
from tests import paper
from tests.network.telling import experience, the_list, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home):
    body = [
        ("heading", "How it works"),
        ("paragraph", "<p>One <b>key</b>.</p><ul><li>An item</li></ul>"),
        ("quote", {"text": "It helped.", "author": "An officer"}),
        ("link", {"label": "The law", "url": "https://law.example/"}),
        ("video", {"title": "A film", "url": "https://video.example/1", "minutes": None}),
    ]
    arabic = {"title_ar": "هاتف الخطر الجسيم", "intro_ar": "هاتف يُعار لنساء في خطر.", "problem_ar": "لم يعلم أحد."}
    fields = {"title_en": "Alert phone", "problem_en": "Nobody was told.\n\nNobody came.", "start_year": 2009, "note_en": "Not confirmed."}
    return told(experience(the_list(home), "phone", ready=("en", "ar"), body_en=body, **fields, **arabic), 2)


@pytest.fixture
def printed(client, page, tmp_path):
    def ask(language="en"):
        response = client.get(f"/{language}/experiences/phone/page.pdf")
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        return paper.saved(response.content, tmp_path, f"{language}.pdf")

    return ask


def test_the_sheet_says_what_the_page_says(printed):
    said = " ".join(paper.text_of(printed()).split())

    for words in ("Alert phone", "France, since 2009", "Nobody was told.", "Nobody came.", "Step 1", "Text of 1", "Result 1"):
        assert words in said
    for words in (
        "Monitored, level 2 of 4; 2021",
        "How it works",
        "One key.",
        "An item",
        "It helped.",
        "The law",
        "A film",
        "Not confirmed.",
    ):
        assert words in said
    assert "The sources seen do not say: What was done, Legal basis" in said
    assert "Not documented" in said
    assert "/en/experiences/phone/" in said


def test_arabic_is_arabic_and_runs_from_the_right(printed):
    said = " ".join(paper.text_of(printed("ar")).split())

    assert all(words in said for words in ("هاتف الخطر الجسيم", "لم يعلم أحد.", "المشكلة", "غير موثق"))


def test_another_language_is_said(printed):
    said = " ".join(paper.text_of(printed("fr")).split())

    assert "pas encore disponible en français. Vous la lisez en anglais." in said
    assert "Alert phone" in said


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_file_is_tagged_and_says_its_title_and_language(printed, language):
    path = printed(language)

    said = dict(line.split(":", 1) for line in paper.run("pdfinfo", str(path)).stdout.splitlines())
    assert (said["Tagged"].strip(), said["Title"].strip()) == ("yes", {"en": "Alert phone", "ar": "هاتف الخطر الجسيم"}[language])
    assert paper.run("pdfinfo", "-meta", str(path)).stdout.count(f"<rdf:li>{language}</rdf:li>") == 1
    assert paper.fonts_not_embedded(path) == []


def test_no_rule_of_accessible_pdfs_is_broken(printed):
    assert paper.broken_rules("ua1", printed("en"), printed("ar"), printed("fr")) == []


def test_it_is_made_once_for_each_publication_and_language(client, page, monkeypatch):
    made = []
    monkeypatch.setattr(papers, "made", lambda shown: made.append(shown.pk) or b"%PDF-1.7")

    for language in ("en", "en", "ar", "en"):
        client.get(f"/{language}/experiences/phone/page.pdf")
    assert len(made) == 2

    page.last_published_at = page.last_published_at.replace(microsecond=7)
    page.save()
    client.get("/en/experiences/phone/page.pdf")

    assert len(made) == 3
    assert len(private_storage().listdir(f"experiences/{page.pk}")[1]) == 2


def test_there_is_none_of_a_draft_nor_of_what_does_not_exist(client, page):
    ExperiencePage.objects.update(live=False)

    assert client.get("/en/experiences/phone/page.pdf").status_code == 404
    assert client.get("/en/experiences/nothing/page.pdf").status_code == 404


def test_a_sheet_that_cannot_be_made_leads_back_to_the_page(client, page, monkeypatch):
    def refuse(_page):
        raise TypesettingError("network/experience")

    monkeypatch.setattr(papers, "made", refuse)

    response = client.get("/en/experiences/phone/page.pdf")

    assert response.status_code == 503
    assert "There is no PDF of this page at the moment" in response.content.decode()


def test_page_leads_to_its_pdf(client, page):
    assert 'href="/en/experiences/phone/page.pdf"' in client.get("/en/experiences/phone/").content.decode()
