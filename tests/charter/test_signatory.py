"""The signatory's page: no account, one link, one code, nothing done by opening it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from charter import actions
from charter.enums import EventKind, Status
from charter.models import Signature, SigningLink
from charter.models.signatories import CODE_LASTS, LINK_LASTS, TRIES_PER_CODE
from core.models import Message
from tests.charter.conftest import code_sent, token_sent
from tests.charter.pages import Page
from tests.charter.test_journey import signed_in

DECLARED = ["authority", "read"]
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.fixture
def link(ready, officer):
    return actions.ask_signatory(ready, by=officer)


@pytest.fixture
def page_url(link):
    return reverse("charter:signing", args=[token_sent(link)])


@pytest.fixture
def code_url(link):
    return reverse("charter:signing_code", args=[token_sent(link)])


@pytest.fixture
def remark_url(link):
    return reverse("charter:signing_remark", args=[token_sent(link)])


def sign_with(client, url, code, declared=DECLARED):
    return client.post(url, {"declared": declared, "code": code})


def state(link):
    link.refresh_from_db()
    return (link.codes_sent, link.tries, link.used_at, link.cancelled_at)


# --- Opening
def test_opening_the_link_does_nothing(client, link, page_url, code_url, remark_url):
    for url in (page_url, code_url, remark_url):
        client.get(url)
        client.head(url)

    assert state(link) == (0, 0, None, None)
    assert Signature.objects.get().status == Status.DRAFT


def test_page_says_who_signs_what_for_whom(client, link, page_url):
    response = client.get(page_url)
    page = Page(response)

    for said in (
        "Marie Exemple",
        "Maire",
        "Exampleville",
        "Decision of the council",
        "2026-014",
        "Sam Sample",
        "m•••@exampleville.example",
    ):
        assert said in page.text
    assert "maire@exampleville.example" not in page.text
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert page.html.find(id="id_code") is None


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_text_stays_in_the_language_of_the_file(client, link, page_url, language):
    page = Page(client.get(page_url.replace("/en/", f"/{language}/")))

    article = page.html.select_one(".exact .charter")
    assert page.html.html["lang"] == language
    assert (article["lang"], article["dir"]) == ("fr", "ltr")
    assert "Text 2 fr" in article.text
    assert link.signature.text.fingerprint in page.text
    assert [(label["lang"], label.text) for label in page.html.select("label[for^=id_declared]")] == [
        ("fr", "authority fr"),
        ("fr", "read fr"),
    ]


def test_page_asks_the_database_little(client, link, page_url, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        client.get(page_url)


# --- The code
def test_code_is_sent_and_ticks_stay(client, link, page_url, code_url):
    answer = client.post(code_url, {"declared": ["read"]})

    page = Page(client.get(page_url))
    assert answer["Location"] == f"{page_url}#sign"
    assert Message.objects.get(purpose=f"code:{link.pk}:1").recipient == "maire@exampleville.example"
    assert [box["value"] for box in page.html.select("input[name=declared][checked]")] == ["read"]
    field = page.html.find(id="id_code")
    assert (field["autocomplete"], field["inputmode"]) == ("one-time-code", "numeric")


def test_second_code_has_to_wait(client, link, page_url, code_url):
    client.post(code_url)
    answer = client.post(code_url, follow=True)

    assert "A code was sent a moment ago." in Page(answer).text
    assert state(link)[0] == 1


def test_ticks_that_are_no_declarations_are_ignored(client, link, page_url, code_url):
    client.post(code_url, {"declared": ["x" * 10_000, "\x00", *map(str, range(400))]})

    assert client.get(page_url).status_code == 200


@pytest.mark.parametrize(
    "typed", [str, lambda code: f" {code[:3]} {code[3:]} ", lambda code: code.translate(ARABIC), lambda code: f"\u200e{code}\u00a0"]
)
def test_right_code_signs(client, link, page_url, code_url, typed):
    client.post(code_url)

    answer = sign_with(client, page_url, typed(code_sent(link)))

    signature = Signature.objects.get()
    assert answer["Location"] == page_url
    assert signature.status == Status.SUBMITTED
    assert signature.declared == DECLARED
    assert signature.events.last().kind == EventKind.SIGNED
    page = Page(client.get(page_url))
    assert "You have signed for Exampleville" in page.text
    assert "The secretariat checks the decision" in page.text
    assert page.html.form is None or not page.main.find("form")


def test_signing_twice_signs_once(client, link, page_url, code_url):
    client.post(code_url)
    code = code_sent(link)
    sign_with(client, page_url, code)

    page = Page(sign_with(client, page_url, code))

    assert "You have signed for Exampleville" in page.text
    assert Signature.objects.get().events.filter(kind=EventKind.SIGNED).count() == 1


def test_wrong_code_is_said_and_ticks_stay(client, link, page_url, code_url):
    client.post(code_url)
    wrong = f"{(int(code_sent(link)) + 1) % 1_000_000:06}"

    page = Page(sign_with(client, page_url, wrong))

    assert page.html.title.text.strip().startswith("Error: Sign for Exampleville")
    assert "This code is not right" in page.text
    assert len(page.html.select("input[name=declared][checked]")) == 2
    assert state(link)[1] == 1


@pytest.mark.parametrize("junk", ["", "12345", "abc", "\x00", "1" * 10_000, "<b>", "\u202e"])
def test_junk_is_no_try(client, link, page_url, code_url, junk):
    client.post(code_url)

    page = Page(sign_with(client, page_url, junk))

    assert page.html.select_one(".error-summary a")["href"] == "#id_code"
    assert state(link)[1] == 0


@pytest.mark.parametrize("declared", [[], ["read"], ["authority"], ["read", "another"], ["read", "read"]])
def test_every_declaration_is_needed(client, link, page_url, code_url, declared):
    client.post(code_url)

    page = Page(sign_with(client, page_url, code_sent(link), declared))

    assert "Please confirm each declaration." in page.text
    assert state(link)[1] == 0
    assert Signature.objects.get().status == Status.DRAFT


def test_too_many_tries_end_the_code(client, link, page_url, code_url):
    client.post(code_url)
    code = code_sent(link)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _turn in range(TRIES_PER_CODE):
        page = Page(sign_with(client, page_url, wrong))

    assert "The code can no longer be used" in page.text
    assert "Send me a new code" in page.text
    assert page.html.find(id="id_code") is None
    assert len(page.html.select("input[name=declared][checked]")) == 2
    sign_with(client, page_url, code)
    assert Signature.objects.get().status == Status.DRAFT


def test_code_ends_after_half_an_hour(client, link, page_url, code_url):
    client.post(code_url)
    code = code_sent(link)
    with time_machine.travel(timezone.now() + CODE_LASTS + timedelta(seconds=1)):
        page = Page(sign_with(client, page_url, code))

    assert "The code can no longer be used" in page.text
    assert Signature.objects.get().status == Status.DRAFT


def test_code_without_asking_for_one_signs_nothing(client, link, page_url):
    page = Page(sign_with(client, page_url, "000000"))

    assert "Ask for a new one." in page.text
    assert Signature.objects.get().status == Status.DRAFT


# --- Links that can no longer be used
def test_expired_link_says_so(client, link, page_url, code_url):
    with time_machine.travel(timezone.now() + LINK_LASTS + timedelta(seconds=1)):
        responses = [client.get(page_url), client.post(code_url), sign_with(client, page_url, "000000")]

    for response in responses:
        assert response.status_code == 410
        assert "This link has expired" in Page(response).text
    assert state(link)[0] == 0


@pytest.mark.parametrize("how", ["changed", "sent again", "withdrawn"])
def test_cancelled_link_says_so(client, link, page_url, code_url, remark_url, officer, how):
    file = link.signature
    if how == "changed":
        actions.save_text(file, by=officer, language="es")
    elif how == "sent again":
        actions.ask_signatory(file, by=officer)
    else:
        actions.withdraw(file, by=officer)

    for response in (client.get(page_url), client.post(page_url), client.post(code_url), client.post(remark_url, {"why": "other"})):
        assert response.status_code == 410
        assert "This link no longer works" in Page(response).text


@pytest.mark.parametrize("token", ["abc", "a" * 43, "x" * 2000, "%E2%80%AE", "..%2F", "None", "١٢٣", "%FF%FE"])
def test_junk_token_is_not_found(client, link, token):
    for tail in ("", "code/", "remark/"):
        response = client.get(f"/en/charter/sign/with/{token}/{tail}")
        assert response.status_code == 404
    assert "no-store" in response["Cache-Control"]


def test_link_changed_between_reading_and_signing_says_so(client, link, page_url, code_url, officer, monkeypatch):
    client.post(code_url)
    code = code_sent(link)
    stale = actions.link_for(token_sent(link))
    actions.save_text(link.signature, by=officer, language="es")
    monkeypatch.setattr("charter.views.signatory.actions.link_for", lambda token: stale)

    answer = sign_with(client, page_url, code)

    assert answer["Location"] == page_url
    assert Signature.objects.get().status == Status.DRAFT


# --- Sending back
@pytest.mark.parametrize(
    ("values", "remark"),
    [
        ({"why": "wrong", "remark": "The date is\r\nwrong.\x00"}, "The date is\nwrong."),
        ({"why": "other", "remark": "Ask the president"}, "Someone else should sign. Ask the president"),
        ({"why": "other", "remark": ""}, "Someone else should sign."),
    ],
)
def test_file_is_sent_back_with_a_remark(client, link, page_url, remark_url, officer, values, remark):
    answer = client.post(remark_url, values)

    page = Page(client.get(page_url))
    assert answer["Location"] == page_url
    assert "You sent the file back" in page.text
    assert link.signature.notes.get().text == remark
    assert Message.objects.get(purpose__startswith=f"sent_back:{link.pk}").recipient == officer.email
    assert " ".join(remark.split()) in Page(signed_in(officer).get(link.signature.get_file_url())).text


@pytest.mark.parametrize(
    "values", [{}, {"why": "wrong"}, {"why": "wrong", "remark": "\u202e"}, {"why": "x"}, {"why": "other", "remark": "x" * 10_000}]
)
def test_incomplete_remark_sends_nothing_back(client, link, remark_url, values):
    page = Page(client.post(remark_url, values))

    assert page.html.select_one(".error-summary")
    assert state(link)[3] is None


def test_choice_comes_from_the_link_that_was_followed(client, link, remark_url):
    page = Page(client.get(remark_url, {"why": "other"}))

    assert page.html.select_one("input[name=why][checked]")["value"] == "other"
    assert client.get(remark_url, {"why": "<junk>"}).status_code == 200


# --- What the used link says later
@pytest.mark.parametrize(
    ("then", "said"),
    [
        (lambda s, by: actions.accept(s, by=by), "It stands in the public register."),
        (lambda s, by: actions.request_changes(s, by=by, reason="other", message="Please"), "asked the local government for changes"),
        (lambda s, by: actions.decline(s, by=by, reason="other", message="No"), "The file was closed."),
    ],
)
def test_used_link_tells_what_became_of_the_file(client, link, page_url, code_url, secretary, then, said):
    client.post(code_url)
    sign_with(client, page_url, code_sent(link))
    then(Signature.objects.get(), secretary)

    assert said in Page(client.get(page_url)).text


def test_preparer_who_signs_uses_the_same_page(ready, officer):
    actions.save_signatory(ready, by=officer, name="Sam", function="Mayor", capacity="head", email=officer.email, language="en")
    link = actions.ask_signatory(ready, by=officer)
    client = signed_in(officer)
    url = reverse("charter:signing", args=[token_sent(link)])
    client.post(f"{url}code/")

    sign_with(client, url, code_sent(link))

    assert SigningLink.objects.get(pk=link.pk).used_at
    assert Signature.objects.get().status == Status.SUBMITTED


def test_form_from_elsewhere_signs_nothing(link, page_url, code_url):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(code_url).status_code == 403
    assert strict.post(page_url, {"declared": DECLARED, "code": "000000"}).status_code == 403
    assert state(link)[0] == 0
