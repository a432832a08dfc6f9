"""Many at once: real threads, each with its own connection, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from charter import actions, evidence
from charter.enums import Status
from charter.models import Signature, SignatureEvent
from core.models import Message
from tests.charter.conftest import code_sent, complete, make_authority

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

MANY = 64


def at_once(call):
    """Call from many threads at the same moment: how many returned, and the codes of the refusals."""
    barrier = Barrier(MANY)

    def run(_number):
        try:
            barrier.wait()
            call()
        except ValidationError as refusal:
            return refusal.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(run, range(MANY)))


def whole(signature):
    return list(evidence.verify(signature.chain)) == []


def test_many_starts_open_one_file(version, authority, officer):
    outcomes = at_once(lambda: actions.start(authority, by=officer))

    assert outcomes == ["done"] * MANY
    assert SignatureEvent.objects.count() == 1
    assert whole(Signature.objects.get())


def test_many_submissions_give_one_signature(ready, officer, secretary):
    link = actions.ask_signatory(ready, by=officer)
    actions.send_code(link)
    code = code_sent(link)

    outcomes = at_once(lambda: actions.sign(link, code=code, declared=["authority", "read"]))

    assert outcomes.count("done") == 1
    assert Signature.objects.get().status == Status.SUBMITTED
    assert SignatureEvent.objects.filter(kind="signed").count() == 1
    assert Message.objects.filter(purpose__startswith="signed:").count() == 3
    assert whole(ready)


def test_many_acceptances_give_one_event(submitted, secretary):
    outcomes = at_once(lambda: actions.accept(submitted, by=secretary))

    assert sorted(set(outcomes)) == ["done", "status"]
    assert outcomes.count("done") == 1
    assert SignatureEvent.objects.filter(kind="accepted").count() == 1
    assert Message.objects.filter(purpose__startswith="accepted:").count() == 2
    assert whole(submitted)


def test_many_authorities_signing_at_once_make_one_unbroken_chain(version, officer, secretary):
    files = [complete(actions.start(make_authority(f"town-{n}", by=officer), by=officer), officer) for n in range(16)]
    links = [actions.ask_signatory(file, by=officer) for file in files]
    for link in links:
        actions.send_code(link)
    codes = {link.pk: code_sent(link) for link in links}

    def sign_and_accept(link):
        try:
            actions.accept(actions.sign(link, code=codes[link.pk], declared=["authority", "read"]), by=secretary)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(sign_and_accept, links))

    references = sorted(Signature.objects.values_list("reference", flat=True))
    assert [reference[-4:] for reference in references] == [f"{n:04}" for n in range(1, 17)]
    assert whole(files[0])


def test_wrong_codes_at_once_are_counted_one_by_one(ready, officer):
    link = actions.ask_signatory(ready, by=officer)
    actions.send_code(link)
    wrong = "000000" if code_sent(link) != "000000" else "111111"

    outcomes = at_once(lambda: actions.sign(link, code=wrong, declared=["authority", "read"]))

    link.refresh_from_db()
    assert outcomes == ["code"] * MANY
    assert link.tries == 5
