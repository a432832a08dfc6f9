"""The library: what is listed, found, read, kept as a list, sent as news, and what of it is a file of ours."""

import re
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.documents import check
from core.languages import CODES
from core.models import BasePage, PortalDocument
from network.library import texts
from network.library.filters import Filters
from network.models import CoursePage, ResourceFile, ResourcePage
from portal.demo.facts import read
from tests.charter.pdfs import BAD
from tests.charter.pdfs import document as small_pdf
from tests.factories import UserFactory
from tests.hostile_pdfs import saying
from tests.network.shelf import course, document, library, resource, restrict

pytestmark = pytest.mark.django_db
JUNK = ["\ud7ff", "%00", "'; DROP TABLE", "<script>", "9" * 400, "\u202e", "[]", "-1", "é", " "]


@pytest.fixture
def shelf(home):
    return library(home)


@pytest.fixture
def stocked(shelf):
    resource(
        shelf,
        "guide-one",
        year=2024,
        publisher_en="UCLG",
        publisher_fr="CGLU",
        files=[{"language": "en", "url": "https://a.example/x.pdf"}],
    )
    resource(shelf, "plan-two", kind="plan", year=2022, files=[{"language": "fr", "url": "https://www.b.example/"}])
    resource(shelf, "old-three", was_read=False, files=[{"language": "fr", "url": "https://b.example/"}])
    course(shelf, provider_en="UCLG", languages="en es")
    return shelf


def titles(html):
    return re.findall(r"<h3>\s*<a [^>]*>([^<]+)</a>\s*</h3>", html)


def get(client, path="/en/resources/", **query):
    return client.get(path, query).content.decode()


# --- The list
def test_courses_come_first_then_the_newest_and_what_has_no_year_last(client, stocked):
    assert titles(get(client)) == ["Course en", "Guide one", "Plan two", "Old three"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "plan"}, ["Plan two"]),
        ({"kind": "course"}, ["Course en"]),
        ({"lang": "fr"}, ["Plan two", "Old three"]),
        ({"lang": "es"}, ["Course en"]),
        ({"year": "2024"}, ["Guide one"]),
        ({"lang": "fr", "kind": "guide"}, ["Old three"]),
        ({"q": "CGLU guide"}, ["Guide one"]),
        ({"q": "PLÁN"}, ["Plan two"]),
        ({"q": "nothing like it"}, []),
        ({"kind": "plan", "year": "2024"}, []),
        ({"kind": "song"}, ["Course en", "Guide one", "Plan two", "Old three"]),
    ],
)
def test_what_is_asked_is_found(client, stocked, query, found):
    html = get(client, **query)

    assert titles(html) == found
    assert (f">{len(found)} resource" in html, "Nothing has all of this" in html) == (True, not found)


def test_each_choice_says_what_it_would_show_given_the_others(client, stocked):
    html = get(client, lang="fr")

    assert re.findall(r'<option value="(\w*)"[^>]*>([^<]*)</option>', html) == [
        *(("", "All (2)"), ("guide", "Guide (1)"), ("plan", "Plan (1)")),
        *(("", "All (4)"), ("en", "English (2)"), ("fr", "French (2)"), ("es", "Spanish (1)")),
        *(("", "All (2)"), ("2022", "2022 (1)")),
    ]


def test_filters_are_named_in_the_readers_language_and_taken_away_one_by_one(client, stocked):
    html = get(client, "/fr/resources/", lang="fr", kind="guide")

    assert re.findall(r'href="(/fr/resources/\?[^"]*)#list"><span class="hidden">', html) == [
        "/fr/resources/?lang=fr",
        "/fr/resources/?kind=guide",
    ]


@pytest.mark.parametrize("name", ["q", "kind", "lang", "year", "with", "page", "other"])
@pytest.mark.parametrize("value", JUNK)
def test_junk_is_left_out(client, stocked, name, value):
    answer = client.get("/en/resources/", {name: value, "with": ["", value]} if name == "with" else {name: value})

    assert answer.status_code in (200, 400, 404)
    assert (answer.status_code == 404) <= (name == "page" and value.strip("0123456789") == "")
    assert client.get("/en/resources/reading-list/", {name: value}).status_code in (200, 400)
    assert client.get("/en/resources/feed.atom", {name: value}).status_code in (200, 400)


