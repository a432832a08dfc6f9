"""The chain holds, nothing in it can be changed, and a change that happened all the same is found."""

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction

from charter import actions, evidence
from charter.models import ChainHead, CharterText, Signatory, Signature, SignatureEvent
from network.models import LocalGovernment
from tests.charter.conftest import complete, make_authority, make_version, sign

pytestmark = pytest.mark.postgres


def breaks(chain="register"):
    return [found.what for found in evidence.verify(chain)]


@pytest.fixture
def without_triggers(db):
    """An intruder with the rights of the database's owner."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("charter_signatureevent", "charter_chartertext"):
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                for name in ("no_update", "no_delete"):
                    cursor.execute(f"DROP TRIGGER {table}_{name}")


def test_the_chain_of_a_whole_life_holds(accepted, secretary, officer):
    actions.suspend(accepted, by=secretary, reason="other")
    actions.reinstate(accepted, by=secretary)
    actions.withdraw(accepted, by=officer)

    assert breaks() == []
    assert list(evidence.verify_texts()) == []
    assert SignatureEvent.objects.count() == 6


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE charter_signatureevent SET kind = 'declined'",
        "UPDATE charter_signatureevent SET payload = '{}'",
        "UPDATE charter_signatureevent SET chain = 'demonstration'",
        "DELETE FROM charter_signatureevent",
        "UPDATE charter_chartertext SET body = 'x'",
        "DELETE FROM charter_chartertext",
    ],
)
def test_the_database_refuses_to_change_evidence(statement, accepted):
    with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert breaks() == []


def test_a_changed_event_is_found(accepted, without_triggers):
    SignatureEvent.objects.filter(sequence=2).update(payload={"text_sha256": "0" * 64, "signatory": ""})

    assert "its content does not match its hash" in breaks()


def test_a_missing_event_is_found(accepted, without_triggers):
    SignatureEvent.objects.filter(sequence=2).delete()

    assert "expected number 2: an event is missing" in breaks()
    assert "does not carry the hash of the event before it" in breaks()


def test_a_missing_end_is_found(accepted, without_triggers):
    SignatureEvent.objects.filter(sequence=3).delete()

    assert "the chain should end at 3, it ends at 2" in breaks()


def test_a_changed_status_text_or_person_is_found(accepted):
    other = accepted.version.texts.get(language="ar")
    Signature.objects.update(status="suspended", text=other)
    Signatory.objects.update(name="Somebody Else")

    assert breaks() == [
        "is suspended, its evidence says accepted",
        "the signature names another text than the one signed",
        "the person on record is not the one who signed",
    ]


def test_a_changed_text_is_found(accepted, without_triggers):
    CharterText.objects.filter(language="en").update(body="Something else")

    assert [found.where for found in evidence.verify_texts()] == ["charter version 1 (en)"]


def test_erasing_the_person_leaves_the_chain_whole(accepted, officer):
    Signatory.objects.all().delete()
    officer.delete()

    assert breaks() == []


def test_the_command_says_where_it_breaks(accepted, capsys):
    call_command("verify_register")
    assert capsys.readouterr().out == "register: 3 events, whole\ndemonstration: 0 events, whole\n"

    Signature.objects.update(status="suspended")
    with pytest.raises(CommandError, match="1 places"):
        call_command("verify_register")
    assert f"signature {accepted.public_id}: is suspended" in capsys.readouterr().err


def test_the_demonstration_chain_alone_can_be_removed_whole(accepted, officer, secretary):
    make_version(2, is_demonstration=True)
    fictional = make_authority("fictional", by=officer)
    shown = actions.accept(sign(complete(actions.start(fictional, by=officer), officer), officer), by=secretary)

    assert shown.reference.startswith("DEMO-")
    assert actions.remove_demonstration() == 1

    assert list(Signature.objects.all()) == [accepted]
    assert not SignatureEvent.objects.filter(chain="demonstration").exists()
    assert not ChainHead.objects.filter(chain="demonstration").exists()
    assert not LocalGovernment.objects.get(slug="fictional").is_member
    assert breaks() == []
    assert breaks("demonstration") == []
