"""Lineages of measures: the tree and its drawing, what representatives tell, what editors confirm."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core import personal_data
from core.models import Message
from network.adaptation_enums import ReportStatus
from network.enums import RepresentativeRole
from network.experiences.lineage import Lineage
from network.experiences.tree import EDGE, WIDTH, breadth, wrapped
from network.models import Adaptation, AdaptationReport, Measure
from network.telling.actions import Told, confirm, decline, tell
from portal.demo import experiences as demonstration
from tests.factories import LocalGovernmentFactory, RepresentativeFactory, UserFactory, in_all
from tests.network.observing import adaptation, experience, experiences_page, measure, observatory_page
from tests.network.test_network_page import text

pytestmark = pytest.mark.django_db
TELL = "/en/observatory/measures/alert-phone/adapted/"
SAID = {"change": "Lent by the city", "result": "", "year": "2024", "source": "www.town.example/phone", "origin": ""}


def lineage_of(found):
    return Lineage(found, found.adaptations.select_related("local_government", "experience"))


@pytest.fixture
def phone(home):
    observatory_page(home)
    found = measure()
    adaptation(found, year=2009, **in_all("name", "Origin"))
    return found


@pytest.fixture
def town():
    return LocalGovernmentFactory(slug="town", participant=True, name_en="Town")


@pytest.fixture
def keeper(town):
    return RepresentativeFactory(local_government=town, role=RepresentativeRole.EDITOR).user


@pytest.fixture
def editor():
    return UserFactory(editor=True)


def told(phone, town, keeper, **changed):
    return tell(phone, by=keeper, local_government=town, told=Told(**{"change": "Lent by the city"} | changed))


# --- The tree and its drawing
@given(parents=st.lists(st.integers(0, 30), max_size=25), name=st.text(max_size=150), rtl=st.booleans())
def test_every_place_is_drawn_once_inside_and_over_no_other(parents, name, rtl):
    found = Measure(slug="any")
    made = [Adaptation(pk=number + 1, measure=found, name_en=name or "x", is_confirmed=True) for number in range(len(parents) + 1)]
    for number, parent in enumerate(parents):
        made[number + 1].origin_id = parent % len(made) + 1  # any shape: rings and selves too

    with translation.override("ar" if rtl else "en"):
        lineage = Lineage(found, made)
        boxes = lineage.drawing.boxes

        assert sorted(node.adaptation.pk for node in lineage.nodes) == [one.pk for one in made]
        assert all(box.y >= above.foot for above, box in pairwise(boxes))
        assert all(box.x >= EDGE - 0.01 and box.x + box.width <= WIDTH - EDGE + 0.01 for box in boxes)
        assert all(breadth(line) <= box.width - 24 + 0.01 for box in boxes for line in box.lines)
        assert lineage.drawing.height >= max(box.foot for box in boxes)
        assert len(lineage.drawing.paths) == sum(node.parent is not None for node in lineage.nodes)


def test_parents_come_before_children_with_their_depth(phone):
    origin = phone.adaptations.get()
    child = adaptation(phone, origin)
    grandchild, second = adaptation(phone, child), adaptation(phone, origin)

    nodes = lineage_of(phone).nodes

    assert [(node.adaptation.pk, node.depth) for node in nodes] == [(origin.pk, 0), (child.pk, 1), (grandchild.pk, 2), (second.pk, 1)]


def test_a_drawing_is_mirrored_in_arabic(phone):
    adaptation(phone, phone.adaptations.get())
    left = lineage_of(phone).drawing.boxes
    with translation.override("ar"):
        right = lineage_of(phone).drawing.boxes

    assert [WIDTH - box.x - box.width for box in right] == [box.x for box in left]


def test_a_long_name_is_broken_into_lines():
    assert wrapped("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch", 120)[-1]
    assert "".join(wrapped("x" * 90, 120)) == "x" * 90


def test_the_page_draws_and_lists_the_same(client, phone):
    adaptation(phone, phone.adaptations.get(), is_confirmed=False, year=2014, **in_all("name", "Elsewhere"), **in_all("change", "By law"))

    response = client.get("/en/observatory/measures/alert-phone/")

    shown = text(response)
    assert "It began in Origin en. Elsewhere en, adapted from Origin en." in response.text
    for words in ("Adapted from Origin en", "By law en", "Not confirmed", "2014, not confirmed"):
        assert words in shown
    assert f'href="{TELL}"' in response.text
    assert client.get("/en/observatory/measures/unknown/").status_code == 404


@pytest.mark.parametrize("number", [1, 10])
def test_as_many_queries_for_ten_as_for_one(client, phone, number, django_assert_max_num_queries):
    for _number in range(number):
        adaptation(phone, phone.adaptations.first(), local_government=LocalGovernmentFactory(participant=True))
    client.get("/en/observatory/measures/alert-phone/")

    with django_assert_max_num_queries(4):
        client.get("/en/observatory/measures/alert-phone/")


# --- The editor's form
def form_of(phone, *rows):
    fields = {"slug": phone.slug, "kind": phone.kind_id, "name_en": "Alert phone"}
    fields |= {"adaptations-TOTAL_FORMS": len(rows), "adaptations-INITIAL_FORMS": sum(bool(row.get("id")) for row in rows)}
    fields |= {"adaptations-MIN_NUM_FORMS": 0, "adaptations-MAX_NUM_FORMS": 1000}
    for place, row in enumerate(rows):
        fields |= {f"adaptations-{place}-ORDER": place + 1}
        fields |= {f"adaptations-{place}-{name}": value for name, value in row.items()}
    return fields


def edit(client, phone, *rows):
    return client.post(reverse("wagtailsnippets_network_measure:edit", args=[phone.pk]), form_of(phone, *rows))


def test_places_cannot_form_a_ring(client, phone, editor):
    client.force_login(editor)
    origin = phone.adaptations.get()
    one = adaptation(phone, origin)
    two = adaptation(phone, one)

    response = edit(client, phone, {"id": origin.pk}, {"id": one.pk, "origin": two.pk}, {"id": two.pk, "origin": one.pk})

    assert "adapted from each other in a ring" in response.text
    one.refresh_from_db()
    assert one.origin == origin


def test_only_one_place_began_it_and_none_with_children_is_removed(client, phone, editor):
    client.force_login(editor)
    origin = phone.adaptations.get()
    one = adaptation(phone, origin)

    two_origins = edit(client, phone, {"id": origin.pk}, {"id": one.pk, "origin": ""})
    removed = edit(client, phone, {"id": origin.pk, "DELETE": "on"}, {"id": one.pk, "origin": origin.pk})

    assert "Only one place can be where it began" in two_origins.text
    assert "cannot be removed" in removed.text
    assert phone.adaptations.count() == 2


def test_the_place_where_it_began_can_change(client, phone, editor):
    client.force_login(editor)
    origin = phone.adaptations.get()
    one = adaptation(phone, origin)

    response = edit(client, phone, {"id": one.pk, "origin": "", "country": "FR"}, {"id": origin.pk, "origin": one.pk, "country": "FR"})

    assert response.status_code == 302
    assert list(phone.adaptations.order_by("pk").values_list("pk", "origin")) == [(origin.pk, one.pk), (one.pk, None)]


def test_an_origin_of_another_measure_is_refused(phone):
    other = adaptation(measure("other"))
    stranger = Adaptation(measure=phone, origin=other)

    with pytest.raises(ValidationError) as refusal:
        stranger.full_clean()

    assert refusal.value.message_dict["origin"] == ["Both must be of the same measure."]


# --- Telling
def test_a_keeper_tells_and_nobody_but_the_editors_sees_it(client, phone, town, keeper, editor, deliver):
    client.force_login(keeper)
    response = client.post(TELL, SAID | {"local_government": town.pk})

    assert (response.status_code, response["Location"]) == (302, "/en/space/")
    report = AdaptationReport.objects.get()
    assert (report.status, report.change, report.year, report.source) == (
        "waiting",
        "Lent by the city",
        2024,
        "https://www.town.example/phone",
    )
    assert (report.told_by, report.language, report.measure) == (keeper, "en", phone)
    assert [mail.to for mail in deliver()] == [[editor.email]]
    assert "violence" not in Message.objects.get().subject.lower()
    client.logout()
    assert "Lent by the city" not in client.get("/en/observatory/measures/alert-phone/").text


def test_an_incomplete_form_says_so_and_keeps_what_was_typed(client, phone, keeper, town):
    client.force_login(keeper)

    response = client.post(TELL, SAID | {"local_government": town.pk, "change": "", "result": "It helped", "year": "99999999"})

    assert response.status_code == 200
    assert "Write what you changed" in text(response)
    assert "It helped" in response.text
    assert not AdaptationReport.objects.exists()


@pytest.mark.parametrize(
    "junk", [{"local_government": "\x00"}, {"local_government": "9" * 400}, {"year": "[]"}, {"source": "javascript:x"}, {"origin": "x"}]
)
def test_junk_is_refused(client, phone, keeper, town, junk):
    client.force_login(keeper)

    response = client.post(TELL, SAID | {"local_government": town.pk} | junk)

    assert response.status_code in (200, 400) or junk == {"origin": "x"}
    assert junk == {"origin": "x"} or not AdaptationReport.objects.exists()


def test_who_is_not_signed_in_signs_in_first(client, phone):
    assert client.get(TELL)["Location"].startswith("/en/accounts/login/")


@pytest.mark.parametrize("who", ["nobody's", "delegate", "other", "editor", "secretariat", "provisional"])
def test_only_keepers_of_listed_local_governments_tell(client, phone, town, who):
    hidden = LocalGovernmentFactory(provisional=True)
    user = {
        "nobody's": lambda: UserFactory(),
        "delegate": lambda: RepresentativeFactory(local_government=town, role=RepresentativeRole.DELEGATE).user,
        "other": lambda: RepresentativeFactory().user,
        "editor": lambda: UserFactory(editor=True),
        "secretariat": lambda: UserFactory(secretariat=True),
        "provisional": lambda: RepresentativeFactory(local_government=hidden).user,
    }[who]()
    client.force_login(user)

    response = client.post(TELL, SAID | {"local_government": hidden.pk if who == "provisional" else town.pk})

    assert response.status_code in (200, 403)
    assert not AdaptationReport.objects.exists()
    with pytest.raises(ValidationError):
        told(phone, hidden if who == "provisional" else town, user)


def test_it_is_told_once(phone, town, keeper, editor):
    report = told(phone, town, keeper)
    with pytest.raises(ValidationError, match="told us already"):
        told(phone, town, keeper)
    confirm(report, by=editor)

    with pytest.raises(ValidationError, match="stands in this lineage"):
        told(phone, town, keeper)


def test_copy_of_one_s_data_has_what_one_told(phone, town, keeper):
    report = told(phone, town, keeper, year=2024)

    assert personal_data.of(keeper)["adaptations_told"] == [
        {
            "local_government": town.slug,
            "adapted": str(phone),
            "year": 2024,
            "change": "Lent by the city",
            "result": "",
            "source": "",
            "told_at": report.told_at.isoformat(),
            "status": "waiting",
            "reason": "",
        }
    ]
    assert personal_data.of(UserFactory())["adaptations_told"] == []


# --- Answering
def test_confirmed_it_stands_in_the_lineage(client, phone, town, keeper, editor, deliver):
    report = told(phone, town, keeper, year=2024)
    client.force_login(editor)

    response = client.post(reverse("adaptation_report", args=[report.pk]), {})

    assert response.status_code == 302
    made = AdaptationReport.objects.get().adaptation
    assert (made.place, made.origin, made.change_en, made.year, made.is_confirmed) == (
        "Town",
        phone.adaptations.first(),
        "Lent by the city",
        2024,
        True,
    )
    assert keeper.email in [address for mail in deliver() for address in mail.to]
    assert "Lent by the city" in client.get("/en/observatory/measures/alert-phone/").text
    assert client.post(reverse("adaptation_report", args=[report.pk]), {}).status_code == 409


def test_declined_with_a_reason(client, phone, town, keeper, editor, deliver):
    report = told(phone, town, keeper)
    client.force_login(editor)
    address = reverse("adaptation_report", args=[report.pk])

    without = client.post(address, {"decline": "1", "reason": ""})
    client.post(address, {"decline": "1", "reason": "No source"})

    assert without.status_code == 200
    report.refresh_from_db()
    assert (report.status, report.reason, report.answered_by) == (ReportStatus.DECLINED, "No source", editor)
    assert "No source" in next(mail.body for mail in deliver() if keeper.email in mail.to)
    assert phone.adaptations.count() == 1


@pytest.mark.parametrize(("who", "status"), [("nobody", 302), ("keeper", 302), ("editor", 200), ("secretariat", 200)])
def test_who_sees_the_queue(client, phone, town, keeper, who, status):
    report = told(phone, town, keeper)
    if who != "nobody":
        client.force_login(keeper if who == "keeper" else UserFactory(**{who: True}))

    for address in (reverse("adaptation_reports"), reverse("adaptation_report", args=[report.pk])):
        assert client.get(address).status_code == status


def test_representatives_cannot_answer(phone, town, keeper):
    report = told(phone, town, keeper)

    for answer in (lambda: confirm(report, by=keeper), lambda: decline(report, by=keeper, reason="No")):
        with pytest.raises(ValidationError, match="Only the secretariat"):
            answer()


def test_an_experience_without_a_lineage_begins_one(client, home, town, keeper, editor):
    observatory_page(home)
    page = experience(experiences_page(home), "centre", kinds=["support"], start_year=2010, **in_all("place", "Valley"))
    client.force_login(keeper)
    client.post("/en/observatory/experiences/centre/adapted/", {"change": "Smaller", "local_government": town.pk})

    confirm(AdaptationReport.objects.get(), by=editor)

    made = Measure.objects.get(slug="centre")
    assert [(one.place, one.year) for one in made.adaptations.all()] == [("Valley en", 2010), ("Town", None)]
    assert (made.adaptations.first().experience, made.kind.code) == (page, "support")
    assert client.get("/en/observatory/experiences/centre/adapted/")["Location"].startswith(
        "/en/observatory/measures/centre/adapted/?from="
    )


# --- The demonstration
def test_the_demonstration_s_lineages_are_trees(home):
    demonstration.load_terms()

    assert demonstration.load_measures() == 8
    for found in Measure.objects.all():
        nodes = lineage_of(found).nodes
        assert [node.depth for node in nodes].count(0) == 1
        assert len(nodes) == found.adaptations.count()
