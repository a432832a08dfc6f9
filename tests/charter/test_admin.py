"""The secretariat's desk in the admin: who gets in, what the queue and a file show."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from charter import actions
from charter.admin_decisions import DECISIONS
from charter.models import Signature
from core.accounts import confirm
from core.models import Message
from network.enums import RepresentativeStatus
from network.models import Representative
from tests.charter.conftest import code_sent, complete, make_authority, make_user, sign, token_sent
from tests.factories import CharterVersionFactory, LocalGovernmentFactory, RepresentativeFactory, SignatureFactory

PDF = (b"%PDF-1.4 decision", "a" * 64, "Délibération 12.pdf")
LOGIN, REFUSED, SEEN = "login", "refused", "seen"
ROLES = {"anonymous": LOGIN, "stranger": REFUSED, "officer": REFUSED, "editor": REFUSED, "secretary": SEEN, "superuser": SEEN}


def queue(client, **query):
    return client.get(reverse("signature_queue"), query)


def listed(response):
    return [row.signature.local_government.slug for row in response.context["rows"]]


def address(signature, name="signature_detail", *args):
    return reverse(name, args=[signature.public_id, *args])


@pytest.fixture
def superuser(db):
    user = get_user_model().objects.create_superuser("root@network.example")
    confirm(user)
    return user


@pytest.fixture
def desk(client, secretary):
    """The secretariat's browser."""
    client.force_login(secretary)
    return client


@pytest.fixture
def asked(authority, stranger):
    return Representative.objects.create(
        user=stranger, local_government=authority, status=RepresentativeStatus.REQUESTED, position="Adviser", message="Let me in."
    )


ADDRESSES = {
    "queue": lambda signature, asked: reverse("signature_queue"),
    "detail": lambda signature, asked: address(signature),
    "file": lambda signature, asked: address(signature, "signature_mandate_file"),
    "requests": lambda signature, asked: reverse("representation_requests"),
    "answer": lambda signature, asked: reverse("representation_answer", args=[asked.pk]),
    "versions": lambda signature, asked: reverse("wagtailsnippets_charter_charterversion:list"),
    **{name: (lambda signature, asked, name=name: address(signature, "signature_decide", name)) for name in DECISIONS},
}
POSTED = {"answer", *DECISIONS}


@pytest.fixture
def signature(draft, officer, secretary):
    """Submitted, with a file."""
    complete(draft, officer, file=PDF)
    return sign(draft, officer)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ADDRESSES)
def test_only_the_secretariat_gets_in(name, role, method, client, request, signature, asked):
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))
    path = ADDRESSES[name](signature, asked)

    response = getattr(client, method)(path)

    if ROLES[role] == LOGIN:
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/?next=/admin/")
    elif ROLES[role] == REFUSED and name == "versions" and role == "editor":
        assert (response.status_code, response["Location"]) == (302, "/admin/")  # Wagtail's own refusal
    elif ROLES[role] == REFUSED:
        assert getattr(client, method)(path, follow=True).status_code == 403
    elif method == "post":
        assert response.status_code in ((200, 409) if name in POSTED else (405,))
    else:
        closed = name in DECISIONS and not DECISIONS[name].is_open_for(signature)
        assert response.status_code == (302 if closed else 200)
        if response.streaming:
            b"".join(response.streaming_content)
    asked.refresh_from_db()
    assert (Signature.objects.get().status, asked.status) == ("submitted", "requested")


@pytest.mark.parametrize(("role", "sees"), [("editor", False), ("secretary", True), ("superuser", True)])
def test_menu_and_home_page_show_the_desk_to_the_secretariat_only(role, sees, client, request, signature, asked):
    client.force_login(request.getfixturevalue(role))

    html = client.get("/admin/").content.decode()

    assert ("/admin/signatures/" in html) is sees
    assert ("/admin/signatures/requests/" in html) is sees
    assert ("/admin/charter/versions/" in html) is sees
    assert ("1 file waits for a decision" in html) is sees


def test_menu_counts_what_waits(desk, signature, asked):
    html = desk.get("/admin/").content.decode()

    assert "Signatures, 1 waiting" in html
    assert "Requests, 1 waiting" in html