@given(st.text(max_size=30), st.lists(st.text(max_size=12), max_size=4))
def test_no_filter_travels_on_that_makes_no_sense(text, chosen):
    query = QueryDict(mutable=True)
    query["kind"], query["q"] = text, text
    query.setlist("with", chosen)

    filters = Filters.read(query, {"kind": {"guide"}, "lang": set(), "year": set()}, {"known"})

    assert set(filters.facets) <= {"kind"}
    assert set(filters.chosen) <= {"known"}


def test_a_long_list_has_pages(client, shelf):
    for number in range(30):
        resource(shelf, f"guide-{number}")

    first, second = get(client, kind="guide"), get(client, kind="guide", page="2")

    assert (len(titles(first)), len(titles(second))) == (24, 6)
    assert 'href="?kind=guide&amp;page=2"' in first
    assert client.get("/en/resources/", {"page": "3"}).status_code == 404
    assert '<link rel="canonical" href="http://localhost:8000/en/resources/"' in second


@pytest.mark.parametrize(
    "path", ["/en/resources/", "/en/resources/?q=guide", "/ar/resources/reading-list/?with=guide-0", "/en/resources/feed.atom"]
)
def test_as_many_queries_for_ten_as_for_one(client, shelf, django_assert_max_num_queries, path):
    counts = []
    for number in range(10):
        files = [{"language": "en", "document": document()}, {"language": "fr", "url": "https://a.example/"}]
        resource(shelf, f"guide-{number}", files=files)
        course(shelf, f"course-{number}")
        if number in (0, 9):
            client.get(path)
            with django_assert_max_num_queries(10) as asked:
                assert client.get(path).status_code == 200
            counts.append(len(asked))

    assert counts[0] == counts[1]


def test_pages_are_small_keep_nothing_and_ask_nothing_elsewhere(client, stocked):
    for number in range(60):
        resource(stocked, f"guide-{number}", files=[{"language": "en", "url": "https://a.example/"}] * 2)

    answer = client.get("/ar/resources/")

    assert len(answer.content) < 100_000
    assert (answer.cookies, "csrf" in answer.content.decode(), "style=" in answer.content.decode()) == ({}, False, False)


# --- What is not public
def test_drafts_unready_and_restricted_ones_are_nowhere(client, stocked):
    resource(stocked, "draft-one", live=False)
    resource(stocked, "unready-one", **{f"ready_{code}": False for code in CODES})
    restrict(resource(stocked, "locked-one"))

    shown = get(client) + get(client, "/en/resources/feed.atom") + get(client, "/en/resources/reading-list/?with=draft-one&with=locked-one")

    assert not [slug for slug in ("draft-one", "unready-one", "locked-one", "Draft one", "Locked one") if slug in shown]
    assert [client.get(f"/en/resources/{slug}/").status_code for slug in ("draft-one", "unready-one", "locked-one")] == [404, 404, 302]


def test_without_a_library_there_is_no_list_and_no_feed(client, home):
    assert [client.get(f"/en/resources/{path}").status_code for path in ("", "reading-list/", "feed.atom")] == [404, 404, 404]


def test_the_reading_lists_address_is_kept_free(stocked):
    with pytest.raises(ValidationError):
        ResourcePage(slug="reading-list", published_title="x", kind="guide", title_en="x").full_clean(
            exclude=["path", "depth"]
        ) or stocked.add_child(instance=ResourcePage(slug="reading-list", published_title="x", kind="guide", title_en="x"))


# --- One resource
def test_the_title_stays_in_its_language_and_our_words_are_in_the_readers(client, shelf):
    resource(
        shelf,
        "guia",
        published_title="Guía práctica",
        title_language="es",
        intro_ar="دليل عملي",
        files=[{"language": "es", "url": "https://a.example/"}],
    )

    html = get(client, "/ar/resources/guia/")

    assert '<h1 lang="es" dir="ltr">Guía práctica</h1>' in html
    assert '<p class="lede">دليل عملي</p>' in html
    assert '<html lang="ar" dir="rtl">' in html


