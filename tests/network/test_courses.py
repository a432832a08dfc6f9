"""Course pages: what is known of a course, what is not, and the other site on which it is held."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.languages import CODES
from network.models import CourseModule, CoursePage, CourseSession
from portal.demo.library import load_library
from tests.network.shelf import READY, course, in_all, library, restrict

pytestmark = pytest.mark.django_db
UNTOLD = ["The modules", "How long it takes", "Its languages", "When it is held", "Whether it gives a certificate", "Where one takes part"]


@pytest.fixture
def shelf(home):
    return library(home)


def complete(shelf):
    page = CoursePage(
        slug="course",
        state="open",
        hours="2.5",
        languages="en fr",
        has_certificate=True,
        url="https://www.learning.example/course?x=1",
        provider_en="UCLG",
        audience_en="Elected women and men, and their staff",
        **in_all("title", "Course"),
        **in_all("intro", "What it teaches"),
        **READY,
    )
    page.modules = [
        CourseModule(position=0, name_en="To know", name_fr="Savoir", text_en="Data and diagnosis", minutes=45),
        CourseModule(position=1, name_fr="Protéger"),
    ]
    page.sessions = [
        CourseSession(position=0, starts_on=date(2026, 1, 10), ends_on=date(2026, 2, 10), language="en"),
        CourseSession(position=1, starts_on=date(2026, 12, 1)),
    ]
    return shelf.add_child(instance=page)


def get(client, path="/en/resources/course/"):
    return client.get(path).content.decode()


def test_of_a_course_that_is_only_announced_we_say_what_we_do_not_know(client, shelf):
    page, html = course(shelf), get(client)

    assert [str(label) for label in page.untold] == UNTOLD
    assert [f"<li>{label}</li>" in html for label in UNTOLD] == [True] * 6
    assert ("Announced" in html, "Go to the course" in html, html.count("Not documented")) == (True, False, 5)


@time_machine.travel("2026-06-01")
def test_of_a_course_that_is_known_everything_is_told(client, shelf):
    page, html = complete(shelf), get(client)

    assert page.untold == []
    assert "What we do not know" not in html
    for words in ("2.5 hours", "English, French", "<dd>Yes</dd>", "To know", "45 minutes", "Data and diagnosis"):
        assert words in html
    assert "From 10 January 2026 to 10 February 2026, English" in html
    assert html.count("(over)") == 1
    assert "From 1 December 2026" in html


def test_words_that_are_not_in_the_readers_language_say_so(client, shelf):
    complete(shelf)

    html = get(client, "/ar/resources/course/")

    assert '<bdi lang="fr" dir="ltr">Protéger</bdi>' in html
    assert '<bdi lang="en" dir="ltr">To know</bdi>' in html


def test_who_leaves_for_another_site_is_warned_first(client, shelf):
    complete(shelf)

    html = get(client)

    assert html.index("The course is on another site, learning.example, which has its own rules") < html.index("Go to the course")
    assert '<a class="button" href="https://www.learning.example/course?x=1" rel="nofollow noopener noreferrer">' in html


@pytest.mark.parametrize("languages", ["english", "EN", "en,fr", "en  fr", "e"])
def test_languages_are_codes(shelf, languages):
    with pytest.raises(ValidationError) as refused:
        course(shelf, languages=languages)
    assert list(refused.value.message_dict) == ["languages"]


def test_the_days_of_a_session_are_in_order(shelf):
    wrong = CourseSession(page=course(shelf), starts_on=date(2026, 2, 2), ends_on=date(2026, 2, 1))

    with pytest.raises(ValidationError, match="before the first"):
        wrong.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()


def test_the_database_knows_how_courses_stand(shelf):
    page = course(shelf)

    with pytest.raises(IntegrityError), transaction.atomic():
        CoursePage.objects.filter(pk=page.pk).update(state="perhaps")


@pytest.mark.parametrize("fields", [{"live": False}, {f"ready_{code}": False for code in CODES}])
def test_a_course_that_is_not_public_is_not_there(client, shelf, fields):
    course(shelf, **fields)

    assert client.get("/en/resources/course/").status_code == 404


def test_a_restricted_course_asks_to_sign_in(client, shelf):
    restrict(course(shelf))

    assert client.get("/en/resources/course/").status_code == 302


def test_a_page_asks_as_much_for_ten_modules_as_for_one(client, shelf, django_assert_max_num_queries):
    page = complete(shelf)
    get(client)
    with django_assert_max_num_queries(10) as few:
        get(client)
    page.modules = [CourseModule(position=place, name_en=f"Module {place}") for place in range(20)]
    page.sessions = [CourseSession(position=place, starts_on=date(2026, 1, 1 + place)) for place in range(20)]
    page.save()

    with django_assert_max_num_queries(10) as many:
        assert get(client).count("Module ") == 20
    assert len(few) == len(many)


def test_the_course_of_the_facts_is_announced_and_nothing_else_is_claimed(client, home):
    load_library()

    page = CoursePage.objects.get()
    assert (page.slug, page.state, page.url, page.hours, page.languages, page.has_certificate) == (
        "mooc-uclg",
        "announced",
        "",
        None,
        "",
        None,
    )
    assert [str(label) for label in page.untold] == UNTOLD
    assert len(page.source_urls) == 2
    for code in CODES:
        assert client.get(f"/{code}/resources/mooc-uclg/").status_code == 200
