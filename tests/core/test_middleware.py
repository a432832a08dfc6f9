"""Headers of every answer, and requests that no browser sends."""

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import ContentPageFactory, UserFactory

PUBLIC = "public, max-age=0, must-revalidate"
PUBLIC_PATHS = ["/en/", "/ar/about/", "/en/charter/", "/en/charter/register/", "/robots.txt", "/sitemap.xml"]


@pytest.fixture
def pages(home):
    return ContentPageFactory(parent=home, slug="about")


@pytest.mark.parametrize("path", PUBLIC_PATHS)
def test_public_pages_may_be_kept_and_are_the_same_for_all(client, pages, path):
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == PUBLIC
    assert "Cookie" not in answer.get("Vary", "")
    assert answer.cookies == {}


FORGED = ["x" * 32, "a1" * 16, "short", "<script>", "é", ""]


@pytest.mark.parametrize("path", PUBLIC_PATHS)
@pytest.mark.parametrize("value", FORGED)
def test_a_forged_or_stale_cookie_changes_nothing(client, pages, path, value):
    plain = client.get(path)
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages", "other"):
        client.cookies[name] = value

    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.cookies == {}
    assert answer["Cache-Control"] == PUBLIC
    assert answer.get("Vary") == plain.get("Vary")


def test_a_signed_in_reader_sees_the_same_public_page(client, pages):
    plain = client.get("/en/about/")
    client.force_login(UserFactory(), backend=settings.AUTHENTICATION_BACKENDS[0])

    answer = client.get("/en/about/")

    assert answer.content == plain.content
    assert answer.cookies == {}


@pytest.mark.parametrize("path", ["/nowhere/", "/en/nowhere/", "/admin/", "/en/accounts/login/", "/en/space/", "/healthz", "/readyz"])
def test_errors_and_personal_pages_are_never_kept(client, pages, path):
    assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.parametrize("path", ["/en/", "/en/nowhere/", "/static/css/portal.css", "/?q=%00", "/admin/login/"])
def test_every_answer_carries_the_headers_of_safety(client, pages, path):
    answer = client.get(path)
    answer.close()

    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Permissions-Policy"].startswith("camera=()")


def test_only_the_page_editor_may_style_inline(client, pages):
    assert "style-src 'self' 'unsafe-inline'" in client.get("/admin/login/")["Content-Security-Policy"]
    assert "unsafe-inline" not in client.get("/en/")["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/en/?q=%00", "/en/%00/", "/?q=\x00", f"/en/?q={'a' * 5000}"])
def test_what_no_browser_sends_is_refused(client, pages, path):
    answer = client.get(path)

    assert answer.status_code == 400
    assert "no-store" in answer["Cache-Control"]


def test_texts_are_compressed_when_the_reader_can_unpack_them(pages):
    client = Client()

    assert client.get("/en/about/", headers={"accept-encoding": "gzip, br"})["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get("/en/about/")


def test_a_page_that_did_not_change_is_not_sent_again(client, pages):
    tag = client.get("/en/about/")["ETag"]

    assert client.get("/en/about/", headers={"if-none-match": tag}).status_code == 304