def test_home_page_counts_what_is_late(desk, pending_accepted):
    Signature.objects.update(mandate_until=timezone.localdate() + timedelta(days=30))

    html = desk.get("/admin/").content.decode()

    assert "0 files wait for a decision" in html
    assert "1 decision overdue or due within thirty days" in html


# --- The queue
STATES = {
    "waiting": "submitted",
    "open": "changes_requested",
    "in_force": "accepted",
    "suspended": "suspended",
    "ended": "declined",
}


@pytest.mark.parametrize("state", STATES)
def test_queue_lists_each_state_apart(state, desk):
    made = {name: SignatureFactory(**{trait: True}) for name, trait in STATES.items()}

    response = queue(desk, state=state)

    assert listed(response) == [made[state].local_government.slug]
    assert [count for _pile, count in response.context["tabs"]] == [1, 0, 0, 1, 1, 1, 1]


def test_queue_shows_the_oldest_first_with_its_age(desk):
    young, old = SignatureFactory(submitted=True), SignatureFactory(submitted=True)
    Signature.objects.filter(pk=old.pk).update(signed_at=timezone.now() - timedelta(days=12))

    response = queue(desk)

    assert listed(response) == [old.local_government.slug, young.local_government.slug]
    assert "Waiting for 12 days" in response.content.decode()


def test_queue_shows_decisions_received_and_due_beside_the_files(desk, pending_accepted, officer, authority):
    html = queue(desk).content.decode()
    assert "expected within thirty days" not in html

    Signature.objects.update(mandate_until=timezone.localdate() - timedelta(days=1))
    html = queue(desk).content.decode()
    assert "expected within thirty days" in html
    assert "Overdue" in html

    actions.provide_decision(pending_accepted, by=officer, kind="council", date=timezone.localdate(), reference="7", file=PDF)
    response = queue(desk)
    assert [pile.name for pile, _rows in response.context["beside"]] == ["decisions"]
    assert "Signatures, 1 waiting" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [("djénine", 1), ("JENINE", 1), ("جنين", 1), ("2026-0007", 1), ("banjul", 0), ('"', 0), ("%", 0), ("…", 0), ("x" * 900, 0)],
)
def test_queue_is_searched_in_any_script(query, found, desk):
    SignatureFactory(
        accepted=True, reference="CT-2026-0007", local_government=LocalGovernmentFactory(name_local="بلدية جنين", name_fr="Djénine")
    )
    SignatureFactory(submitted=True, local_government=LocalGovernmentFactory(name_local="Banjul"))

    response = queue(desk, state="in_force", q=query)

    assert response.status_code == 200
    assert len(listed(response)) == found


@pytest.mark.parametrize("query", [{"p": "999"}, {"p": "x"}, {"state": "nowhere"}, {"state": "ended", "p": "-1"}, {"unknown": "1"}])
def test_queue_takes_any_query(query, desk):
    assert queue(desk, **query).status_code == 200


def test_queue_has_pages(desk):
    version = CharterVersionFactory()
    SignatureFactory.create_batch(23, submitted=True, version=version)

    assert [len(listed(queue(desk, p=page))) for page in (1, 2)] == [20, 3]


def own(captured):
    """The queries that are ours: Wagtail's frame (session, rights, languages, menu) has its own nine."""
    return [query["sql"] for query in captured if any(name in query["sql"] for name in ("charter_", "network_", 'auth_group" INNER'))]


@pytest.mark.parametrize("state", ["waiting", "in_force"])
def test_queue_costs_the_same_few_queries_however_long(state, desk, django_assert_max_num_queries):
    version, costs = CharterVersionFactory(), []
    for count in (1, 9, 90):
        for _number in range(count):
            authority = LocalGovernmentFactory(website="https://town.example/", provisional=True)
            SignatureFactory(version=version, local_government=authority, **{STATES[state]: True})
        with django_assert_max_num_queries(25) as captured:
            response = queue(desk, state=state)
        costs.append((len(captured), len(own(captured))))

    assert len(listed(response)) == 20
    assert len(set(costs[1:])) == 1
    assert max(ours for _all, ours in costs) <= 15


