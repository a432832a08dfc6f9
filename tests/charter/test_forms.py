"""What the forms of the journey understand, and what they say about the rest."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone, translation

from charter import actions
from charter.forms.finding import AddForm, country_choices, tongue_choices
from charter.forms.steps import MandateForm, SignatoryForm, TextForm
from tests.charter import pdfs
from tests.charter.conftest import make_authority

DECIDED = {"state": "decided", "kind": "council", "date": "2026-02-12", "reference": "2026-014", "until": ""}
SIGNATORY = {"name": "Marie Exemple", "function": "Maire", "capacity": "head", "email": "maire@exampleville.example", "language": "fr"}
JUNK = ["x" * 10_000, "\x00", "\u202e\u202e", "<script>alert(1)</script>", "' OR 1=1 --", "%s%n{{7*7}}", "١٢٣", "../../etc/passwd"]


def query(values):
    data = QueryDict(mutable=True)
    data.update(values)
    return data


def mandate(signature, file=None, **values):
    return MandateForm(query(DECIDED | values), {"file": file} if file else {}, signature=signature)


def good():
    return pdfs.upload(pdfs.document())


def test_decided_mandate_is_saved(draft, officer):
    form = mandate(draft, good(), date="12/02/2026")

    saved = form.save(officer) if form.is_valid() else form.errors

    assert (saved.mandate_date, saved.mandate_reference, saved.mandate_file_name) == (date(2026, 2, 12), "2026-014", "decision.pdf")
    assert saved.missing == ["text", "signatory"]


def test_pending_mandate_needs_only_its_day(draft, officer):
    until = timezone.localdate() + timedelta(days=90)
    form = mandate(draft, state="pending", date="nonsense", until=until.isoformat())

    saved = form.save(officer) if form.is_valid() else form.errors

    assert (saved.mandate_until, saved.mandate_date, saved.mandate_reference) == (until, None, "")


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"state": ""}, ["state"]),
        ({"state": "perhaps"}, ["state"]),
        ({"state": "", "kind": "", "date": ""}, ["kind", "state"]),
        ({"kind": "rumour"}, ["kind"]),
        ({"date": ""}, ["date"]),
        ({"date": "31/02/2026"}, ["date"]),
        ({"date": "2999-01-01"}, ["date"]),
        ({"date": "0206-02-12"}, ["date"]),
        ({"reference": "x" * 101}, ["reference"]),
        ({"state": "pending", "until": ""}, ["until"]),
        ({"state": "pending", "until": "2020-01-01"}, ["until"]),
        ({"state": "pending", "until": "2999-01-01"}, ["until"]),
        ({"state": "pending", "until": "soon"}, ["until"]),
        ({"state": "pending", "kind": "delegation", "until": (timezone.localdate() + timedelta(days=9)).isoformat()}, ["kind"]),
    ],
)
def test_mandate_says_what_is_wrong(draft, values, wrong):
    assert sorted(mandate(draft, good(), **values).errors) == wrong


def test_decision_needs_its_file_once(draft, officer):
    assert list(mandate(draft).errors) == ["file"]

    actions.keep_file(draft, by=officer, file=(pdfs.document(), "0" * 64, "scan.pdf"))
    draft.refresh_from_db()

    assert mandate(draft).is_valid()


@pytest.mark.parametrize("kind", pdfs.BAD)
def test_hostile_file_gets_a_clear_message(draft, kind):
    content, said = pdfs.BAD[kind]

    assert mandate(draft, pdfs.upload(content)).errors == {"file": [said]}


def test_large_file_is_refused_unread(draft, settings):
    assert mandate(draft, pdfs.upload(b"%PDF-1.7" + b"0" * 30_000_000)).errors == {"file": ["This file is too large. The limit is 10 MB."]}


def test_bomb_is_not_unpacked(draft):
    assert mandate(draft, pdfs.upload(pdfs.document(pdfs.bomb))).is_valid()


def test_name_of_a_file_is_never_a_path(draft, officer):
    form = mandate(draft, pdfs.upload(pdfs.document(), "../..\u202e/etc\\pass\x00wd.pdf"))

    saved = form.save(officer) if form.is_valid() else form.errors

    assert "/" not in saved.mandate_file_name
    assert saved.mandate_file.name.startswith(f"mandates/{saved.public_id}/")


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("name", DECIDED)
def test_junk_in_the_mandate_never_breaks_it(draft, officer, name, junk):
    form = mandate(draft, good(), **{name: junk})

    form.save(officer) if form.is_valid() else form.keep(officer)

    assert "\x00" not in str(form.typed)


def test_signatory_is_saved(draft, officer):
    form = SignatoryForm(query(SIGNATORY | {"name": " Marie\u202e \x00Exemple "}), signature=draft)

    saved = form.save(officer) if form.is_valid() else form.errors

    assert (saved.signatory.name, saved.signatory.email) == ("Marie Exemple", "maire@exampleville.example")


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "\u202e"}, ["name"]),
        ({"function": "x" * 151}, ["function"]),
        ({"capacity": "queen"}, ["capacity"]),
        ({"email": "maire@exampleville"}, ["email"]),
        ({"email": "maire@exampleville.example\nBcc: all@example.org"}, ["email"]),
        ({"language": "tlh"}, ["language"]),
    ],
)
def test_signatory_says_what_is_wrong(draft, values, wrong):
    assert sorted(SignatoryForm(query(SIGNATORY | values), signature=draft).errors) == wrong


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("name", SIGNATORY)
def test_junk_in_the_signatory_never_breaks_it(draft, officer, name, junk):
    form = SignatoryForm(query(SIGNATORY | {name: junk}), signature=draft)

    form.save(officer) if form.is_valid() else form.keep(officer)


@pytest.mark.parametrize("language", ["de", "", "\x00", "x" * 10_000])
def test_text_exists_in_the_languages_of_the_version_only(draft, language):
    assert list(TextForm(query({"language": language}), signature=draft).errors) == ["language"]


def test_saving_what_is_saved_stops_no_link(ready, officer):
    link = actions.ask_signatory(ready, by=officer)
    ready = type(ready).objects.get(pk=ready.pk)

    for form in (SignatoryForm(query(SIGNATORY), signature=ready), TextForm(query({"language": "fr"}), signature=ready)):
        assert form.is_valid()
        form.save(officer)

    link.refresh_from_db()
    assert link.is_active


def test_changing_the_signatory_stops_the_link(ready, officer):
    link = actions.ask_signatory(ready, by=officer)
    form = SignatoryForm(query(SIGNATORY | {"function": "Présidente"}), signature=type(ready).objects.get(pk=ready.pk))

    assert form.is_valid()
    form.save(officer)

    link.refresh_from_db()
    assert not link.is_active


def test_good_file_is_kept_beside_a_wrong_date(draft, officer):
    form = mandate(draft, good(), date="tomorrow")

    form.keep(officer) if form.errors else None

    draft.refresh_from_db()
    assert draft.mandate_file_name == "decision.pdf"
    assert draft.typed["mandate"]["date"] == ["tomorrow"]


def test_bad_file_is_not_kept(draft, officer):
    form = mandate(draft, pdfs.upload(b"MZ"), date="tomorrow")

    form.keep(officer) if form.errors else None

    draft.refresh_from_db()
    assert not draft.mandate_file


def test_untouched_step_is_not_kept(draft, officer):
    form = MandateForm(query({"date": "", "reference": "", "until": ""}), {}, signature=draft)

    form.keep(officer) if form.errors else None

    draft.refresh_from_db()
    assert draft.typed == {}


ADDED = {"name": "Sampletown", "tongue": "en", "level": "municipality", "country": "FR", "website": ""}


def test_new_local_government_is_accepted(officer):
    form = AddForm(query(ADDED | {"website": "www.sampletown.example"}), user=officer)

    assert form.is_valid()
    assert form.cleaned_data["website"] == "https://www.sampletown.example"


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"tongue": "klingon"}, "tongue"),
        ({"level": "association"}, "level"),
        ({"country": "XX"}, "country"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"website": "not a site"}, "website"),
        ({"website": "https://a.example/" + "x" * 10_000}, "website"),
    ],
)
def test_new_local_government_says_what_is_wrong(officer, values, wrong):
    assert list(AddForm(query(ADDED | values), user=officer).errors) == [wrong]


def test_likely_duplicate_must_be_looked_at(authority, stranger):
    values = ADDED | {"name": "Exampelville"}

    assert list(AddForm(query(values), user=stranger).errors) == ["sure"]
    assert list(AddForm(query(values | {"sure": "on"}), user=stranger).errors) == ["sure"]
    assert list(AddForm(query(values | {"sure": "on", "seen": "another"}), user=stranger).errors) == ["sure"]
    assert AddForm(query(values | {"sure": "on", "seen": "exampleville"}), user=stranger).is_valid()


def test_tick_given_to_other_records_is_taken_back(authority, stranger):
    form = AddForm(query(ADDED | {"name": "Exampleville", "sure": "on"}), user=stranger)

    assert "sure" in form.errors
    assert "checked" not in str(form["sure"])


def test_record_in_preparation_elsewhere_is_not_told(officer, stranger):
    make_authority("hidden", by=officer, is_provisional=True)

    assert AddForm(query(ADDED | {"name": "Exampleville"}), user=stranger).is_valid()
    assert list(AddForm(query(ADDED | {"name": "Exampleville"}), user=officer).errors) == ["sure"]


def test_countries_and_languages_speak_the_readers_language():
    with translation.override("fr"):
        assert ("DE", "Allemagne") in country_choices()
        assert ("de", "allemand") in tongue_choices()
    with translation.override("ar"):
        assert ("DE", "ألمانيا") in country_choices()


def test_step_left_open_comes_back_without_reproach(draft):
    form = MandateForm(query({"state": "decided", "kind": "", "date": "sometime", "until": ""}), {}, signature=draft)

    form.pardon_empty()

    assert list(form.errors) == ["date"]
