"""The steps of a file: saved one by one, left and taken up again, never lost."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from charter import actions
from charter.enums import Status
from charter.models import Signature, SigningLink
from core.models import Message
from tests.charter import pdfs
from tests.charter.conftest import complete, sign
from tests.charter.pages import Page, read

DECIDED = {"state": "decided", "kind": "council", "date": "2026-02-12", "reference": "2026-014"}
SIGNATORY = {"name": "Marie Exemple", "function": "Maire", "capacity": "head", "email": "maire@exampleville.example", "language": "fr"}
STEPS = ("mandate", "text", "signatory", "review")
VIEWS = ("sign_file", *(f"sign_{step}" for step in STEPS), "sign_answer", "sign_decision", "sign_withdraw", "mandate_file")


def at(name, signature):
    return reverse(f"charter:{name}", args=[signature.public_id])


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def file():
    return pdfs.upload(pdfs.document())


@pytest.fixture
def desk(officer):
    return signed_in(officer)


# --- The public page
def test_start_is_public_and_leaves_no_cookie(client, version):
    page = read(client, reverse("charter:sign_start"))

    assert page.html.h1.text == "Sign the charter"
    assert reverse("charter:sign_find") in page.links
    assert reverse("space") in page.links
    assert "you need an email address, nothing else" in page.text
    assert "Cookie" not in page.response.get("Vary", "")


def test_start_says_so_when_there_is_nothing_to_sign(client, db):
    page = read(client, reverse("charter:sign_start"))

    assert "There is no charter to sign yet." in page.text
    assert reverse("charter:sign_find") not in page.links


def test_start_asks_the_database_little(client, version, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        read(client, reverse("charter:sign_start"))


# --- Who may
@pytest.mark.parametrize("view", VIEWS)
def test_file_does_not_exist_for_others(view, ready, stranger, editor):
    for user in (stranger, editor):
        assert signed_in(user).get(at(view, ready)).status_code == 404
        assert signed_in(user).post(at(view, ready)).status_code in (404, 405)


@pytest.mark.parametrize("view", VIEWS)
def test_file_asks_to_sign_in(client, view, ready):
    response = client.get(at(view, ready))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "address",
    ["sign/00000000-0000-0000-0000-000000000000/", "sign/not-a-file/", "sign/1/mandate/", "sign/begin/nowhere/", "sign/ask/nowhere/"],
)
def test_address_of_nothing_is_not_found(desk, version, address):
    assert desk.get(f"/en/charter/{address}").status_code == 404


def test_representative_whose_time_is_over_sees_nothing(desk, draft, officer):
    officer.representations.update(until=timezone.localdate() - timedelta(days=1))

    assert desk.get(at("sign_file", draft)).status_code == 404


# --- Step by step
def test_right_steps_lead_one_to_the_next(desk, draft, officer):
    answer = desk.post(at("sign_mandate", draft), DECIDED | {"file": file()})
    assert answer["Location"] == at("sign_text", draft)
    answer = desk.post(at("sign_text", draft), {"language": "ar"})
    assert answer["Location"] == at("sign_signatory", draft)
    answer = desk.post(at("sign_signatory", draft), SIGNATORY)
    assert answer["Location"] == at("sign_review", draft)
    answer = desk.post(at("sign_review", draft))
    assert answer["Location"] == at("sign_file", draft)

    draft.refresh_from_db()
    assert (draft.text.language, draft.mandate_reference, draft.signatory.name) == ("ar", "2026-014", "Marie Exemple")
    assert SigningLink.objects.active().get().signature == draft
    assert Message.objects.get(purpose__startswith="link:").recipient == "maire@exampleville.example"


def test_wrong_step_shows_its_errors_and_keeps_what_was_typed(desk, draft):
    page = Page(desk.post(at("sign_signatory", draft), SIGNATORY | {"email": "maire@exampleville", "capacity": ""}))

    assert page.html.title.text.strip().startswith("Error: Who will sign?")
    assert {link["href"] for link in page.html.select(".error-summary a")} == {"#id_capacity_0", "#id_email"}
    assert page.html.find(id="id_email")["value"] == "maire@exampleville"
    assert page.html.find(id="id_email")["aria-invalid"] == "true"
    draft.refresh_from_db()
    assert draft.typed["signatory"]["email"] == ["maire@exampleville"]
    assert draft.missing == ["mandate", "text", "signatory"]


def test_ten_thousand_characters_in_one_field_keep_the_others(desk, draft):
    page = Page(desk.post(at("sign_signatory", draft), SIGNATORY | {"name": "x" * 10_000}))

    assert "This is too long: 150 characters at most, this has 10000." in page.text
    assert page.html.find(id="id_function")["value"] == "Maire"


@pytest.mark.parametrize("values", [{}, {"email": "maire@exampleville"}, {"name": "\x00\u202e", "email": "\x00"}])
def test_unfinished_step_is_saved_for_later_and_opened_on_another_device(desk, draft, officer, values):
    answer = desk.post(at("sign_signatory", draft), {"name": "Marie", "language": "ar", "later": "1"} | values)
    assert answer["Location"] == reverse("space")

    page = Page(signed_in(officer).get(at("sign_signatory", draft)))

    assert page.html.find(id="id_name")["value"] == (values.get("name") or "Marie").replace("\x00", "")
    assert page.html.select_one("#id_language option[selected]")["value"] == "ar"
    assert "Write the position" not in page.text


def test_right_step_is_saved_for_later(desk, draft):
    answer = desk.post(at("sign_signatory", draft), SIGNATORY | {"later": "1"}, follow=True)

    draft = Signature.objects.get(pk=draft.pk)
    assert answer.redirect_chain == [(reverse("space"), 302)]
    assert draft.signatory.name == "Marie Exemple"
    assert "Draft saved." in Page(answer).text


def test_wrong_value_left_for_later_is_named_when_it_is_opened_again(desk, draft):
    desk.post(at("sign_signatory", draft), {"email": "maire@exampleville", "later": "1"})

    page = Page(desk.get(at("sign_signatory", draft)))

    assert [link["href"] for link in page.html.select(".error-summary a")] == ["#id_email"]


def test_file_need_not_be_chosen_again(desk, draft):
    page = Page(desk.post(at("sign_mandate", draft), DECIDED | {"date": "soon", "file": file()}))
    assert page.html.find(id="id_date")["value"] == "soon"
    assert "decision.pdf is in your file." in page.text

    answer = desk.post(at("sign_mandate", draft), DECIDED)

    assert answer["Location"] == at("sign_text", draft)
    assert Signature.objects.get(pk=draft.pk).mandate_file_name == "decision.pdf"


@pytest.mark.parametrize("kind", pdfs.BAD)
def test_hostile_file_keeps_the_rest_of_the_form(desk, draft, kind):
    content, said = pdfs.BAD[kind]

    page = Page(desk.post(at("sign_mandate", draft), DECIDED | {"file": pdfs.upload(content)}))

    assert said in page.text
    assert page.html.find(id="id_reference")["value"] == "2026-014"
    assert "checked" in page.html.find(id="id_kind_0").attrs


def test_thirty_megabytes_keep_the_rest_of_the_form(desk, draft):
    page = Page(desk.post(at("sign_mandate", draft), DECIDED | {"file": pdfs.upload(b"%PDF-1.7" + b"0" * 30_000_000)}))

    assert "This file is too large. The limit is 10 MB." in page.text
    assert page.html.find(id="id_date")["value"] == "2026-02-12"


def test_session_that_ended_keeps_what_was_typed(draft, officer, desk):
    Session.objects.all().delete()
    answer = desk.post(at("sign_signatory", draft), {"name": "Marie", "email": "maire@exampleville", "function": "Maire"})
    assert answer["Location"].startswith(reverse("account_login"))
    desk.force_login(officer)

    page = Page(desk.get(at("sign_signatory", draft)))

    assert page.html.find(id="id_name")["value"] == "Marie"
    assert page.html.find(id="id_email")["value"] == "maire@exampleville"
    assert "You were signed out meanwhile." in page.text
    assert Page(desk.get(at("sign_signatory", draft))).html.find(id="id_name").get("value") is None


def test_text_is_shown_whole_in_its_own_language(desk, draft):
    page = Page(desk.get(at("sign_text", draft), {"lang": "ar"}))

    article = page.html.select_one(".exact .charter")
    assert (article["lang"], article["dir"]) == ("ar", "rtl")
    assert "Text 2 ar" in article.text
    assert draft.version.texts.get(language="ar").fingerprint in page.text
    assert page.html.find("input", attrs={"name": "language"})["value"] == "ar"
    assert [item.text for item in page.html.select("section ul[lang=ar] li")] == ["authority ar", "read ar"]


@pytest.mark.parametrize("language", ["de", "\x01", "x" * 3000])
def test_text_in_an_unknown_language_shows_another(desk, draft, language):
    assert desk.get(at("sign_text", draft), {"lang": language}).status_code == 200


def test_pending_mandate_changes_the_declarations(desk, draft, officer):
    until = timezone.localdate() + timedelta(days=30)
    desk.post(at("sign_mandate", draft), {"state": "pending", "kind": "council", "until": until.isoformat()})

    page = Page(desk.get(at("sign_text", draft)))

    assert [item.text for item in page.html.select("section ul[lang=en] li")] == ["authority_pending en", "read en"]


# --- Review and waiting
def test_review_of_an_unfinished_file_leads_to_what_is_missing(desk, draft, officer):
    assert desk.get(at("sign_review", draft))["Location"] == at("sign_mandate", draft)

    complete(draft, officer)
    actions.keep_typed(draft, "signatory", {"email": ["nobody"]})

    assert desk.post(at("sign_review", draft))["Location"] == at("sign_signatory", draft)
    assert not SigningLink.objects.exists()


def test_review_shows_everything_with_the_exact_text(desk, ready):
    page = Page(desk.get(at("sign_review", ready)))

    assert "Text 2 fr" in page.html.select_one(".exact .charter").text
    assert ready.text.fingerprint in page.text
    assert [button.text for button in page.main.find_all("button")] == ["Send to the signatory"]
    for said in ("Decision of the council", "12 February 2026", "2026-014", "Marie Exemple", "maire@exampleville.example", "authority fr"):
        assert said in page.text


def test_sixth_link_of_a_day_is_refused_in_the_summary(desk, ready, officer):
    for _turn in range(5):
        actions.ask_signatory(ready, by=officer)

    page = Page(desk.post(at("sign_review", ready)))

    assert "The link was already sent several times today." in page.html.select_one(".error-summary").text


def test_waiting_file_says_to_whom_and_until_when(desk, ready, officer):
    link = actions.ask_signatory(ready, by=officer)

    page = Page(desk.get(at("sign_file", ready)))

    assert "Waiting for the signature" in page.text
    assert "m•••@exampleville.example" in page.text
    assert str(link.expires_at.year) in page.text
    assert "If you change something here, it stops working" in Page(desk.get(at("sign_mandate", ready))).text


def test_changed_step_stops_the_link(desk, ready, officer):
    link = actions.ask_signatory(ready, by=officer)

    desk.post(at("sign_signatory", ready), SIGNATORY | {"name": "Anne Exemple"})

    link.refresh_from_db()
    assert not link.is_active
    assert "Review and send to the signatory" in Page(desk.get(at("sign_file", ready))).text


@pytest.mark.parametrize("step", STEPS)
def test_sent_file_cannot_be_changed(desk, submitted, step):
    for answer in (desk.get(at(f"sign_{step}", submitted)), desk.post(at(f"sign_{step}", submitted), SIGNATORY | DECIDED)):
        assert answer["Location"] == at("sign_file", submitted)

    submitted.refresh_from_db()
    assert submitted.status == Status.SUBMITTED


def test_step_sent_while_the_file_was_signed_elsewhere_says_so(desk, ready, officer, secretary, monkeypatch):
    stale = Signature.objects.select_related("local_government", "version", "text", "signatory", "prepared_by").get(pk=ready.pk)
    sign(ready, officer)
    monkeypatch.setattr("charter.views.journey.own_file", lambda user, public_id: stale)

    answer = desk.post(at("sign_signatory", ready), SIGNATORY | {"name": "Anne"}, follow=True)

    assert answer.redirect_chain[0][0] == at("sign_file", ready)
    assert "This file has changed meanwhile" in Page(answer).text


def test_pages_of_a_file_are_kept_by_nobody(desk, ready):
    for view in ("sign_file", "sign_mandate", "sign_review"):
        response = desk.get(at(view, ready))
        assert "no-store" in response["Cache-Control"]
        assert Page(response).meta("robots") == "noindex"


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_every_page_exists_in_every_language(desk, ready, officer, language):
    for view in ("sign_file", "sign_mandate", "sign_text", "sign_signatory", "sign_review", "sign_withdraw"):
        page = Page(desk.get(at(view, ready).replace("/en/", f"/{language}/", 1)))
        assert page.html.html["lang"] == language