def test_a_title_that_was_published_in_the_readers_language_is_shown(client, shelf):
    files = [{"language": "en", "url": "https://a.example/"}, {"language": "fr", "url": "https://a.example/fr", "title": "Le guide"}]
    resource(shelf, "guide", published_title="The guide", files=files)

    assert "<h1>Le guide</h1>" in get(client, "/fr/resources/guide/")
    assert '<h1 lang="en" dir="ltr">The guide</h1>' in get(client, "/es/resources/guide/")
    assert titles(get(client, "/fr/resources/", q="le guide")) == ["Le guide"]


def test_what_is_not_known_says_so(client, shelf):
    resource(shelf, "rumour", was_read=False)

    html, listed = get(client, "/en/resources/rumour/"), get(client)

    assert [
        words in html for words in ("We know this only from what others say of it", "year not documented", "No address of it is known.")
    ] == [True] * 3
    assert "Known only from what others say of it" in listed
    assert html.count("Not documented") == 2


def test_a_file_says_its_language_kind_size_and_whether_it_can_be_read_aloud(client, shelf):
    held = document(b"%PDF-1.7" + b"x" * 2048)
    files = [
        {"language": "fr", "document": held, "is_accessible": True},
        {"language": "en", "url": "https://www.a.example/files/x.docx?v=2"},
    ]
    resource(shelf, "guide", files=files)

    html = re.sub(r"\s+", " ", re.sub(r'<span class="hidden">.*?</span></a>', "</a>", get(client, "/en/resources/guide/")))

    assert f'<a href="{held.url}" hreflang="fr">French' in html
    assert "PDF, 2.0 KB" in html
    assert html.count("Accessible format") == 1
    assert '<a href="https://www.a.example/files/x.docx?v=2" rel="nofollow noopener" hreflang="en">English' in html
    assert 'DOCX, <bdi dir="ltr">a.example</bdi>' in html


@pytest.mark.parametrize("files", [{}, {"url": "https://a.example/", "document": True}])
def test_a_file_or_a_link_one_of_the_two(shelf, files):
    fields = {"document": document()} if files.pop("document", None) else {}

    with pytest.raises(ValidationError, match="one of the two"):
        ResourceFile(page=resource(shelf, "guide"), **files, **fields).clean()


@pytest.mark.parametrize("path", ["/en/resources/guide/", "/ar/resources/guide/"])
def test_a_page_asks_as_much_for_ten_files_as_for_one(client, shelf, django_assert_max_num_queries, path):
    page = resource(shelf, "guide", files=[{"language": "en", "document": document()}])
    client.get(path)
    with django_assert_max_num_queries(10) as one:
        client.get(path)
    page.files = [ResourceFile(position=place, language="en", document=document(name=f"{place}.pdf")) for place in range(10)]
    page.save()

    with django_assert_max_num_queries(10) as ten:
        assert client.get(path).content.count(b"hreflang") > 10
    assert len(one) == len(ten)


# --- The text of files
def test_a_resource_is_found_by_the_words_of_its_file(client, shelf):
    resource(shelf, "guide", files=[{"language": "en", "document": document(saying("Écouter à toute heure"))}])
    resource(shelf, "other", files=[{"language": "en", "document": document(saying("Listen"), "other.pdf")}])
    texts.look_for_new()

    assert titles(get(client, q="ecouter heure")) == ["Guide"]
    assert titles(get(client, q="ecouter listen")) == []
    assert titles(get(client, q="écouter", kind="guide")) == ["Guide"]


# --- The reading list
def test_the_list_is_in_the_order_of_its_address_without_what_is_unknown(client, stocked):
    html = get(client, "/en/resources/reading-list/?with=plan-two&with=nothing&with=course&with=plan-two&with=guide-one")

    assert re.findall(r"<h2>\s*<a [^>]*>([^<]+)</a>\s*</h2>", html) == ["Plan two", "Course en", "Guide one"]
    assert "https://www.b.example/" in html
    assert 'href="/en/resources/?with=plan-two&amp;with=course&amp;with=guide-one"' in html


def test_an_empty_list_says_how_to_make_one(client, stocked):
    for query in ("", "?with=", "?with=nothing"):
        assert "Choose what you want to read" in get(client, f"/en/resources/reading-list/{query}")


def test_no_search_engine_keeps_a_reading_list(client, stocked):
    assert client.get("/en/resources/reading-list/?with=guide-one")["X-Robots-Tag"] == "noindex"


