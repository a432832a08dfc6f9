"""Help numbers: who may see which, what the page says of them, who checks them and when they are asked to."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from core import jobs
from core.languages import CODES
from core.models import Message
from network.help import HelpPage, asked
from network.help_actions import ask_owners, confirm_check
from network.help_enums import Channel, Cost
from network.models import HelpNumber
from portal.demo.help_numbers import load_help_numbers
from tests.factories import HelpNumberFactory, LocalGovernmentFactory, UserFactory

pytestmark = pytest.mark.django_db

# Every number of the facts, split by hand: "17 (or 112; SMS 114)" is three of them.
FACTS = {
    "AR": ["144"],
    "AT": ["+43171719", "057722", "0800222555"],
    "BR": ["180"],
    "CA": ["911"],
    "CL": ["+56997007000", "1455", "800104008"],
    "CO": ["018000112137", "123", "155", "195", "3007551846"],
    "CR": ["911"],
    "DE": ["116016"],
    "EC": ["166", "1800288523", "911"],
    "ES": ["016", "900703030", "900900120"],
    "FR": ["112", "114", "17", "3919"],
    "GB": ["08082000247"],
    "GM": ["1313"],
    "KE": ["1195"],
    "KM": ["1710", "1760"],
    "KR": ["1366", "15771366"],
    "MX": ["*765", "911"],
    "MY": ["042280342", "043988340", "15999"],
    "SE": ["020505050"],
    "TN": ["1899"],
    "TR": ["183"],
    "UY": ["*4141", "08004141", "099019500"],
    "ZA": ["*120*7867#", "0800428428", "31531"],
}
WITHOUT = ["PS", "VN", "DO", "GT", "GH", "RW", "MA", "SN", "PH", "BJ", "MR", "NE", "LR", "CF"]
HELP = "/en/help/"


@pytest.fixture
def production(settings):
    settings.DEMONSTRATION = False


@pytest.fixture
def editor():
    return UserFactory(editor=True)


def page(client, path=HELP):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def text(html):
    return re.sub(r"[ \n]+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def numbers(html):
    """The numbers shown, in order."""
    return re.findall(r'class="tel".*?<bdi dir="ltr">(.*?)</bdi>', html)


# --- Who may see which
def test_production_shows_only_what_a_person_checked_and_somebody_answers_for(client, production):
    HelpNumberFactory(written="never checked")
    HelpNumberFactory(written="checked", checked=True)
    HelpNumberFactory(written="long ago", stale=True)
    HelpNumberFactory(written="nobody's", checked=True, owner=None)

    html = page(client)

    assert numbers(html) == ["checked", "long ago"]
    assert "Not yet checked" not in html
    assert "Demonstration:" not in html


def test_demonstration_shows_unchecked_numbers_marked_and_never_as_a_link(client):
    HelpNumberFactory(number="3919", written="39 19")
    HelpNumberFactory(number="114", written="1 14", channel=Channel.SMS)

    html = page(client)

    assert numbers(html) == ["39 19", "1 14"]
    assert "tel:" not in html
    assert "sms:" not in html
    assert html.count("Not yet checked") == 2
    assert "Do not rely on them" in html


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ({"number": "3919"}, "tel:3919"),
        ({"number": "+43171719"}, "tel:+43171719"),
        ({"number": "114", "channel": Channel.SMS}, "sms:114"),
        ({"number": "*765"}, ""),
        ({"number": "*120*7867#", "channel": Channel.USSD}, ""),
        ({"number": "+56997007000", "channel": Channel.WHATSAPP}, ""),
    ],
)
def test_checked_number_is_a_link_where_phones_follow_it(client, fields, link):
    HelpNumberFactory(checked=True, **fields)

    html = page(client)

    assert re.findall(r'href="((?:tel|sms):[^"]*)"', html) == ([link] if link else [])
    assert "Do not rely on them" not in html


def test_old_check_says_how_old_it_is(client, production):
    HelpNumberFactory(written="recent", checked=True, checked_on=timezone.localdate() - timedelta(days=365))
    HelpNumberFactory(written="stale", checked=True, checked_on=timezone.localdate() - timedelta(days=366))

    said = re.findall(r"(Last checked on|Checked on)", page(client))

    assert said == ["Checked on", "Last checked on"]


def test_who_checked_is_not_told(client, production):
    number = HelpNumberFactory(checked=True)

    html = page(client)

    assert number.owner.email not in html
    assert str(number.owner) not in html


# --- The facts
def test_every_number_of_the_facts_is_loaded_unchecked():
    assert load_help_numbers() == sum(map(len, FACTS.values()))

    found = {code: sorted(HelpNumber.objects.filter(country=code).values_list("number", flat=True)) for code in FACTS}
    assert found == FACTS
    assert not HelpNumber.objects.filter(checked_on__isnull=False).exists()
    assert load_help_numbers() == 0


def test_loaded_numbers_are_whole_and_their_words_in_every_language():
    load_help_numbers()

    for number in HelpNumber.objects.all():
        number.full_clean()
        assert number.number.lstrip("+") == re.sub(r"[^\d*#]", "", number.written)
        for field in ("name", "territory", "hours", "note"):
            known = [code for code in CODES if getattr(number, f"{field}_{code}")]
            assert known in ([], list(CODES)), (number, field)


def test_what_the_facts_say_of_one_number(client):
    load_help_numbers()

    said = text(page(client, f"{HELP}?country=SE"))

    assert "Swedish, Arabic, Finnish, Spanish, Somali, Thai, Turkish and other languages" in said
    assert "eige.europa.eu" in said
    assert "Kvinnofridslinjen" in said


def test_countries_of_the_network_without_a_number_are_named(client):
    load_help_numbers()
    for code in WITHOUT:
        LocalGovernmentFactory(country=code)
    LocalGovernmentFactory(country="IT", provisional=True)
    LocalGovernmentFactory(country="JP", is_demonstration=True)

    page_of_all = HelpPage()

    assert sorted(country.code for country in page_of_all.gaps) == sorted(WITHOUT)
    assert 'id="PS"' in page(client)


# --- One country
def test_one_country_shows_its_emergency_numbers_first(client):
    HelpNumberFactory(country="CO", written="b", position=2)
    HelpNumberFactory(country="CO", written="a", position=1)
    HelpNumberFactory(country="CO", written="first", position=3, emergency=True)
    HelpNumberFactory(country="FR", written="elsewhere")

    assert numbers(page(client, f"{HELP}?country=CO")) == ["first", "a", "b"]
    assert numbers(page(client, f"{HELP}?country=co")) == ["first", "a", "b"]


@pytest.mark.parametrize("junk", ["XX", "", "Comoros", "KM'--", "<script>", "ك", "%00x", "K" * 2000, "FR&country=KM&other=1"])
def test_junk_country_shows_all_or_is_refused_and_is_never_repeated(client, junk):
    HelpNumberFactory(country="FR", written="one")
    HelpNumberFactory(country="KM", written="two")

    response = client.get(f"{HELP}?country={junk}")

    assert response.status_code in (200, 400)
    assert "<script>" not in response.content.decode()
    if response.status_code == 200 and "&" not in junk:
        assert numbers(response.content.decode()) == ["two", "one"]  # Comoros, France


def test_asked_country_is_one_that_exists():
    assert [asked(typed) for typed in (" km ", "PS", "", "ZZ", "EU", "1")] == ["KM", "PS", "", "", "", ""]


def test_country_without_a_number_says_so_and_what_to_do(client):
    HelpNumberFactory(country="FR")

    said = text(page(client, f"{HELP}?country=PS"))

    assert "Help numbers: Palestine" in said
    assert "We have no number here that we can vouch for." in said
    assert "call the police or the emergency number of your country" in said
    assert "Tell the secretariat" in said


def test_production_without_any_checked_number_is_a_page_that_helps(client, production):
    load_help_numbers()
    LocalGovernmentFactory(country="KM")

    said = text(page(client))

    assert numbers(page(client)) == []
    assert "Call the police or the emergency number of your country now." in said
    assert "No number yet" in said


def test_choices_put_countries_with_a_number_first(client):
    HelpNumberFactory(country="KM")

    html = page(client, f"{HELP}?country=FR")
    groups = re.findall(r'<optgroup label="(.*?)">(.*?)</optgroup>', html, re.DOTALL)

    assert [label for label, _options in groups] == ["Countries with a number", "Countries without a number yet"]
    assert re.findall(r'value="(..)"', groups[0][1]) == ["KM"]
    assert re.findall(r'value="(..)" selected', groups[1][1]) == ["FR"]
    assert groups[1][1].count("<option") == 248


# --- What is known of a number
def test_what_is_not_known_says_so(client):
    HelpNumberFactory()

    assert text(page(client)).count("not documented") == 3  # hours, languages, cost


def test_what_is_known_is_said(client):
    HelpNumberFactory(
        own_name="Línea",
        own_name_language="es",
        territory_en="Quito",
        languages=["es", "qu"],
        hours_en="from 9 to 5",
        cost=Cost.FREE,
        run_by="A body",
        website="https://www.example.org/line",
        publics=["children"],
        note_en="Choose option 7.",
        remark="For editors",
        sources="https://www.example.org/a\nhttps://example.com/b",
    )

    html = page(client)
    said = text(html)

    for words in ("Quito", "Línea", "Spanish, Quechua", "from 9 to 5", "free", "A body", "Children and adolescents", "Choose option 7."):
        assert words in said
    assert '<bdi lang="es" dir="ltr">Línea</bdi>' in html
    assert re.findall(r'href="(https://[^"]*example[^"]*)" rel="noreferrer"', html) == [
        "https://www.example.org/line",
        "https://www.example.org/a",
        "https://example.com/b",
    ]
    assert "For editors" not in said


def test_words_in_another_language_say_which(client):
    HelpNumberFactory(name_en="", name_fr="Ligne d'écoute", day_and_night=True)

    html = page(client, "/ar/help/")

    assert '<bdi lang="fr" dir="ltr">Ligne d&#x27;écoute</bdi>' in html


@pytest.mark.parametrize(
    ("code", "asks", "unchecked"),
    [
        ("en", "Are you in danger?", "Not yet checked"),
        ("fr", "Êtes-vous en danger\u00a0?", "Pas encore vérifié"),
        ("es", "¿Está en peligro?", "Aún no verificado"),
        ("ar", "هل أنتِ في خطر؟", "لم يُتحقَّق منه بعد"),
    ],
)
def test_each_language_speaks(client, code, asks, unchecked):
    load_help_numbers()

    said = text(page(client, f"/{code}/help/?country=KM"))

    assert asks in said
    assert unchecked in said
    assert "1760" in said


def test_arabic_speaks_to_a_woman(client):
    said = text(page(client, "/ar/help/"))

    assert "اتصلي الآن بالشرطة" in said
    assert not re.search(r"\bاتصلوا?\b", said)


# --- The address
def test_page_leaves_no_trace_and_sets_no_cookie(client):
    response = client.get(HELP)

    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")
    assert 'method="post"' not in response.content.decode()


def test_page_only_reads(client):
    assert client.post(HELP).status_code == 405
    assert reverse("network:help") == HELP


def test_search_engines_are_told_in_every_language(client, home):
    listed = client.get("/sitemap.xml").content.decode()

    assert all(f"/{code}/help/</loc>" in listed for code in CODES)


@pytest.mark.parametrize("count", [1, 10])
@pytest.mark.parametrize("path", [HELP, f"{HELP}?country=FR"])
def test_queries_do_not_grow(client, django_assert_num_queries, path, count):
    HelpNumberFactory.create_batch(count, checked=True)
    LocalGovernmentFactory.create_batch(count)
    client.get(path)

    with django_assert_num_queries(2):
        client.get(path)


def test_every_page_has_the_numbers_first(client, home):
    html = page(client, "/en/")

    bar = re.search(r'<nav class="safety".*?</nav>', html, re.DOTALL).group()
    assert re.findall(r'href="([^"]*)"', bar)[0] == HELP
    assert html.count(f'href="{HELP}"') == 3  # safety bar, end of the home page, foot


# --- Rules of the record
@pytest.mark.parametrize("number", ["", "call me", "39 19", "+", "0" * 21, "١٧"])
def test_number_is_clean(number):
    with pytest.raises(ValidationError) as refused:
        HelpNumberFactory.build(number=number, written="x").full_clean()

    assert "number" in refused.value.message_dict


@pytest.mark.parametrize("wrong", [{"number": ""}, {"written": ""}, {"country": ""}, {"kind": "x"}, {"channel": "x"}, {"cost": "x"}])
def test_database_refuses_what_must_never_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpNumberFactory(**wrong)


def test_database_refuses_a_check_without_its_day_and_the_same_number_twice(editor):
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpNumberFactory(checked_by=editor)
    HelpNumberFactory(number="17")
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpNumberFactory(number="17")


def test_number_whose_owner_is_erased_leaves_the_page(client, production):
    number = HelpNumberFactory(checked=True)

    number.owner.delete()

    number.refresh_from_db()
    assert not number.is_checked
    assert numbers(page(client)) == []


# --- Checking
def test_check_is_dated_signed_and_answered_for(editor):
    number = HelpNumberFactory(number="17")

    with time_machine.travel("2026-03-04 12:00Z", tick=False):
        confirm_check(number, by=editor, called="17")

    number.refresh_from_db()
    assert (number.checked_on, number.checked_by, number.owner) == (date(2026, 3, 4), editor, editor)


def test_check_by_another_keeps_the_owner(editor):
    number = HelpNumberFactory(stale=True)
    owner = number.owner

    number = confirm_check(number, by=editor, called=number.number)

    assert (number.owner, number.checked_by) == (owner, editor)
    assert number.age_in_days == 0


def test_check_by_another_replaces_an_owner_who_left(editor):
    number = HelpNumberFactory(stale=True, owner__is_active=False)

    assert confirm_check(number, by=editor, called=number.number).owner == editor


def test_check_needs_the_right_and_the_number_that_was_called(editor):
    number = HelpNumberFactory()

    for by, called in ((UserFactory(), number.number), (editor, "another")):
        with pytest.raises(ValidationError):
            confirm_check(number, by=by, called=called)
    number.refresh_from_db()
    assert number.checked_on is None


# --- The yearly question
def test_owner_is_asked_once_a_year():
    number = HelpNumberFactory(checked=True, checked_on=date(2026, 3, 1), written="39 19")
    asked_on = []

    for day in ("2026-12-01", "2027-01-30", "2027-01-31", "2027-02-28", "2027-12-31", "2028-01-30", "2028-01-31"):
        before = Message.objects.count()
        with time_machine.travel(f"{day} 12:00Z"):
            ask_owners()
        if Message.objects.count() > before:
            asked_on.append(day)

    assert asked_on == ["2027-01-30", "2028-01-30"]
    assert set(Message.objects.values_list("recipient", flat=True)) == {number.owner.email}
    assert Message.objects.first().subject == "Does 39 19 still answer?"


def test_new_check_starts_a_new_year(editor):
    number = HelpNumberFactory(stale=True)
    ask_owners()

    confirm_check(number, by=number.owner, called=number.number)

    assert ask_owners() == 0
    assert Message.objects.count() == 1


@pytest.mark.parametrize("left", [{"owner": None}, {"owner__is_active": False}])
def test_secretariat_is_asked_when_nobody_answers(left):
    secretary = UserFactory(secretariat=True, language="fr")
    HelpNumberFactory(checked=True, **left)

    ask_owners()
    ask_owners()

    message = Message.objects.get()
    assert message.recipient == secretary.email
    assert message.language == "fr"


def test_question_leads_to_the_page_where_it_is_answered(client, deliver):
    number = HelpNumberFactory(stale=True, name_en="Line against violence", written="39 19")
    ask_owners()

    mail = deliver()[0]

    assert "violence" not in mail.subject.lower()
    client.force_login(number.owner)
    address = re.search(r"https?://[^/]+(/admin/\S+)", mail.body).group(1)
    assert "39 19" in page(client, address)


def test_unchecked_numbers_are_asked_about_by_no_mail():
    HelpNumberFactory(owner=UserFactory(editor=True))

    assert ask_owners() == 0


def test_question_is_a_daily_job():
    assert jobs.JOBS["network.help_actions.ask_owners"].every == timedelta(days=1)


def test_question_in_each_language():
    for code in CODES:
        HelpNumberFactory(stale=True, owner__language=code, written="39 19")

    ask_owners()

    subjects = dict(Message.objects.values_list("language", "subject"))
    assert len(set(subjects.values())) == len(CODES)
    assert all("39 19" in subject for subject in subjects.values())
    with translation.override("ar"):
        assert subjects["ar"] == translation.gettext("Does %(number)s still answer?") % {"number": "39 19"}
