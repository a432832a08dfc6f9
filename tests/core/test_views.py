"""The root, health, errors, and forms whose session has ended."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, RequestFactory

from core import views
from tests.factories import UserFactory


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("fr", "/fr/"), ("ar-MA,en;q=0.5", "/ar/"), ("de", "/en/"), ("", "/en/"), ("\x00;;q=x", "/en/"), ("es;q=0.9, fr;q=0.1", "/es/")],
)
def test_the_root_leads_to_the_visitors_language(client, asked, expected):
    answer = client.get("/", headers={"accept-language": asked})

    assert (answer.status_code, answer["Location"]) == (302, expected)
    assert answer["Vary"] == "Accept-Language"
    assert answer.cookies == {}


def test_the_process_and_the_database_say_how_they_are(client, db):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


def test_not_ready_when_a_migration_is_missing(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = (SELECT max(name) FROM django_migrations WHERE app = 'core')")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"status": "not ready"})


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_an_unknown_address_is_ours_to_explain(client, db, language):
    answer = client.get(f"/{language}/nowhere/")

    assert answer.status_code == 404
    assert answer["Content-Language"] == language
    assert f'lang="{language}"' in answer.text


def test_an_unknown_address_without_language_is_looked_for_in_the_visitors(client, home):
    answer = client.get("/nowhere/", headers={"accept-language": "es"}, follow=True)

    assert answer.redirect_chain == [("/es/nowhere/", 302)]
    assert answer.status_code == 404


@pytest.mark.parametrize(("view", "status"), [(views.bad_request, 400), (views.permission_denied, 403), (views.too_many_requests, 429)])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_errors_have_our_look_in_each_language(rf, view, status, language):
    answer = view(rf.get(f"/{language}/somewhere/"), PermissionDenied())

    assert answer.status_code == status
    assert f'<html lang="{language}"' in answer.text


def test_the_page_of_a_failure_needs_no_database():
    answer = views.server_error(RequestFactory().get("/fr/somewhere/"))

    assert answer.status_code == 500
    assert '<html lang="fr"' in answer.text


class TestExpiredForm:
    """A form sent with a token that no longer holds."""

    @pytest.fixture
    def strict(self, db):
        client = Client(enforce_csrf_checks=True)
        client.force_login(UserFactory(), backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    def test_one_of_ours_is_shown_again_filled_in(self, strict):
        answer = strict.post("/en/space/", {"name": "Zoë <b>", "csrfmiddlewaretoken": "old"}, headers={"origin": "http://testserver"})

        assert answer.status_code == 403
        assert 'name="name" value="Zoë &lt;b&gt;"' in answer.text
        assert 'value="old"' not in answer.text
        assert 'name="csrfmiddlewaretoken"' in answer.text
        assert "no-store" in answer["Cache-Control"]

    @pytest.mark.parametrize("headers", [{"origin": "http://elsewhere.example"}, {}, {"origin": "null"}])
    def test_one_from_elsewhere_is_not(self, strict, headers):
        answer = strict.post("/en/space/", {"name": "Zoë"}, headers=headers)

        assert answer.status_code == 403
        assert "Zoë" not in answer.text
