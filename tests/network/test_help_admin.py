"""The editors' list of help numbers, and the page on which somebody says that they checked one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from network.models import HelpNumber
from tests.factories import HelpNumberFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_network_helpnumber:list"


def admin(name, *args):
    return reverse(f"wagtailsnippets_network_helpnumber:{name}", args=args)


@pytest.fixture
def editor(client):
    user = UserFactory(editor=True)
    client.force_login(user)
    return user


def form(**changed):
    fields = {
        "country": "FR",
        "number": "3919",
        "written": "39 19",
        "channel": "call",
        "kind": "listening",
        "name_en": "Line",
        "position": "0",
    }
    return fields | changed


def test_list_puts_what_is_to_be_checked_first(client, editor):
    for written, days, owned in (("recent", 10, True), ("old", 500, True), ("nobody's", 500, False), ("never", None, True)):
        HelpNumberFactory(
            written=written, owner=editor if owned else None, checked_on=timezone.localdate() - timedelta(days=days) if days else None
        )

    response = client.get(admin("list"))

    assert [number.written for number in response.context["object_list"]] == ["never", "nobody's", "old", "recent"]
    html = response.content.decode()
    for words in ("Never checked", "nobody answers for it", "more than a year ago"):
        assert words in html


def test_list_costs_the_same_for_one_and_for_ten(client, editor, django_assert_max_num_queries):
    HelpNumberFactory(checked=True)
    client.get(admin("list"))
    with django_assert_max_num_queries(60) as one:
        client.get(admin("list"))
    HelpNumberFactory.create_batch(9, checked=True)

    with django_assert_max_num_queries(len(one)):
        client.get(admin("list"))


@pytest.mark.parametrize(("query", "count"), [("3919", 1), ("ligne", 1), ("nowhere", 0), ('"', 0)])
def test_list_is_searched(client, editor, query, count):
    HelpNumberFactory(number="3919", name_fr="Ligne")
    HelpNumberFactory(number="17")

    assert len(client.get(admin("list"), {"q": query}).context["object_list"]) == count


def test_one_press_says_it_was_checked_today(client, editor):
    number = HelpNumberFactory(number="3919", remark="Seen in a leaflet")
    shown = client.get(admin("check", number.pk)).content.decode()

    response = client.post(admin("check", number.pk), {"called": "3919"})

    assert "Seen in a leaflet" in shown
    assert response.url == admin("list")
    number.refresh_from_db()
    assert (number.checked_on, number.checked_by, number.owner) == (timezone.localdate(), editor, editor)
    assert ModelLogEntry.objects.get().user == editor


def test_check_of_a_number_that_changed_meanwhile_is_refused(client, editor):
    number = HelpNumberFactory(number="3919")

    response = client.post(admin("check", number.pk), {"called": "3918"})

    assert response.status_code == 409
    assert "has been changed" in response.content.decode()
    assert HelpNumber.objects.get().checked_on is None


def test_opening_the_page_checks_nothing(client, editor):
    number = HelpNumberFactory()

    client.get(admin("check", number.pk))

    assert HelpNumber.objects.get().checked_on is None


@pytest.mark.parametrize("who", ["anonymous", "representative"])
def test_others_have_no_way_in(client, who):
    number = HelpNumberFactory()
    if who == "representative":
        client.force_login(UserFactory())

    for response in (client.get(admin("check", number.pk)), client.post(admin("check", number.pk), {"called": number.number})):
        assert response.status_code in (302, 403)
    assert HelpNumber.objects.get().checked_on is None


def test_editor_adds_a_number(client, editor):
    client.post(
        admin("add"), form(languages=["ar", "fr"], publics=["children"], sources="https://example.org/a\n\n https://example.org/b ")
    )

    number = HelpNumber.objects.get()
    assert (number.languages, number.publics) == (["ar", "fr"], ["children"])
    assert number.sources == "https://example.org/a\nhttps://example.org/b"
    assert number.checked_on is None


@pytest.mark.parametrize(
    "wrong", [{"country": "XX"}, {"number": "39 19"}, {"languages": ["xx"]}, {"publics": ["men"]}, {"sources": "javascript:x"}]
)
def test_wrong_values_are_refused(client, editor, wrong):
    response = client.post(admin("add"), form(**wrong))

    assert list(response.context["form"].errors) == list(wrong)
    assert not HelpNumber.objects.exists()


@pytest.mark.parametrize(
    ("changed", "stays"),
    [({"name_en": "Other"}, True), ({"number": "3918"}, False), ({"country": "BE"}, False), ({"channel": "sms"}, False)],
)
def test_check_goes_when_what_was_called_changes(client, editor, changed, stays):
    number = HelpNumberFactory(number="3919", checked=True)

    client.post(admin("edit", number.pk), form(owner=str(number.owner.pk), **changed))

    number.refresh_from_db()
    assert all(str(getattr(number, name)) == value for name, value in changed.items())
    assert (number.checked_on is not None, number.checked_by is not None) == (stays, stays)


def test_checked_number_keeps_somebody_who_answers_for_it(client, editor):
    number = HelpNumberFactory(number="3919", checked=True)

    response = client.post(admin("edit", number.pk), form(owner=""))

    assert list(response.context["form"].errors) == ["owner"]


def test_only_those_who_can_check_may_answer_for_a_number(client, editor):
    UserFactory(email="representative@example.org")
    UserFactory(editor=True, is_active=False)
    secretary = UserFactory(secretariat=True)

    owners = client.get(admin("add")).context["form"].fields["owner"].queryset

    assert set(owners) == {editor, secretary}
