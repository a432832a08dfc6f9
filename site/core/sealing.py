"""The portal's seal on a PDF (PAdES), and whether a file carries it, whole.

The seal is a certification that allows no change, in an invisible field: the page stays as it was typeset. It holds no
stamp of a time authority, for the portal calls no other site; when a document was sealed stands in our register.
"""

import binascii
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

from asn1crypto import cms, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from core import seal_keys
from core.seal_keys import SealKey, SealKeyError

FIELD = "Seal"
HEADER_WITHIN = 1024  # bytes in which a PDF must say that it is one
LARGEST_SEAL = 65_536
BYTE_RANGE = re.compile(rb"/ByteRange \[0 (\d{1,10}) (\d{1,10}) (\d{1,10})\]")
# DER (X.690): the tags and constants of a seal
SEQUENCE, SET, OCTETS, SIGNED = b"\x30", b"\x31", b"\x04", b"\xa0"
SHA256_ALGORITHM = bytes.fromhex("300d06096086480165030402010500")
RSA_WITH_SHA256 = bytes.fromhex("300d06092a864886f70d01010b0500")
DATA, SIGNED_DATA = bytes.fromhex("06092a864886f70d010701"), bytes.fromhex("06092a864886f70d010702")
PROBE = 32  # bytes of a public key by which a seal of ours is recognised in a file that was changed


class Finding(Enum):
    GENUINE = "genuine"  # a seal of ours, and every byte as we sealed it
    CHANGED = "changed"  # a seal of ours that does not fit the file
    NOT_OURS = "not_ours"
    NOT_PDF = "not_pdf"


@dataclass(frozen=True)
class Verdict:
    """What a file is. A genuine one names the certificate of its seal by its SHA-256."""

    finding: Finding
    certificate: str = ""


# --- Sealing
def seal(pdf: bytes) -> bytes:
    """The PDF with our seal. Raises SealKeyError when there is no valid key."""
    key = seal_keys.own()
    if not key.is_valid:
        raise SealKeyError("The certificate of the seal is not valid today. Replace it (docs/operations.md).")
    with ThreadPoolExecutor(1) as own_thread:  # pyHanko starts an event loop, and a thread has room for one
        sealed = own_thread.submit(sign, pdf if pdf.endswith(b"\n") else pdf + b"\n", key).result()
    if verdict(sealed).finding is not Finding.GENUINE:
        raise RuntimeError("The seal that was just made is not recognised.")
    return sealed


def sign(pdf: bytes, key: SealKey) -> bytes:
    signer = signer_of(key)
    asked = PdfSignatureMetadata(
        field_name=FIELD,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        name=signer.subject_name,
    )
    outside = InvisSigSettings(box_out_of_bounds=True)  # PDF/A wants it printable, PDF/UA off the page
    field = SigFieldSpec(FIELD, on_page=0, invis_sig_settings=outside, readable_field_name=signer.subject_name)
    written = PdfSigner(asked, signer, new_field_spec=field).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
    return bytes(written.getbuffer())


def signer_of(key: SealKey) -> SimpleSigner:
    """The key as pyHanko wants it."""
    certificate = asn1_x509.Certificate.load(key.certificate.public_bytes(Encoding.DER))
    private = keys.PrivateKeyInfo.load(key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    return SimpleSigner(signing_cert=certificate, signing_key=private, cert_registry=SimpleCertificateStore())


# --- Checking
def verdict(pdf: bytes) -> Verdict:
    """What a file is, whoever made it. Nothing in it is unpacked or followed, so a hostile file costs no more than a plain one."""
    known = seal_keys.certificates()
    if len(pdf) <= settings.MAX_UPLOAD_MB * 1_000_000:
        for certificate in known:
            if is_whole(pdf, certificate):
                return Verdict(Finding.GENUINE, seal_keys.fingerprint(certificate))
    if any(probe in pdf for certificate in known for probe in probes(certificate)):
        return Verdict(Finding.CHANGED)
    return Verdict(Finding.NOT_OURS if b"%PDF-" in pdf[:HEADER_WITHIN] else Finding.NOT_PDF)


def is_whole(pdf: bytes, certificate: x509.Certificate) -> bool:
    """Whether the last seal in the file is one by `certificate` and covers all of it.

    What the seal covers is proved by its hash; what it cannot cover, itself, is compared with the one way in which we write it.
    """
    begins, ends = hole(pdf)
    if not 0 < ends - begins <= LARGEST_SEAL:
        return False
    try:
        message = bytes.fromhex(pdf[begins + 1 : ends - 1].decode("ascii"))
        attributes, signature = parts(message)
        attested = cms.CMSAttributes.load(attributes)
        held = {row["type"].native: row["values"].native for row in attested}
        public_key(certificate).verify(signature, attributes, PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError, TypeError, KeyError, IndexError, RecursionError, OverflowError):
        return False
    written = as_we_write(certificate, attributes, signature).ljust(len(message), b"\0")
    covered = hashlib.sha256(pdf[:begins] + pdf[ends:]).digest()
    return held.get("message_digest") == [covered] and pdf[begins:ends] == b"<%s>" % binascii.hexlify(written).upper()


def hole(pdf: bytes) -> tuple[int, int]:
    """Where the last seal stands, between what it covers, if that is all the rest of the file; else (0, 0)."""
    found = BYTE_RANGE.match(pdf, max(pdf.rfind(b"/ByteRange"), 0))
    if found is None:
        return 0, 0
    begins, ends, rest = (int(number) for number in found.groups())
    return (begins, ends) if begins < ends and ends + rest == len(pdf) else (0, 0)


def parts(message: bytes) -> tuple[bytes, bytes]:
    """What was signed in a CMS message, as it was signed, and the signature."""
    signer = cms.ContentInfo.load(message)["content"]["signer_infos"][0]
    return SET + signer["signed_attrs"].dump()[1:], signer["signature"].native


def as_we_write(certificate: x509.Certificate, attributes: bytes, signature: bytes) -> bytes:
    """The one CMS message that holds these (RFC 5652, section 5): every field besides them is fixed."""
    issuer_and_number = der(SEQUENCE, certificate.issuer.public_bytes(), integer(certificate.serial_number))
    signed = (SIGNED + attributes[1:], RSA_WITH_SHA256, der(OCTETS, signature))
    signer = der(SEQUENCE, integer(1), issuer_and_number, SHA256_ALGORITHM, *signed)
    ours = der(SIGNED, certificate.public_bytes(Encoding.DER))
    content = der(SEQUENCE, integer(1), der(SET, SHA256_ALGORITHM), der(SEQUENCE, DATA), ours, der(SET, signer))
    return der(SEQUENCE, SIGNED_DATA, der(SIGNED, content))


def der(tag: bytes, *contents: bytes) -> bytes:
    content = b"".join(contents)
    length = len(content)
    if length < 128:
        return tag + bytes([length]) + content
    written = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return tag + bytes([128 + len(written)]) + written + content


def integer(number: int) -> bytes:
    return der(b"\x02", number.to_bytes(number.bit_length() // 8 + 1, "big"))


def public_key(certificate: x509.Certificate) -> RSAPublicKey:
    found = certificate.public_key()
    if not isinstance(found, RSAPublicKey):
        raise TypeError
    return found


def probes(certificate: x509.Certificate) -> list[bytes]:
    """Three pieces of a public key as they stand in a sealed file: a change that damages one leaves two."""
    number = public_key(certificate).public_numbers().n
    written = b"%X" % number
    return [written[start : start + 2 * PROBE] for start in (0, 4 * PROBE, 8 * PROBE)]
