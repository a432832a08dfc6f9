"""An editor's form of a local government loses nothing that changed while it was open."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from network.models import LocalGovernment, ProfileLink
from tests.factories import LocalGovernmentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(directory):
    return LocalGovernmentFactory(slug="sampletown", participant=True, story_en="Before.", website="https://town.example")


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(editor=True))
    return client


def address(record):
    return reverse("wagtailsnippets_network_localgovernment:edit", args=[record.pk])


def opened(editor, record):
    """What the form holds when it is opened, as a browser would send it back."""
    form = (
        BeautifulSoup(editor.get(address(record)).content, "html.parser").find("textarea", attrs={"name": "story_en"}).find_parent("form")
    )
    sent = {field["name"]: field.get("value", "") for field in form.find_all("input") if field.get("name")}
    sent |= {area["name"]: area.text.lstrip("\n") for area in form.find_all("textarea")}
    for choice in form.find_all("select"):
        chosen = choice.find("option", selected=True)
        sent[choice["name"]] = chosen["value"] if chosen else ""
    return {name: value for name, value in sent.items() if "__prefix__" not in name}


def test_form_remembers_what_it_was_opened_with(editor, record):
    assert "story_en=" in opened(editor, record)["opened_with"]


def test_what_somebody_else_changed_stays(editor, record):
    form = opened(editor, record)
    LocalGovernment.objects.filter(pk=record.pk).update(story_en="Accepted meanwhile.")

    response = editor.post(address(record), form | {"website": "https://new.example"})

    record.refresh_from_db()
    assert response.status_code == 302
    assert (record.story_en, record.website) == ("Accepted meanwhile.", "https://new.example")


def test_what_both_changed_is_said_and_kept_then_saved_knowingly(editor, record):
    form = opened(editor, record) | {"story_en": "The editor's."}
    LocalGovernment.objects.filter(pk=record.pk).update(story_en="Accepted meanwhile.")

    response = editor.post(address(record), form)

    record.refresh_from_db()
    assert record.story_en == "Accepted meanwhile."
    shown = response.context["form"]
    assert "“Accepted meanwhile.”" in shown.errors["story_en"][0]
    assert shown["story_en"].value() == "The editor's."

    editor.post(address(record), form | {"opened_with": shown["opened_with"].value()})
    record.refresh_from_db()
    assert record.story_en == "The editor's."


def test_links_changed_meanwhile_are_said(editor, record):
    form = opened(editor, record)
    ProfileLink.objects.create(local_government=record, title="Plan", language="en", url="https://town.example/plan")

    response = editor.post(address(record), form)
    assert "Plan (https://town.example/plan)" in response.context["form"].non_field_errors()[0]

    assert editor.post(address(record), form | {"opened_with": response.context["form"]["opened_with"].value()}).status_code == 302
    assert record.links.count() == 1


def test_nothing_changed_meanwhile_is_no_matter(editor, record):
    assert editor.post(address(record), opened(editor, record) | {"story_en": "New."}).status_code == 302
    record.refresh_from_db()
    assert record.story_en == "New."
