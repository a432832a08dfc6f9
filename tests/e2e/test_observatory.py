"""The observatory in a browser: figures, lineages, protocols; what a representative tells and an editor confirms."""

import pytest
from playwright.sync_api import expect

from network.models import AdaptationReport, LocalGovernment, Measure
from portal.demo import experiences, observatory
from portal.demo.loader import load_pages
from portal.demo.places import load_local_governments
from tests.database import load_once
from tests.e2e.people import sign_in
from tests.factories import RepresentativeFactory, UserFactory
from tests.network.observing import adaptation

PLACES = [
    "observatory/",
    "observatory/figures/?topic=femicide",
    "observatory/figures/?country=FR",
    "observatory/figures/?topic=money&country=JP",
    "observatory/local/",
    "observatory/measures/",
    "observatory/measures/?measure=housing",
    "observatory/measures/local-observatory/",
    "observatory/protocols/departmental-protocol/",
]
OUTSIDE = """() => [...document.querySelectorAll('.lineage g')].filter(g => {
  const box = g.querySelector('rect').getBoundingClientRect();
  return [...g.querySelectorAll('text')].some(t => { const r = t.getBoundingClientRect(); return r.left < box.left || r.right > box.right || r.bottom > box.bottom; });
}).map(g => g.textContent)"""


def load():
    load_pages()
    load_local_governments()
    experiences.load_terms()
    experiences.load_experiences()
    experiences.load_measures()
    observatory.load_page()
    observatory.load_figures()
    observatory.load_observatories()
    observatory.load_protocols()


@pytest.fixture
def pages(live_server, db):
    load_once(load)


def test_pages_are_sound_in_each_width_and_direction(visitor, pages, width, language, axe, sideways, html_errors):
    page = visitor(width, language)
    documents = []
    for path in PLACES:
        documents.append(page.goto(f"/{language}/{path}").text())
        assert axe(page) == [], path
        assert sideways(page) <= 0, path
    assert html_errors(*documents) == []


def test_no_name_leaves_its_box(visitor, pages, width, language):
    phone = Measure.objects.get(slug="local-observatory")
    origin = phone.adaptations.get(origin=None)
    for name in (
        "Mancomunidad de municipalidades metropolitanas " * 3,
        "W" * 90,
        "محافظة المنطقة الحضرية الكبرى " * 4,
        "東京都千代田区役所男女共同参画課" * 4,
    ):
        origin = adaptation(phone, origin, name_en=name[:150], name_ar=name[:150])
    page = visitor(width, language)

    for path in ("observatory/measures/local-observatory/", "observatory/measures/grave-danger-phone/"):
        page.goto(f"/{language}/{path}")
        assert page.evaluate(OUTSIDE) == []


def test_a_reader_chooses_figures_without_a_script(visitor, pages, width):
    page = visitor(width, java_script_enabled=False)
    page.goto("/en/observatory/")
    page.get_by_label("Topic").select_option(value="femicide")
    page.get_by_label("Country or territory").select_option(value="FR")
    page.get_by_role("button", name="Show").click()

    assert page.url.endswith("/en/observatory/figures/?topic=femicide&country=FR")
    expect(page.get_by_role("rowheader", name="107 women killed")).to_be_visible()
    page.get_by_role("link", name="Remove the filter: Topic: Femicide").click()
    assert "topic" not in page.url
    assert page.context.cookies() == []


def test_an_adaptation_is_told_and_confirmed(visitor, pages, mails, axe):
    owner = LocalGovernment.objects.listed().exclude(adaptations__measure__slug="grave-danger-phone").earliest("pk")
    keeper = RepresentativeFactory(local_government=owner, user__email="keeper@town.example").user
    UserFactory(editor=True, email="editor@network.example")
    page = visitor()
    sign_in(page, mails, keeper.email, "en")
    page.goto("/en/observatory/measures/grave-danger-phone/")
    page.get_by_role("link", name="We adapted this").click()
    assert axe(page) == []
    page.get_by_role("button", name="Send to the editors").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("What did you change?").fill("Lent by the city")
    page.get_by_role("button", name="Send to the editors").click()
    page.wait_for_url("**/en/space/")
    expect(page.get_by_text("The editors read it")).to_be_visible()

    report, other = AdaptationReport.objects.get(), visitor()
    sign_in(other, mails, "editor@network.example", "en")
    other.goto(f"/admin/adaptations/{report.pk}/")
    expect(other.get_by_text("Lent by the city")).to_be_visible()
    other.get_by_role("button", name="Confirm", exact=True).click()
    other.wait_for_url("**/admin/adaptations/")
    other.goto("/en/observatory/measures/grave-danger-phone/")
    expect(other.get_by_text("Lent by the city")).to_be_visible()