def test_the_choice_goes_along_from_page_to_page(client, shelf):
    for number in range(30):
        resource(shelf, f"guide-{number:02}")

    html = get(client, **{"with": ["guide-00", "guide-29"], "page": "2"})

    assert 'name="with" value="guide-29" id=' in html
    assert re.search(r'value="guide-29" id="with-\d+" checked', html)
    assert html.count('<input type="hidden" name="with" value="guide-00">') == 2
    assert "1 more is chosen on another page." in html


def test_the_other_languages_of_a_list_hold_the_same(client, stocked):
    html = get(client, "/en/resources/reading-list/?with=plan-two&with=nothing&utm=x")

    assert 'href="/ar/resources/reading-list/?with=plan-two" lang="ar"' in html


# --- News, and search engines
def test_the_feed_has_what_is_asked_the_newest_first(client, stocked):
    for number, page in enumerate(ResourcePage.objects.order_by("pk")):
        page.save_revision().publish()
        BasePage.objects.filter(pk=page.pk).update(last_published_at=f"2026-01-0{number + 1}T00:00:00Z")

    answer = client.get("/en/resources/feed.atom")
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 -- our own

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [entry.findtext("{*}title") for entry in feed.iterfind("{*}entry")] == ["Old three", "Plan two", "Guide one"]
    few = ElementTree.fromstring(client.get("/en/resources/feed.atom?kind=plan&with=guide-one").content)  # noqa: S314 -- our own
    assert [entry.findtext("{*}title") for entry in few.iterfind("{*}entry")] == ["Plan two"]
    assert few.find("{*}link[@rel='self']").get("href") == "http://localhost:8000/en/resources/feed.atom?kind=plan"


def test_resources_are_in_the_sitemap_and_the_menu(client, stocked):
    assert "/en/resources/guide-one/</loc>" in client.get("/sitemap.xml").content.decode()
    assert 'href="/en/resources/"' in get(client, "/en/")


# --- Files of ours are hostile until judged
GOOD = {"pdf": small_pdf(), "txt": b"Texte", "csv": "a;é\n".encode()}


def upload(name, content):
    return SimpleUploadedFile(name, content)


def office(*names, **more):
    import zipfile  # noqa: PLC0415
    from io import BytesIO  # noqa: PLC0415

    target = BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in names:
            made.writestr(name, more.get("content", b"<x/>"), zipfile.ZIP_DEFLATED if more.get("packed") else zipfile.ZIP_STORED)
    return target.getvalue()


@pytest.mark.parametrize(("kind", "content"), GOOD.items())
def test_good_documents_are_taken(kind, content):
    file = upload(f"Bericht.{kind}", content)

    check(file)

    assert file.read() == content


def test_a_pdf_that_only_shows_its_first_page_is_taken():
    def shows(pdf):
        import pikepdf  # noqa: PLC0415

        pdf.Root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])

    check(upload("a.pdf", small_pdf(shows)))


def test_an_office_document_is_taken():
    check(upload("a.docx", office("[Content_Types].xml", "word/document.xml")))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        *((f"a {name}.pdf", content, "") for name, (content, _message) in BAD.items()),
        ("a.exe", b"MZ", "Files of this kind are not taken"),
        ("a.svg", b"<svg onload='x'/>", "Files of this kind are not taken"),
        ("a.html", b"<html>", "Files of this kind are not taken"),
        ("pdf", b"%PDF-1.7", "Files of this kind are not taken"),
        ("a.pdf.html", small_pdf(), "Files of this kind are not taken"),
        ("a.docx", small_pdf(), "not what the end of its name says"),
        ("a.docx", office("xl/workbook.xml"), "not what the end of its name says"),
        ("a.docx", office("word/document.xml", "word/vbaProject.bin"), "holds programs"),
        ("a.xlsx", office("xl/workbook.xml", "../../etc/passwd"), "swells when it is opened"),
        ("a.odt", office("content.xml"), "not what the end of its name says"),
        ("a.txt", b"\xff\xfe\x00", "not plain text in UTF-8"),
        ("a.csv", b"a\x00b", "not what the end of its name says"),
        ("a.txt", b"", "This file is empty."),
    ],
)
def test_bad_documents_are_refused(name, content, said):
    with pytest.raises(ValidationError) as refused:
        check(upload(name, content))

    assert said in refused.value.messages[0]


