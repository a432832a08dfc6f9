"""The charter to read, to compare and to keep."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.models import Article
from charter.reading import take_apart
from core.word_changes import Kind, changes
from tests.charter.pages import Page, make_text, read

ARTICLES = [("1", "Know", "We count.\nWe publish"), ("2", "Protect", "We house first")]


@pytest.fixture
def first(db):
    return make_text(1, ARTICLES, is_demonstration=True)


# --- Reading
@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_text_is_the_version_in_force_in_the_readers_language(client, first, language):
    page = read(client, f"/{language}/charter/")

    article = page.main.find(id="text")
    assert article["lang"] == language
    assert article["dir"] == ("rtl" if language == "ar" else "ltr")
    assert page.main.h1.get_text() == f"Charter 1 {language}"
    assert [heading["id"] for heading in article.find_all("h2")] == ["preamble", "article-1", "article-2"]
    assert [p.get_text() for p in article.find_all("p")] == [
        *(f"We sign {language}", "and we act", "We count.", f"We publish {language}", f"We house first {language}")
    ]
    assert f"Label {language}" in page.text
    assert f"I have read {language}" in page.text


def test_text_leads_to_its_articles_and_to_the_signature(client, first):
    page = read(client, "/en/charter/")

    assert {"#preamble", "#article-1", "#article-2"} <= set(page.links)
    assert "/en/charter/sign/" in page.links
    assert page.canonical.endswith("/en/charter/")
    assert page.alternates.keys() == {"en", "fr", "es", "ar", "x-default"}
    assert len(page.meta("description")) > 50


def test_text_shows_the_fingerprint_of_the_language_read(client, first):
    page = read(client, "/ar/charter/")

    assert first.texts.get(language="ar").fingerprint in page.text
    assert first.texts.get(language="en").fingerprint not in page.text


def test_text_not_in_the_readers_language_is_shown_whole_in_another(client, db):
    make_text(1, ARTICLES, languages=["fr", "ar"])

    page = read(client, "/es/charter/")

    assert page.html.html["lang"] == "es"
    assert page.main.find(id="text")["lang"] == "fr"
    assert page.main.h1.bdi["lang"] == "fr"
    assert not any(f" {code} " in f" {page.main.find(id='text').get_text(' ')} " for code in ("en", "es", "ar"))
    assert any("español" in notice.get_text() and "francés" in notice.get_text() for notice in page.main.find_all(class_="notice"))
    assert page.canonical.endswith("/fr/charter/")
    assert page.alternates.keys() == {"fr", "ar", "x-default"}


def test_text_is_what_is_signed_even_if_an_article_is_altered_afterwards(client, first):
    Article.objects.filter(code="2").update(text_en="Nothing at all", title_en="Forget")

    page = read(client, "/en/charter/")

    assert "We house first en" in page.text
    assert "Nothing at all" not in page.text
    assert "Forget" not in page.text


def test_text_without_any_version_says_so(client, db):
    make_text(1, ARTICLES, publish=False)

    page = read(client, "/fr/charter/")

    assert page.main.h1
    assert page.main.find(id="text") is None
    assert not any("versions" in link for link in page.links)


def test_text_of_a_version_without_notice_has_none(client, db):
    version = make_text(1, ARTICLES)
    type(version).objects.update(**{f"label_{code}": "" for code in ("en", "fr", "es", "ar")})

    assert read(client, "/en/charter/").main.find(class_="notice") is None


# --- Versions
def test_versions_each_have_a_page_and_only_the_latest_is_signed(client, first):
    make_text(2, [*ARTICLES, ("3", "Train", "We train")])

    old, new = read(client, "/en/charter/versions/1/"), read(client, "/en/charter/versions/2/")

    assert "We train en" in new.text
    assert "We train en" not in old.text
    assert "/en/charter/sign/" in new.main.decode()
    assert "/en/charter/sign/" not in old.main.decode()
    assert {"/en/charter/versions/1/", "/en/charter/versions/2/?compare=1"} <= set(new.links)
    assert old.canonical.endswith("/en/charter/versions/1/")


@pytest.mark.parametrize(
    "path", ["versions/2/", "versions/3/", "versions/0/", "versions/01/", "versions/99999999999999999999/", "versions/x/"]
)
def test_versions_that_are_not_published_are_not_found(client, first, path):
    make_text(2, ARTICLES, publish=False)

    assert client.get(f"/en/charter/{path}").status_code == 404


def test_version_says_which_languages_it_exists_in(client, db):
    make_text(1, ARTICLES, languages=["en", "ar"])

    page = read(client, "/en/charter/versions/1/")

    assert "/ar/charter/versions/1/" in [link["href"] for link in page.main.find_all("a", hreflang="ar")] or "/ar/charter/" in page.links
    assert page.main.find("a", hreflang="fr") is None


def test_reading_takes_as_many_queries_for_ten_articles_and_versions_as_for_one(client, first, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        read(client, "/en/charter/")
    for number in range(2, 11):
        make_text(number, [(str(code), f"Title {code}", "Text") for code in range(1, 11)])

    with django_assert_max_num_queries(6):
        read(client, "/en/charter/")
    with django_assert_max_num_queries(6):
        read(client, "/en/charter/versions/10/?compare=1")


# --- Download
@pytest.mark.parametrize("language", ["en", "ar"])
def test_download_is_the_very_bytes_of_the_fingerprint(client, first, language):
    response = client.get(f"/{language}/charter/versions/1/charter-1-{language}.txt")

    text = first.texts.get(language=language)
    assert hashlib.sha256(response.content).hexdigest() == text.sha256
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="charter-1-{language}.txt"'
    assert "immutable" in response["Cache-Control"]
    assert response["ETag"] == f'"{text.sha256}"'
    assert not response.cookies


def test_download_is_linked_from_the_page_and_not_sent_twice(client, first):
    address = next(link for link in read(client, "/fr/charter/").links if link.endswith(".txt"))
    etag = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": etag})

    assert address == "/fr/charter/versions/1/charter-1-fr.txt"
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("name", ["2/charter-2-en.txt", "1/charter-2-en.txt", "1/charter-1-de.txt", "3/charter-3-en.txt"])
def test_download_of_what_is_not_published_is_not_found(client, first, name):
    make_text(2, ARTICLES, publish=False)

    assert client.get(f"/en/charter/versions/{name}").status_code == 404


# --- Comparison
@pytest.fixture
def second(first):
    return make_text(2, [("1", "Know", "We count.\nWe tell"), ("3", "Train", "We train")])


def parts(page):
    """Each compared part: its heading, its state, the words taken out, the words put in."""
    found = []
    for section in page.main.find(class_="compared").find_all("section"):
        marked = [" ".join(mark.get_text() for mark in section.find_all(name)) for name in ("del", "ins")]
        found.append((section.h3.get_text(" ", strip=True), section.find(class_="state").get_text(strip=True), *marked))
    return found


def test_comparison_shows_words_taken_out_and_put_in_and_says_so(client, second):
    page = read(client, "/en/charter/versions/2/?compare=1")

    assert parts(page) == [
        ("Preamble", "Unchanged", "", ""),
        ("Article 1 Know en", "Changed", "[removed: publish]", "[added: tell]"),
        ("Article 2 [removed: Protect en ]", "Removed", "[removed: Protect en] [removed: We house first en]", ""),
        ("Article 3 [added: Train en ]", "Added", "", "[added: Train en] [added: We train en]"),
    ]
    assert "What changed from version 1 to version 2" in page.text
    assert page.canonical.endswith("/en/charter/versions/2/")


def test_comparison_reads_from_the_older_to_the_newer_whichever_is_open(client, second):
    older, newer = read(client, "/ar/charter/versions/1/?compare=2"), read(client, "/ar/charter/versions/2/?compare=1")

    assert parts(older) == parts(newer)
    assert older.main.find(class_="compared")["dir"] == "rtl"


@pytest.mark.parametrize("junk", ["2", "9", "1x", "", "-1", "1.0", "٢", "9" * 100])
def test_comparison_with_junk_or_itself_is_ignored(client, second, junk):
    page = read(client, f"/en/charter/versions/2/?compare={junk}")

    assert page.main.find(class_="compared") is None
    assert page.main.find(id="text")
    assert not any(f"compare={junk}" in link for link in page.links if junk)


def test_comparison_takes_a_language_that_both_exist_in(client, first):
    make_text(2, ARTICLES, languages=["ar"])

    page = read(client, "/en/charter/versions/1/?compare=2")

    assert page.main.find(class_="compared")["lang"] == "ar"


def test_comparison_without_a_common_language_is_not_offered(client, db):
    make_text(1, ARTICLES, languages=["en"])
    make_text(2, ARTICLES, languages=["ar"])

    page = read(client, "/en/charter/versions/1/?compare=2")

    assert page.main.find(class_="compared") is None
    assert not any("compare" in link for link in page.links)


WORDS = st.lists(st.sampled_from(["we", "act", "women", "نحن", "safe,", "\n"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_changes_hold_every_word_of_both_texts(old, new):
    found = changes(old, new)

    def words(left_out):
        return " ".join(piece.text for piece in found if piece.kind != left_out).split()

    assert words(Kind.ADDED) == old.split()
    assert words(Kind.REMOVED) == new.split()
    assert not any(piece.text.strip() != piece.text for piece in found if piece.kind != Kind.SAME)


BLOCK = st.text("ab1. \n", min_size=1, max_size=20).filter(lambda text: text.strip() and "\n\n" not in text).map(str.strip)


@given(st.lists(BLOCK, min_size=1, max_size=6), st.lists(st.tuples(st.sampled_from(["1", "2", "3"]), BLOCK), max_size=4))
def test_taking_a_text_apart_loses_no_word(blocks, headings):
    body = "\n\n".join(["Title", "Version 7", *blocks]) + "\n"

    found = take_apart(body, 7, headings)

    said = " ".join(word for part in found for word in (*([f"{part.label}. {part.title}"] if part.code else []), *part.paragraphs))
    assert said.split() == " ".join(blocks).split()


def test_post_is_refused(client, first):
    assert client.post("/en/charter/").status_code in (403, 405)


def test_pages_do_not_depend_on_who_reads(client, first, officer):
    anonymous = client.get("/en/charter/").content
    client.force_login(officer)

    assert Page(client.get("/en/charter/")).main == Page(type("Answer", (), {"content": anonymous})).main
