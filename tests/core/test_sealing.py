"""The seal: valid to others, broken by every change, and for ever ours after a change of key."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import SignatureCoverageLevel, ValidationContext, validate_pdf_signature

from core import checks, jobs, seal_keys, sealing
from core.seal_keys import SealKeyError
from core.sealing import Finding, Verdict, verdict
from tests import paper

OLDER = Path(__file__).parent / "sealed"


def in_pem(certificate):
    return certificate.public_bytes(Encoding.PEM).decode()


def key_in_pem(key):
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def flipped(pdf, place, bit):
    changed = bytearray(pdf)
    changed[place] ^= 1 << bit
    return bytes(changed)


def with_another_title(pdf):
    """A revision appended to a PDF, as an editor of PDFs would."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.root["/PageLabels"] = generic.DictionaryObject()
    writer.update_root()
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def apart(function, *arguments):
    """In a thread of its own: pyHanko starts an event loop, and the thread of the tests may hold the browser's."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *arguments).result()


# --- What others see
def test_pdfsig_calls_it_valid(genuine, tmp_path):
    report = paper.signature_report(paper.saved(genuine, tmp_path))

    assert "Signature is Valid." in report
    assert "Total document signed" in report
    assert "Signature Type: ETSI.CAdES.detached" in report


def test_pyhanko_validates_it_and_it_allows_no_change(genuine):
    found = PdfFileReader(BytesIO(genuine)).embedded_signatures
    ours = asn1_x509.Certificate.load(seal_keys.own().certificate.public_bytes(Encoding.DER))

    status = apart(validate_pdf_signature, found[0], ValidationContext(trust_roots=[ours], allow_fetching=False))

    assert len(found) == 1
    assert (status.intact, status.valid, status.trusted, status.bottom_line) == (True, True, True, True)
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert status.modification_level == ModificationLevel.NONE
    assert found[0].docmdp_level == MDPPerm.NO_CHANGES


def test_a_sealed_sheet_stays_archivable_and_accessible(plain, genuine, tmp_path):
    path = paper.saved(genuine, tmp_path)

    assert genuine.startswith(plain)
    assert paper.broken_rules("3a", path) == []
    assert paper.broken_rules("ua1", path) == []


def test_the_certificate_says_what_it_may_do(keys):
    certificate = seal_keys.own().certificate

    assert certificate.subject.rfc4514_string() == "CN=Caring Territories (demonstration)"
    assert certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca is False
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)


# --- What we see
def test_it_is_genuine(genuine):
    assert verdict(genuine) == Verdict(Finding.GENUINE, seal_keys.fingerprint(seal_keys.own_certificate()))


def test_a_plain_pdf_is_not_ours_and_a_text_is_no_pdf(plain):
    assert [verdict(found).finding for found in (plain, b"", b"A text")] == [Finding.NOT_OURS, Finding.NOT_PDF, Finding.NOT_PDF]


def test_one_bit_anywhere_breaks_it(genuine):
    chance = random.Random(5)
    places = [number * len(genuine) // 1000 for number in range(1000)]

    found = {verdict(flipped(genuine, place, chance.randrange(8))).finding for place in places}

    assert found == {Finding.CHANGED}


def test_every_bit_of_the_seal_itself_counts(genuine):
    """Other programs do not look at the padding of a seal, nor at whether its letters are capitals."""
    begins, ends = sealing.hole(genuine)
    places = [*range(begins, begins + 200), *range(begins + 3000, begins + 3600, 3), *range(ends - 200, ends)]

    assert {verdict(flipped(genuine, place, bit)).finding for place in places for bit in (0, 5)} == {Finding.CHANGED}


def test_a_lower_case_seal_is_a_changed_one(genuine):
    begins, ends = sealing.hole(genuine)

    assert verdict(genuine[:begins] + genuine[begins:ends].lower() + genuine[ends:]).finding != Finding.GENUINE


@pytest.mark.parametrize("added", [b"\n", b" ", b"\0", b"%%EOF\n"])
def test_what_is_added_breaks_it(genuine, added):
    assert verdict(genuine + added).finding == Finding.CHANGED
    assert verdict(added + genuine).finding == Finding.CHANGED


def test_an_appended_revision_breaks_it(genuine):
    revised = with_another_title(genuine)

    assert revised.startswith(genuine)
    assert verdict(revised).finding == Finding.CHANGED


class Careless(PdfSigner):
    """A program that signs also what an earlier seal forbids to change."""

    def _enforce_certification_constraints(self, reader):
        pass


def signed_by_a_stranger(pdf, folder):
    """A valid signature by another key, in a revision of its own."""
    with override_settings(VAR=folder):
        stranger = sealing.signer_of(seal_keys.own())
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    return bytes(apart(Careless(PdfSignatureMetadata(field_name="Another"), stranger).sign_pdf, writer).getbuffer())


def test_a_revision_validly_signed_by_somebody_else_breaks_it(genuine, tmp_path):
    revised = signed_by_a_stranger(genuine, tmp_path)

    last = PdfFileReader(BytesIO(revised)).embedded_signatures[-1]
    last.compute_integrity_info()
    assert last.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert revised.startswith(genuine)
    assert paper.signature_report(paper.saved(revised, tmp_path)).count("Signature is Valid.") == 2
    assert verdict(revised).finding == Finding.CHANGED


def test_the_seal_of_another_portal_is_not_ours(plain, tmp_path):
    with override_settings(VAR=tmp_path):
        elsewhere = sealing.seal(plain)

    assert verdict(elsewhere).finding == Finding.NOT_OURS


def test_a_seal_of_the_demonstration_means_nothing_outside_it(genuine, keys, settings):
    settings.DEMONSTRATION = False

    assert verdict(genuine).finding == Finding.NOT_OURS


def test_cutting_the_end_breaks_it(genuine):
    begins, ends = sealing.hole(genuine)
    lengths = [*range(len(genuine) - 50, len(genuine)), *range(0, len(genuine), 997), begins, ends]

    found = {verdict(genuine[:length]).finding for length in lengths}

    assert Finding.GENUINE not in found
    assert verdict(genuine[:-1]).finding == Finding.CHANGED


def test_two_sealed_files_glued_together_are_a_changed_one(genuine):
    assert verdict(genuine + genuine).finding == Finding.CHANGED


# --- Hostile files
@given(st.binary(max_size=3000))
def test_no_bytes_make_it_fail(found):
    assert verdict(found).finding != Finding.GENUINE
    assert verdict(b"%PDF-1.7\n" + found + b"\n/ByteRange [0 9 12 3]").finding != Finding.GENUINE


@given(place=st.integers(0, 3000), cut=st.integers(0, 6000), put=st.binary(max_size=40))
def test_no_surgery_on_a_seal_makes_it_fail(genuine, place, cut, put):
    begins, _ends = sealing.hole(genuine)
    operated = genuine[: begins + place] + put + genuine[begins + place + cut :]

    assert verdict(operated).finding != Finding.GENUINE or operated == genuine


@pytest.mark.parametrize(
    "ranges",
    ["[0 0 0 0]", "[0 5 5 9]", "[0 9 5 9]", "[0 9999999999 9999999999 0]", "[5 9 12 3]", "[0 1 2", "[0 -1 2 3]", "[0 1 2 3 4 5 6 7]", "[]"],
)
def test_no_byte_range_makes_it_fail(ranges):
    assert verdict(f"%PDF-1.7\n<00>/ByteRange {ranges}".encode()).finding == Finding.NOT_OURS


def test_deep_nesting_inside_a_seal_does_no_harm(genuine):
    begins, ends = sealing.hole(genuine)
    nested = b"<" + (b"3080" * ends)[: ends - begins - 2] + b">"

    assert verdict(genuine[:begins] + nested + genuine[ends:]).finding == Finding.NOT_OURS


@pytest.mark.parametrize("filling", [b"/ByteRange ", b"/ByteRange [0 1 2 3]", b"<", b"\0", b"30820"])
def test_a_large_file_is_judged_quickly(filling, settings):
    size = settings.MAX_UPLOAD_MB * 1_000_000
    large = (b"%PDF-1.7\n" + filling * (size // len(filling)))[:size]
    began = time.monotonic()

    assert verdict(large).finding == Finding.NOT_OURS

    assert time.monotonic() - began < 2


# --- Keys
def test_a_key_is_made_once_for_its_owners_eyes(keys):
    made = seal_keys.own()

    assert seal_keys.own().certificate == made.certificate
    assert (keys / "key.pem").stat().st_mode & 0o777 == 0o600
    assert keys.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in keys.rglob("*.pem")) == [f"{seal_keys.fingerprint(made.certificate)}.pem", "key.pem"]
    assert b"PRIVATE" not in b"".join(path.read_bytes() for path in (keys / "certificates").iterdir())


def test_prepare_makes_the_key(keys, db, settings):
    settings.DEMONSTRATION = False
    settings.STATIC_ROOT = keys.parent / "static"

    call_command("prepare", verbosity=0)

    assert (keys.parent / "seal/key.pem").exists()


def test_what_an_older_key_sealed_stays_genuine(keys, plain, capsys):
    old = seal_keys.own().certificate
    before = sealing.seal(plain)

    call_command("rotate_seal_key")

    new = seal_keys.own().certificate
    after = sealing.seal(plain)
    assert seal_keys.fingerprint(new) in capsys.readouterr().out
    assert new != old
    assert seal_keys.certificates() == [new, old]
    assert [verdict(before), verdict(after)] == [Verdict(Finding.GENUINE, seal_keys.fingerprint(one)) for one in (old, new)]
    assert verdict(flipped(before, 500, 1)).finding == Finding.CHANGED


def test_a_key_may_come_from_the_environment(keys, plain, settings, tmp_path):
    """As PEM or as files; when it comes from there nothing is made here."""
    private = seal_keys.generate_private_key(65537, 2048)
    certificate = seal_keys.self_signed(private)
    settings.SEAL_KEY, settings.SEAL_CERTIFICATE = key_in_pem(private), in_pem(certificate)
    sealed = sealing.seal(plain)
    (tmp_path / "key").write_text(settings.SEAL_KEY)
    (tmp_path / "certificate").write_text(settings.SEAL_CERTIFICATE)

    settings.SEAL_KEY, settings.SEAL_CERTIFICATE = str(tmp_path / "key"), str(tmp_path / "certificate")

    assert verdict(sealed) == Verdict(Finding.GENUINE, seal_keys.fingerprint(certificate))
    assert seal_keys.problem() == ""
    assert not keys.exists()


def test_a_change_of_the_key_in_the_environment_keeps_the_old_certificate(keys, plain, settings):
    old, sealed = seal_keys.own().certificate, sealing.seal(plain)
    private = seal_keys.generate_private_key(65537, 2048)
    new = seal_keys.self_signed(private)
    settings.VAR = keys.parent / "elsewhere"
    settings.SEAL_KEY, settings.SEAL_CERTIFICATE = key_in_pem(private), in_pem(new)
    assert verdict(sealed).finding == Finding.NOT_OURS

    settings.SEAL_OLD_CERTIFICATES = in_pem(old)

    assert verdict(sealed).finding == Finding.GENUINE
    assert seal_keys.certificates() == [new, old]
    with pytest.raises(CommandError, match="PORTAL_SEAL_OLD_CERTIFICATES"):
        call_command("rotate_seal_key")


def wrong_settings(folder):
    with override_settings(VAR=folder):
        own = seal_keys.own()
    other = seal_keys.generate_private_key(65537, 2048)
    curve = ec.generate_private_key(ec.SECP256R1())
    short = seal_keys.generate_private_key(65537, 1024)
    key, certificate = key_in_pem(own.private), in_pem(own.certificate)
    return {
        "half a pair: key": ({"SEAL_KEY": key}, "belong together"),
        "half a pair: certificate": ({"SEAL_CERTIFICATE": certificate}, "belong together"),
        "no file": ({"SEAL_KEY": "/nowhere/key.pem", "SEAL_CERTIFICATE": certificate}, "PORTAL_SEAL_KEY is neither"),
        "no name of a file": ({"SEAL_KEY": key, "SEAL_CERTIFICATE": "a\0b"}, "PORTAL_SEAL_CERTIFICATE is neither"),
        "no PEM": ({"SEAL_KEY": "-----BEGIN what", "SEAL_CERTIFICATE": certificate}, "no private key"),
        "no certificate": ({"SEAL_KEY": key, "SEAL_CERTIFICATE": key}, "holds no certificate"),
        "not a pair": ({"SEAL_KEY": key_in_pem(other), "SEAL_CERTIFICATE": certificate}, "not the certificate of"),
        "not RSA": ({"SEAL_KEY": key_in_pem(curve), "SEAL_CERTIFICATE": certificate}, "must be an RSA key"),
        "too short": ({"SEAL_KEY": key_in_pem(short), "SEAL_CERTIFICATE": certificate}, "must be an RSA key"),
        "broken old ones": ({"SEAL_OLD_CERTIFICATES": "-----BEGIN what"}, "PORTAL_SEAL_OLD_CERTIFICATES holds"),
    }


def test_the_portal_does_not_start_with_a_wrong_key(db, keys, settings, tmp_path, subtests):
    """Not even a demonstration: its worker could seal nothing."""
    for what, (values, said) in wrong_settings(tmp_path / "own").items():
        with subtests.test(what), override_settings(**values):
            assert [said in refusal for refusal in checks.refusals()] == [True]
            assert {message.id for message in run_checks(include_deployment_checks=True)} & {"portal.E003", "portal.W001"} == {
                "portal.E003"
            }
            with pytest.raises(CommandError, match="does not start"):
                call_command("serve")


def test_a_locked_key_is_refused(keys, settings):
    own = seal_keys.own()
    locked = own.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")).decode()
    settings.SEAL_KEY, settings.SEAL_CERTIFICATE = locked, in_pem(own.certificate)

    assert "without a password" in seal_keys.problem()


# --- Keys grow old
def test_our_own_key_is_replaced_in_time(keys):
    job = jobs.JOBS["core.seal_keys.renew"]
    first = seal_keys.own().certificate
    job.run()
    assert seal_keys.own().certificate == first

    with time_machine.travel(datetime.now(UTC) + seal_keys.IN_USE + timedelta(days=1)):
        assert seal_keys.own().is_due
        job.run()
        assert seal_keys.certificates()[1:] == [first]
        assert not seal_keys.own().is_due


def test_a_given_key_that_grows_old_is_told_of(keys, settings, caplog):
    own = seal_keys.own()
    settings.SEAL_KEY, settings.SEAL_CERTIFICATE = key_in_pem(own.private), in_pem(own.certificate)
    with time_machine.travel(datetime.now(UTC) + seal_keys.VALID - timedelta(days=50)):
        seal_keys.renew()
        found = {message.id for message in run_checks(include_deployment_checks=True)}

    assert "portal.W001" in found
    assert [record.message for record in caplog.records] == ["The certificate of the seal should be replaced (docs/operations.md)"]
    assert seal_keys.own().certificate == own.certificate


def test_nothing_is_sealed_after_the_certificates_end_but_what_was_stays_genuine(keys, plain):
    sealed = sealing.seal(plain)
    with time_machine.travel(datetime.now(UTC) + seal_keys.VALID + timedelta(days=1)):
        with pytest.raises(SealKeyError, match="not valid today"):
            sealing.seal(plain)
        assert verdict(sealed).finding == Finding.GENUINE


def test_a_document_sealed_by_an_older_version_of_the_portal_is_recognised(keys, settings):
    """Sealed on 24 November 2026. A change of pyHanko or of this code must not make it a stranger's."""
    settings.SEAL_OLD_CERTIFICATES = str(OLDER / "2026.pem")

    assert verdict((OLDER / "2026.pdf").read_bytes()) == Verdict(
        Finding.GENUINE, seal_keys.fingerprint(x509.load_pem_x509_certificate((OLDER / "2026.pem").read_bytes()))
    )