def test_what_would_swell_is_refused():
    with pytest.raises(ValidationError, match="swells when it is opened"):
        check(upload("a.docx", office("word/document.xml", "a", "b", content=b"0" * 250_000_000, packed=True)))


def test_what_is_too_large_is_refused(settings):
    settings.MAX_DOCUMENT_MB = 1

    with pytest.raises(ValidationError, match="The limit is 1 MB"):
        check(upload("a.txt", b"x" * 1_000_001))


@pytest.mark.parametrize("place", ["wagtaildocs:add", "wagtaildocs:add_multiple", "wagtaildocs_chooser:create"])
def test_every_door_of_the_admin_judges(client, place):
    client.force_login(UserFactory(editor=True))
    bad = upload("report.pdf", b"<html><script>alert(1)</script>")
    root = {"collection": "1", "title": "Report"}
    sent = {"files[]": bad} if place.endswith("multiple") else {"document-chooser-upload-file" if "chooser" in place else "file": bad}
    if "chooser" in place:
        root = {f"document-chooser-upload-{name}": value for name, value in root.items()}

    answer = client.post(reverse(place), root | sent)

    assert "not what the end of its name says" in answer.content.decode().replace("\\u2019", "’")
    assert not PortalDocument.objects.exists()


def test_a_good_one_gets_in(client):
    client.force_login(UserFactory(editor=True))

    client.post(reverse("wagtaildocs:add"), {"title": "Report", "collection": "1", "file": upload("../Évil\u202ename.pdf", small_pdf())})

    held = PortalDocument.objects.get()
    assert re.fullmatch(r"documents/[\w.-]+\.pdf", held.file.name)
    assert "\u202e" not in held.file.name


@pytest.mark.parametrize(
    ("name", "content", "shown"), [("a.pdf", small_pdf(), "inline"), ("a.txt", b"x", "attachment"), ("a.docx", b"PK", "attachment")]
)
def test_documents_are_served_as_what_they_are(client, name, content, shown):
    held = document(content, name)

    answer = client.get(held.url)

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["Content-Disposition"].startswith(shown)
    assert answer.cookies == {}
    assert b"".join(answer.streaming_content) == content


def test_no_other_way_leads_to_a_document(client):
    held = document()

    assert client.get(f"/media/{held.file.name}", follow=True).status_code == 404


# --- What the facts say is there
def test_the_files_of_the_demonstration_say_what_the_facts_say():
    facts, publishers = read("resources"), read("publishers")

    assert len(facts) == 42
    assert [one["slug"] for one in facts if not one["sources"] or set(one["description"]) != set(CODES)] == []
    assert {one["publisher"] for one in facts} == set(publishers)
    assert [name for name, words in publishers.items() if set(words) != set(CODES)] == []


def test_every_resource_of_the_facts_is_on_the_shelf_with_its_sources(home, client):
    from portal.demo.library import load_library  # noqa: PLC0415

    assert load_library() == 43
    assert load_library() == 0
    for one in read("resources"):
        page = (CoursePage if one["kind"] == "course" else ResourcePage).objects.get(slug=one["slug"])
        assert (page.source_urls, page.ready_languages) == (one["sources"], CODES)
        if one["kind"] != "course":
            assert (page.published_title, page.title_language, page.was_read, page.year) == (
                *(one["title"], one["title_language"], one["was_read"]),
                one.get("year"),
            )
            assert [(file.language, file.url) for file in page.files.all()] == [(code, one["url"]) for code in one.get("languages") or [""]]
    for code in CODES:
        assert "43" in client.get(f"/{code}/resources/").content.decode()


def test_our_own_leaflet_is_in_every_language_and_its_words_are_found(home, client):
    from portal.demo.library import load_library  # noqa: PLC0415

    load_library()
    texts.look_for_new()

    page = ResourcePage.objects.get(slug="charter-on-one-page")
    assert [(file.language, file.is_accessible, file.format) for file in page.files.all()] == [(code, True, "PDF") for code in CODES]
    with translation.override("ar"):
        assert titles(get(client, "/ar/resources/", q="تسمية العنف")) == ["ما يطلبه الميثاق في صفحة واحدة"]
    assert titles(get(client, q="Name the violence")) == ["What the charter asks, on one page"]
