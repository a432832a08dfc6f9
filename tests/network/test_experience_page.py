"""The page of one experience: what is told, what is not documented, how fresh it is, in which language."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.experiences.freshness import STALE_AFTER
from network.models import ExperiencePage, ExperienceStep
from network.pages import open_profile
from tests.factories import LocalGovernmentFactory, UserFactory
from tests.network.publishing import picture, with_alt
from tests.network.telling import experience, the_list, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def experiences(home):
    return the_list(home)


@pytest.fixture
def html(client):
    def ask(slug="phone", language="en"):
        response = client.get(f"/{language}/experiences/{slug}/")
        assert response.status_code == 200
        return response.content.decode()

    return ask


# --- What is told
def test_everything_that_is_told_is_shown_with_its_sources(html, experiences):
    government = LocalGovernmentFactory(slug="bagnolet", name_en="City of Bagnolet")
    page = experience(
        experiences,
        "phone",
        local_government=government,
        problem_en="Nobody came.",
        start_year=2009,
        end_year=2012,
        staff="2.5",
        cost_band="under_10",
    )
    told(page)

    shown = html()

    for said in ("Nobody came.", "Step 0", "Text of 0", "Result 0", "level 2 of 4", "Partner 0", "2009 to 2012", "2.5 full-time posts"):
        assert said in shown
    assert '<a href="https://www.example.org/source-0" rel="nofollow noopener"><bdi dir="ltr">example.org/source-0</bdi></a>' in shown


def test_parts_are_those_that_were_written_in_their_order(client, experiences):
    page = told(experience(experiences, "phone", terms={"form": ["femicide", "domestic"], "public": ["women"]}), 3)

    reading = client.get("/en/experiences/phone/").context["reading"]

    assert [(heading.text, text.text) for heading, text in reading.steps] == [(f"Step {n}", f"Text of {n}") for n in range(3)]
    assert [(result.words.text, result.year, result.rank) for result in reading.results] == [(f"Result {n}", 2020 + n, 2) for n in range(3)]
    assert [words.text for words in reading.partners] == [f"Partner {n}" for n in range(3)]
    assert [source.label for source in reading.sources] == [f"example.org/source-{n}" for n in range(3)]
    assert {facet: [term.code for term in terms] for facet, terms in reading.terms.items()} == {
        facet: [term.code for term in getattr(page, name).all()]
        for facet, name in (
            ("form", "forms_of_violence"),
            ("measure", "kinds_of_measure"),
            ("public", "publics"),
            ("policy", "policy_areas"),
        )
    }


def test_what_nobody_documented_is_said_and_not_invented(html, experiences):
    experience(experiences, "phone")

    shown = html()

    assert "The sources seen do not say:" in shown
    for title in (
        "The steps",
        "The problem",
        "What was done",
        "Legal basis",
        "What it costs",
        "Difficulties",
        "What another territory needs",
    ):
        assert f"<li>{title}</li>" in shown
    assert "Not documented in the sources seen." in shown
    assert "year not documented" in shown


def test_steps_are_shown_without_what_was_done(html, experiences):
    page = experience(experiences, "phone")
    page.steps.add(ExperienceStep(heading_en="Ask", text_en="the women"))
    page.save()

    assert html().count("<b>Ask</b>") == 1


def test_preview_shows_the_draft(client, experiences):
    page = told(experience(experiences, "phone"))
    page.steps.add(ExperienceStep(position=9, heading_en="Not saved yet"))
    page.preview_language = "en"

    reading = page.get_context(client.get("/en/").wsgi_request)["reading"]

    assert [heading.text for heading, _text in reading.steps] == ["Step 0", "Not saved yet"]


def test_files_and_videos_are_links_to_follow(html, experiences):
    experience(experiences, "phone", body_en=[("video", {"title": "How it works", "url": "https://www.video.example/1", "minutes": 3})])

    shown = html()

    assert '<a href="https://www.video.example/1" rel="noreferrer">How it works</a>' in shown
    assert 'video of 3 minutes on <bdi dir="ltr">video.example</bdi>' in shown
    assert "<iframe" not in shown


# --- Languages
def test_a_page_in_another_language_says_so(html, experiences, settings):
    told(experience(experiences, "phone"))

    shown = html(language="ar")

    assert '<div class="flow" lang="en" dir="ltr">' in shown
    assert 'role="note"' in shown
    assert f'<link rel="canonical" href="{settings.PORTAL_URL}/en/experiences/phone/">' in shown


# --- Fresh or not
def test_nobody_has_confirmed_an_old_page(html, experiences):
    experience(experiences, "phone", days_ago=STALE_AFTER + 1)

    assert "Nobody has confirmed this since" in html()


def test_a_page_that_was_checked_says_when(html, experiences):
    experience(experiences, "phone", days_ago=STALE_AFTER + 1, checked_on=timezone.localdate() - timedelta(days=1))

    shown = html()
    assert "Nobody has confirmed this since" not in shown
    assert "<dt>Checked on</dt><dd><bdi>Not yet</bdi>" not in shown


def test_the_original_is_newer_after_it_alone_was_changed(html, experiences):
    page = experience(experiences, "phone", ready=("en", "fr"))
    assert page.written_at["en"] == page.written_at["fr"]

    page.problem_en = "Nobody was told."
    page.save()

    page = ExperiencePage.objects.get(pk=page.pk)
    assert page.written_at["en"] > page.written_at["fr"]
    assert "Le texte en anglais a changé depuis cette traduction." in html(language="fr")
    assert "has changed since" not in html()

    page.problem_fr = "Personne n’était prévenu."
    page.save()
    assert "a changé depuis cette traduction" not in html(language="fr")


def test_saving_without_a_change_of_text_makes_nothing_newer(experiences):
    page = experience(experiences, "phone", ready=("en", "fr"))
    before = dict(page.written_at)

    page.start_year = 2001
    page.save()

    assert ExperiencePage.objects.get(pk=page.pk).written_at == before


def test_a_draft_keeps_when_its_text_changed(experiences):
    page = experience(experiences, "phone", ready=("en", "fr"))
    page.intro_fr = "Un autre résumé."

    revision = page.save_revision()

    held = revision.content["written_at"]
    assert held["fr"] > held["en"]


# --- The authority's profile
def test_profile_lists_its_public_experiences(client, directory, experiences):
    government = LocalGovernmentFactory(slug="bagnolet", name_en="City of Bagnolet", participant=True)
    open_profile(government)
    experience(experiences, "phone", local_government=government)
    experience(experiences, "draft", local_government=government, live=False)

    html = client.get("/en/network/bagnolet/").content.decode()

    assert '<a href="/en/experiences/phone/">Phone en</a>' in html
    assert "/experiences/draft/" not in html


# --- What it costs
@pytest.mark.parametrize("number", [1, 10])
def test_queries_do_not_grow(client, experiences, number, django_assert_num_queries):
    UserFactory(secretariat=True)
    shown = [("image", with_alt(picture(people="nobody"), f"Hall {place}")) for place in range(number)]
    told(experience(experiences, "phone", terms={"form": ["femicide"]}, body_en=shown), number)
    client.get("/en/experiences/phone/")

    with django_assert_num_queries(10):
        response = client.get("/en/experiences/phone/")

    assert (dict(response.cookies), len(response.content) < 100_000) == ({}, True)