# --- A file
def test_file_shows_everything_but_the_signing_link_and_code(desk, draft, officer, secretary, deliver):
    complete(draft, officer, file=PDF)
    link = actions.send_code(actions.ask_signatory(draft, by=officer))
    token, code = token_sent(link), code_sent(link)
    deliver()
    actions.sign(link, code=code, declared=[one.code for one in draft.declarations()])

    html = desk.get(address(draft)).content.decode()

    for shown in (
        "Exampleville",
        "Sam Sample",
        "Decision of the council",
        "2026-014",
        "Marie Exemple",
        "maire@exampleville.example",
        draft.version.texts.get(language="fr").fingerprint,
        "authority fr",
        "Signed and sent",
        "Link to the page for signing",
        "Code for signing",
        PDF[1],
    ):
        assert shown in html
    for message in Message.objects.all():
        assert message.subject not in html
    for hidden in (token, link.token_hash, code, "/sign/with/"):
        assert hidden not in html


def test_nothing_on_the_desk_shows_a_link_or_a_code(desk, ready, officer):
    link = actions.send_code(actions.ask_signatory(ready, by=officer))
    secrets = (token_sent(link), code_sent(link), "/sign/with/")

    pages = [desk.get(path).content.decode() for path in ("/admin/", reverse("signature_queue") + "?state=open", address(ready))]

    assert not [secret for secret in secrets for page in pages if secret in page]


def test_file_says_what_is_wrong_with_its_evidence(desk, submitted):
    assert "does not match" not in desk.get(address(submitted)).content.decode()

    Signature.objects.update(public_id="00000000-0000-4000-8000-000000000000")

    assert "does not match" in desk.get(address(Signature.objects.get())).content.decode()


def test_what_visitors_typed_is_shown_as_text(desk, draft, officer, authority):
    authority.name_en = authority.name_local = '<script>alert("x")</script>'
    authority.save()
    complete(draft, officer)
    signature = sign(draft, officer)

    pages = [
        desk.get(path).content.decode()
        for path in (reverse("signature_queue"), address(signature), address(signature, "signature_decide", "accept"))
    ]

    assert not [page for page in pages if "<script>alert" in page]


@pytest.mark.parametrize("state", ["draft", "submitted", "pending_accepted", "accepted"])
def test_file_can_be_read_in_every_state(state, desk, request):
    signature = request.getfixturevalue(state)

    assert desk.get(address(signature)).status_code == 200


def test_file_costs_few_queries_however_much_happened(desk, draft, officer, django_assert_max_num_queries):
    complete(draft, officer)
    for person in range(10):
        RepresentativeFactory(local_government=draft.local_government, user=make_user(f"p{person}@exampleville.example"))
        make_authority(f"exampleville-{person}", name_local=f"Exampleville {person}")
    signature = sign(draft, officer)
    desk.get(address(signature))

    with django_assert_max_num_queries(31):
        desk.get(address(signature))


def test_decision_is_downloaded_and_kept_nowhere(desk, signature):
    response = desk.get(address(signature, "signature_mandate_file"))

    assert b"".join(response.streaming_content) == PDF[0]
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''D%C3%A9lib%C3%A9ration%2012.pdf")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_missing_decision_is_not_found(desk, signature):
    signature.mandate_file.storage.delete(signature.mandate_file.name)

    assert desk.get(address(signature, "signature_mandate_file"), follow=True).status_code == 404


def test_unknown_file_is_not_found(desk):
    for name in ("signature_detail", "signature_mandate_file"):
        assert desk.get(reverse(name, args=["00000000-0000-4000-8000-000000000000"]), follow=True).status_code == 404


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_desk_speaks_every_language(language, desk, submitted, asked):
    for path in ("/admin/", reverse("signature_queue"), address(submitted), address(submitted, "signature_decide", "decline")):
        response = desk.get(path, headers={"accept-language": language})
        assert response.status_code == 200
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in response.content.decode()
